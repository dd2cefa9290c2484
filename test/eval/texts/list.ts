import type { PackagedFile } from './packages'

/** A fact that a text really states: code checks that `sentence` stands in the excerpt, else the case is left out. */
export interface StatedFact {
  question: string
  /** The answer is right if it contains one of these. */
  expected: string[]
  /** A piece of the sentence that states it. */
  sentence: string
  /** Pieces of other sentences that state the same. */
  also?: string[]
}

export interface TextSource extends PackagedFile {
  id: string
  /** How the excerpt's first paragraph begins. */
  start: string
  facts: StatedFact[]
}

/** Fourteen excerpts of different kinds of prose: history, manuals, questions and answers, a tale, a manifesto. */
export const SOURCES: TextSource[] = [
  {
    id: 'sqlite-testing',
    package: 'sqlite3-doc',
    file: 'usr/share/doc/sqlite3/testing.html',
    start: 'The reliability and robustness of SQLite',
    facts: [
      {
        question: 'What kind of fuzz tester is dbsqlfuzz?',
        expected: ['proprietary'],
        sentence: 'The dbsqlfuzz engine is a proprietary fuzz tester',
      },
      {
        question: 'How many independent test harnesses are used for testing the core SQLite library?',
        expected: ['four', '4'],
        sentence: 'There are four independent test harnesses',
        also: ['Four independently developed test harnesses'],
      },
    ],
  },
  {
    id: 'sqlite-speed',
    package: 'sqlite3-doc',
    file: 'usr/share/doc/sqlite3/fasterthanfs.html',
    start: 'SQLite reads and writes small blobs',
    facts: [
      {
        question: 'Which program is used to measure the I/O performance?',
        expected: ['kvtest'],
        sentence: 'measured using the kvtest.c program',
      },
      {
        question: 'How much faster does SQLite read and write small blobs than individual files?',
        expected: ['35%', '35 percent'],
        sentence: 'SQLite reads and writes small blobs (for example, thumbnail images) 35% faster',
      },
    ],
  },
  {
    id: 'postgresql-history',
    package: 'postgresql-doc',
    file: 'usr/share/doc/postgresql-doc-*/html/history.html',
    start: 'The object-relational database management system',
    facts: [
      {
        question: 'Who led the POSTGRES project?',
        expected: ['stonebraker'],
        sentence: 'led by Professor Michael Stonebraker',
      },
      {
        question: 'In what year did the implementation of POSTGRES begin?',
        expected: ['1986'],
        sentence: 'The implementation of POSTGRES began in 1986',
      },
      {
        question: 'Who added an SQL language interpreter to POSTGRES?',
        expected: ['andrew yu', 'jolly chen'],
        sentence: 'Andrew Yu and Jolly Chen added an SQL language interpreter',
      },
    ],
  },
  {
    id: 'python-faq',
    package: 'python3-doc',
    file: 'usr/share/doc/python3*/html/faq/general.html',
    start: 'Python is an interpreted, interactive',
    facts: [
      {
        question: 'Which organization holds the copyright on Python?',
        expected: ['python software foundation', 'psf'],
        sentence: 'holds the copyright on Python versions 2.1 and newer',
      },
      {
        question: 'At which institute was the author working in the ABC group?',
        expected: ['cwi'],
        sentence: 'implementing an interpreted language in the ABC group at CWI',
      },
    ],
  },
  {
    id: 'handbook-release',
    package: 'debian-handbook',
    file: 'usr/share/doc/debian-handbook/html/en-US/sect.release-lifecycle.html',
    start: 'The project will simultaneously have',
    facts: [
      {
        question: 'Within how many hours is a newly updated package updated on all Debian mirrors?',
        expected: ['six', '6'],
        sentence: 'updated on all Debian mirrors around the world within six hours',
      },
      {
        question: 'What is buildd the abbreviation of?',
        expected: ['build daemon'],
        sentence: 'buildd is the abbreviation of',
      },
    ],
  },
  {
    id: 'debian-faq',
    package: 'debian-faq',
    file: 'usr/share/doc/debian/FAQ/ftparchives.en.html',
    start: 'There are three major distributions',
    facts: [
      {
        question: 'Who made the decision of using Toy Story names?',
        expected: ['bruce perens'],
        sentence: 'The decision of using Toy Story names was made by Bruce Perens',
      },
      {
        question: 'How many major distributions are there?',
        expected: ['three', '3'],
        sentence: 'There are three major distributions',
      },
    ],
  },
  {
    id: 'haymarket',
    package: 'anarchism',
    file: 'usr/share/doc/anarchism/html/secA5.html',
    start: 'May 1st is a day of special significance',
    facts: [
      {
        question: 'How many anarchists were put on trial for accessory to murder?',
        expected: ['eight', '8'],
        sentence: 'Eight anarchists were put on trial',
      },
      {
        question: 'How many workers went out in Chicago alone?',
        expected: ['400 000', '400000'],
        sentence: '400 000 workers went out',
      },
      {
        question: 'Where did the anarchists call for a mass meeting the next day?',
        expected: ['haymarket'],
        sentence: 'Anarchists called for a mass meeting the next day in Haymarket Square',
      },
    ],
  },
  {
    id: 'jargon-history',
    package: 'jargon-text',
    file: 'usr/share/doc/jargon-text/jargon.txt.gz',
    start: 'The original Jargon File was a collection',
    facts: [
      {
        question: 'Who began the Jargon File at Stanford in 1975?',
        expected: ['finkel'],
        sentence: 'begun by Raphael Finkel at Stanford in 1975',
      },
      {
        question: 'Who published a large chunk of the File in the CoEvolution Quarterly in Spring 1981?',
        expected: ['spurgeon'],
        sentence: 'a hacker named Charles Spurgeon got a large chunk of the File published',
      },
    ],
  },
  {
    id: 'jargon-magic',
    package: 'jargon-text',
    file: 'usr/share/doc/jargon-text/jargon.txt.gz',
    start: 'Some years ago, I (GLS)',
    facts: [
      {
        question: 'To whom did I tell this story a year later?',
        expected: ['moon'],
        sentence: 'A year later, I told this story to yet another hacker, David Moon',
      },
      {
        question: 'How many wires were running to the switch?',
        expected: ['one', '1'],
        sentence: 'the switch had only one wire running to it',
        also: ['This switch had a wire connected on one side', 'with only one wire connected to it'],
      },
    ],
  },
  {
    id: 'rust-releases',
    package: 'rust-doc',
    file: 'usr/share/doc/rust-doc/html/book/appendix-07-nightly-rust.html',
    start: 'This appendix is about how Rust is made',
    facts: [
      {
        question: 'How often is a new version of Rust released?',
        expected: ['six weeks', '6 weeks'],
        sentence: 'Rust releases every six weeks',
        also: ['Every six weeks, it’s time to prepare a new release', 'having releases scheduled every six weeks'],
      },
      {
        question: 'When did the release of Rust 1.5 happen?',
        expected: ['december'],
        sentence: 'That release happened in December of 2015',
      },
    ],
  },
  {
    id: 'git-bisect',
    package: 'git-doc',
    file: 'usr/share/doc/git*/git-bisect-lk2009.html',
    start: 'Git is a Distributed Version Control',
    facts: [
      {
        question: 'Who created Git?',
        expected: ['linus', 'torvalds'],
        sentence: 'created by Linus Torvalds',
      },
      {
        question: 'How much do software bugs cost the U.S. economy annually?',
        expected: ['59.5'],
        sentence: 'an estimated $59.5 billion annually',
      },
    ],
  },
  {
    id: 'gnu-linux',
    package: 'installation-guide-amd64',
    file: 'usr/share/doc/installation-guide-amd64/en/ch01s0[12].html',
    start: 'Debian is an all-volunteer organization',
    facts: [
      {
        question: 'In what year did the Linux kernel first appear?',
        expected: ['1991'],
        sentence: 'The Linux kernel first appeared in 1991',
      },
      {
        question: 'What is the most important part of an operating system?',
        expected: ['kernel'],
        sentence: 'The most important part of an operating system is the kernel',
      },
    ],
  },
  {
    id: 'debian-manifesto',
    package: 'doc-debian',
    file: 'usr/share/doc/debian/debian-manifesto.gz',
    start: 'Debian Linux is a brand-new kind',
    facts: [
      {
        question: 'Which Linux distribution is quite possibly the most bug-ridden?',
        expected: ['softlanding', 'sls'],
        sentence: 'most bug-ridden and badly maintained',
      },
    ],
  },
  {
    id: 'maint-guide',
    package: 'maint-guide',
    file: 'usr/share/doc/maint-guide/html/start.en.html',
    start: 'This document tries to describe',
    facts: [
      {
        question: 'What is the most important package to install on your development system?',
        expected: ['build-essential'],
        sentence: 'The most important package to install on your development system is the build-essential package',
      },
    ],
  },
]
