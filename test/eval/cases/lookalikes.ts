import type { Random } from '../random'
import type { Case, EvalText } from './types'

const STATIONS =
  'Arnholt;Birkenau;Castell;Dornach;Elbing;Farsund;Gelting;Hornsea;Ivrea;Jorvik;Kelso;Lomza;Marbeck;Norden;Ostrov'.split(
    ';',
  )
const KEEPERS = (
  'Anna Berg;Boris Klein;Carla Stone;David Frost;Emma Lange;Frank Moore;Grace Holt;Hugo Stern;Irene Falk;Jonas Pohl;' +
  'Karen Wolf;Lars Egan;Mona Reid;Nils Thorp;Olga Wirth'
).split(';')
const DOGS = 'Ajax;Bruno;Coco;Duke;Echo;Fly;Ginger;Hector;Ivy;Jasper;Kira;Luna;Max;Nero;Otto'.split(';')
const VILLAGES =
  'Appledore;Bramley;Crowhurst;Denby;Eastleigh;Fairford;Goring;Hadleigh;Ilford;Keswick;Lambourn;Marlow;Newlyn;Otley;Penrith'.split(
    ';',
  )

// one line a fact: {s} the station, {a} a value that no other chapter has
const FACTS: { statement: string; question: string; values: (random: Random) => string[] }[] = [
  ['The {s} station was built in the year {a}.', 'In what year was the {s} station built?', apart(1801, 1999)],
  ['The keeper of the {s} station is {a}.', 'Who is the keeper of the {s} station?', names(KEEPERS)],
  [
    'The tower of the {s} station has {a} steps.',
    'How many steps does the tower of the {s} station have?',
    apart(100, 400),
  ],
  [
    'The lamp of the {s} station can be seen from {a} miles away.',
    'From how many miles away can the lamp of the {s} station be seen?',
    apart(11, 60),
  ],
  ['The dog of the {s} station is called {a}.', 'What is the dog of the {s} station called?', names(DOGS)],
  [
    'The boat from the village of {a} brings food to the {s} station.',
    'From which village does the boat bring food to the {s} station?',
    names(VILLAGES),
  ],
  [
    'About {a} visitors come to the {s} station every summer.',
    'How many visitors come to the {s} station every summer?',
    apart(500, 9500),
  ],
].map(([statement, question, values]) => ({ statement, question, values }) as (typeof FACTS)[number])

// what every chapter says in the same words
const SAME = [
  'The {s} station stands on a rock near the coast.',
  'Its walls are white and its roof is red.',
  'In winter the waves often reach the windows.',
  'The rooms of the {s} station are small and dry.',
  'A radio connects the {s} station with the harbour.',
]

const QUESTIONS = 10

/** Fifteen near-identical chapters, 195 sentences, and a question each about ten of them. */
export function lookalikes(random: Random): EvalText {
  const values = FACTS.map((fact) => fact.values(random))
  const chapters = STATIONS.map((station, c) => {
    const facts = FACTS.map((fact, f) => fact.statement.replace('{a}', values[f]![c]!))
    // facts and common sentences alternate, in the same order everywhere
    const body = facts.flatMap((fact, f) => (SAME[f] ? [SAME[f], fact] : [fact]))
    return [`Chapter ${c + 1}: The ${station} station`, body.join(' ').replaceAll('{s}', station)].join('\n\n')
  })
  const asked = random.shuffled(STATIONS.map((_, c) => c)).slice(0, QUESTIONS)
  const cases = asked.map((c, i): Case => {
    const f = i % FACTS.length
    const sentence = (chapter: number) =>
      FACTS[f]!.statement.replace('{a}', values[f]![chapter]!).replace('{s}', STATIONS[chapter]!)
    return {
      kind: 'lookalike',
      question: FACTS[f]!.question.replace('{s}', STATIONS[c]!),
      expected: [values[f]![c]!],
      sentence: sentence(c),
      rivals: STATIONS.map((_, chapter) => ({ value: values[f]![chapter]!, sentence: sentence(chapter) })),
    }
  })
  return { id: 'lookalikes', text: chapters.join('\n\n'), cases }
}

function apart(from: number, to: number) {
  return (random: Random) => {
    const chosen = new Set<number>()
    while (chosen.size < STATIONS.length) chosen.add(random.integer(from, to))
    return [...chosen].map(String)
  }
}

function names(all: string[]) {
  return (random: Random) => random.shuffled(all)
}
