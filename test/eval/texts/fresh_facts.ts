import type { StatedFact } from './list'

const fact = (question: string, sentence: string, ...expected: string[]): StatedFact => ({
  question,
  sentence,
  expected,
})

/** Facts that the same texts really state, by text: written after everything had been chosen on the others. */
export const FRESH_FACTS: Record<string, readonly StatedFact[]> = {
  'sqlite-testing': [
    fact(
      'How many test mutations does the dbsqlfuzz fuzzer run per day?',
      'runs about one billion test mutations per day',
      'billion',
    ),
    fact('With which framework is dbsqlfuzz built?', 'built using the libFuzzer framework', 'libfuzzer'),
  ],
  'sqlite-speed': [
    fact(
      'During which week were the measurements in this article made?',
      'made during the week of 2017-06-05',
      '2017-06-05',
      'June 5, 2017',
    ),
    fact(
      'How much less disk space does a single SQLite database holding 10-kilobyte blobs use?',
      'uses about 20% less disk space',
      '20%',
      '20 percent',
    ),
  ],
  'postgresql-history': [
    fact(
      'At which university was the POSTGRES package written?',
      'written at the University of California at Berkeley',
      'berkeley',
    ),
    fact('By how much was the Postgres95 code trimmed in size?', 'trimmed in size by 25%', '25%', '25 percent'),
  ],
  'python-faq': [
    fact(
      'During which holidays did the author have a lot of time on his hand?',
      'During the 1989 Christmas holidays',
      'christmas',
    ),
    fact('Where did the author decide to post in February 1991?', 'I decided to post to USENET', 'usenet'),
  ],
  'handbook-release': [
    fact(
      'How often does a program automatically select the packages to include in Testing?',
      'Every day a program automatically selects the packages',
      'every day',
      'daily',
      'each day',
    ),
    fact(
      'On which server does the maintainer place the initial package?',
      'place on the ftp-master.debian.org server',
      'ftp-master',
    ),
  ],
  'debian-faq': [
    fact('Which Toy Story character is bo (Debian 1.3) named after?', 'was Bo Peep', 'bo peep'),
    fact('Who destroyed toys in the Toy Story movie?', 'Sid was the boy next door who destroyed toys', 'sid'),
  ],
  haymarket: [
    fact('How many policemen eventually died?', '7 policemen eventually died', '7', 'seven'),
    fact(
      'How many police arrived and ordered the meeting to end?',
      'a column of 180 police arrived and ordered the meeting to end',
      '180',
    ),
  ],
  'jargon-history': [
    fact('Who FTPed a copy of the File to MIT in 1976?', 'In 1976, Mark Crispin, having seen', 'crispin'),
    fact(
      'Until which year did the SAIL computer continue as a Computer Science Department resource?',
      'continued as a Computer Science Department resource until 1991',
      '1991',
    ),
  ],
  'jargon-magic': [
    fact('For which long-time MIT hacker did we run this time?', 'we ran for Richard Greenblatt', 'greenblatt'),
    fact('Who composed the original koans?', 'The original koans were composed by Danny Hillis', 'hillis'),
  ],
  'rust-releases': [
    fact(
      'Which tool makes it easy to change between different release channels of Rust?',
      'Rustup makes it easy to change',
      'rustup',
    ),
    fact('Which company has used the software release train model?', 'which has been used by Cisco IOS', 'cisco'),
  ],
  'git-bisect': [
    fact('Who maintains Git?', 'maintained by Junio Hamano', 'hamano'),
    fact(
      'How long is the merge window at the start of the release cycle?',
      'start with a 2 weeks long merge window',
      '2 weeks',
      'two weeks',
    ),
  ],
  'gnu-linux': [
    fact(
      'Who issued an open invitation to software developers in 1993?',
      'when Ian Murdock issued an open invitation',
      'murdock',
    ),
    fact(
      'What does the Filesystem Hierarchy Standard try to standardize?',
      'an effort to standardize the layout of the Linux file system',
      'layout',
    ),
  ],
  'debian-manifesto': [
    fact('What is the Softlanding Linux System better known as?', 'better known as SLS', 'sls'),
    fact(
      'On what will The Free Software Foundation distribute Debian?',
      'distributed by The Free Software Foundation on CD-ROM',
      'cd-rom',
    ),
  ],
  'maint-guide': [
    fact(
      'For which Debian release is this document made available?',
      'made available for the Debian Buster release',
      'buster',
    ),
    fact(
      'Who has full upload rights to the official Debian package archive?',
      'with full upload rights to the official Debian package archive',
      'debian developer',
      'DD',
    ),
  ],
}
