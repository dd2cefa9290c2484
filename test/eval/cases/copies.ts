import type { InventedFact } from './invented'

const copy = (sentence: string, question: string, ...expected: string[]): InventedFact => ({
  sentence,
  question,
  expected,
})

/** Sentences of 12 to 20 words; the answer repeats most of one. `expected`: what a faithful copy cannot lack. */
export const COPIES: InventedFact[] = [
  copy(
    'The Harbour Committee decided that every boat must carry two lanterns and a brass bell after sunset.',
    'What did the Harbour Committee decide?',
    'two lanterns',
  ),
  copy(
    'The gardener Elias Holm believes that roses grow best when they are watered with cold tea at dawn.',
    'What does the gardener Elias Holm believe?',
    'cold tea',
  ),
  copy(
    'The Millbrook school was closed for a week because a family of foxes had moved into the kitchen.',
    'Why was the Millbrook school closed for a week?',
    'foxes',
  ),
  copy(
    'According to the Stenberg report, the old railway will be turned into a path for walkers and cyclists.',
    'What will happen to the old railway according to the Stenberg report?',
    'path for walkers',
  ),
  copy(
    'The clockmaker Anselm Roth repaired the tower clock with a spoon, a piece of string and great patience.',
    'How did the clockmaker Anselm Roth repair the tower clock?',
    'spoon',
  ),
  copy(
    'The Kestrel expedition turned back when its only map was eaten by a mule on the third day.',
    'Why did the Kestrel expedition turn back?',
    'eaten by a mule',
    'mule',
  ),
  copy(
    'Every autumn the villagers of Haverly carry a wooden whale through the streets to thank the sea.',
    'What do the villagers of Haverly do every autumn?',
    'wooden whale',
  ),
  copy(
    'The Dunmore hotel promises its guests a free breakfast if it rains on more than two days.',
    'What does the Dunmore hotel promise its guests?',
    'free breakfast',
  ),
  copy(
    'The painter Lucia Ferrand mixed her famous blue from crushed shells, wine and the juice of berries.',
    'From what did the painter Lucia Ferrand mix her famous blue?',
    'crushed shells',
  ),
  copy(
    'The council of Brackwater asked the owners of geese to keep them away from the new bowling green.',
    'What did the council of Brackwater ask the owners of geese?',
    'bowling green',
  ),
  copy(
    'The Ravenscroft bank lost its records when a pipe burst above the cellar on a Sunday night.',
    'How did the Ravenscroft bank lose its records?',
    'pipe burst',
  ),
  copy(
    'Doctor Wendell Pike advised his patients to walk barefoot through wet grass before every meal.',
    'What did Doctor Wendell Pike advise his patients?',
    'barefoot',
  ),
  copy(
    'The Thornbury orchestra tunes its violins outdoors since the hall became too damp for the strings.',
    'Where does the Thornbury orchestra tune its violins?',
    'outdoors',
  ),
  copy(
    'The inventor Basil Crane built a machine that peels forty potatoes a minute without any noise.',
    'What did the inventor Basil Crane build?',
    'peels forty potatoes',
  ),
]
