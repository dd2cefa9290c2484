import type { DocumentNote } from '../../../../electron/shared/document/types'
import { madeRecording } from './made_recording'
import type { Recording } from './recordings'

/** Documents of which something must be told: how they were read. */

const NOTES: DocumentNote[] = [
  { page: 1, kind: 'hidden', text: '41 lines under a figure can’t be seen and were not read.' },
  { page: 1, kind: 'comment', text: 'A comment of M. Quill: “Is this still the price of last year?”' },
  { page: 2, kind: 'twice', text: 'A second copy of 3 lines was left out.' },
  { page: 4, kind: 'hidden', text: '2 lines of white print on white paper can’t be seen and were not read.' },
]

/** A recording as if its document had notes. */
export const withNotes = (recording: Recording): Recording => noted(recording, NOTES)

/** A text with struck-out words whose encoding is a guess; the evidence of its answer is struck out in part. */
export function textWithNotes(): Recording {
  const made = madeRecording()
  const strike = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll('closed in 2021', '~~closed~~ in 2021'))
  const shift = 4
  const source = strike(made.source)
  const move = <T extends { start: number; end: number }>(range: T): T => ({
    ...range,
    start: range.start + (range.start > 0 ? shift : 0),
    end: range.end + shift,
  })
  const moved = {
    ...source,
    pages: source.pages.map(move),
    sentences: source.sentences.map(move),
    headings: source.headings.map(move),
  }
  return noted({ ...made, source: moved, answers: strike(made.answers) }, [
    { page: 1, kind: 'encoding', text: 'It doesn’t say its encoding and was read as Western European (windows-1252).' },
    { page: 1, kind: 'struck', text: '1 word is struck out and is marked ~~so~~ in the text.' },
  ])
}

function noted(recording: Recording, notes: DocumentNote[]): Recording {
  const answers = recording.answers.map((answer) => {
    const document = { ...answer.result.document, notes, pages: recording.source.pages.length }
    return { ...answer, result: { ...answer.result, document } }
  })
  return { ...recording, source: { ...recording.source, notes }, answers }
}
