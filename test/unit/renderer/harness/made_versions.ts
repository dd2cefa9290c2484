import { readText } from '../../../../electron/documents/text/text'
import { RECORDING, RESULT } from '../made'
import type { Recording } from './recordings'

/** A lease and its next version, made by hand. */
const BEFORE = `The municipality of Sandvik lets the boathouse to the rowing club.

The rent is 240 euros a month. It is due on the first of each month. The club insures its boats itself.

The club keeps the roof and the gutters in order. Dogs are allowed in the yard.

The boathouse has two gates. The north gate stays locked at night. Keys are kept by the harbour office.

Fuel is stored in the shed. Either side may end the lease with notice of three months.`

const AFTER = `The municipality of Sandvik lets the boathouse to the rowing club.

Keys are kept by the harbour office. The rent is 260 euros a month and is paid in advance. It is due on the first of each month. The club insures its boats itself.

The club keeps the roof and the gutters in order.

The boathouse has two gates. The north gate stays locked at night.

No fuel may be stored anywhere on the premises. Either side may end the lease with notice of six months. The club pays for the heating.`

export const recordingOf = (text: string, file: string, says = ''): Recording => {
  const source = readText(text, file)
  const { answer } = RESULT.generations[0]!
  const first = source.sentences[1]!
  const quoted = text.slice(first.start, first.end)
  const evidence = [{ sentence: 1, page: 1, text: quoted, score: 3, count: 2 }]
  const sentences = [{ text: says, from: 0, to: 8, support: 'supported' as const, evidence }]
  const generation = { ...RESULT.generations[0]!, answer: { ...answer, text: says, sentences } }
  return {
    ...RECORDING,
    file,
    source,
    answers: [{ request: { kind: 'summary' }, result: { ...RESULT, generations: [generation] }, events: [] }],
  }
}

export const VERSIONS = {
  before: recordingOf(BEFORE, 'lease 2024.txt', 'The rent is 240 euros a month.'),
  after: recordingOf(AFTER, 'lease 2026.txt', 'The rent is 260 euros a month, paid in advance.'),
}
