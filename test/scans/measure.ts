import { oneLine } from '../../electron/shared/document/one_line'
import type { Box, SourceDocument } from '../../electron/shared/document/types'
import { UNCERTAIN_BELOW } from '../../electron/shared/document/uncertain'
import type { Scan } from './make'
import type { TrueWord } from './paper'

/** How well a scan was read. */
export interface Reading {
  /** Characters that were wrong, missing or too many, of those that were there; white space counts once. */
  errors: number
  characters: number
  /** Words all four edges of whose box are within two points of where they were printed. */
  placed: number
  words: number
  /** Recognized words that were printed nowhere near as they were read, and how many of them are marked as uncertain. */
  wrong: number
  wrongMarked: number
  /** The same of those that were read as they were printed. */
  right: number
  rightMarked: number
}

const NEAR = 2

export function measure(scan: Pick<Scan, 'words'>, document: SourceDocument): Reading {
  const truth = oneLine(
    scan.words
      .flat()
      .map(({ text }) => text)
      .join(' '),
  )
  const read = recognized(document)
  const right = read.filter((word) =>
    scan.words[word.page - 1]!.some((one) => one.text === word.text && overlap(one.box, word.box)),
  )
  const wrong = read.filter((word) => !right.includes(word))
  const marked = (words: typeof read) => words.filter(({ confidence }) => confidence < UNCERTAIN_BELOW).length
  return {
    errors: distance(truth, oneLine(document.text)),
    characters: truth.length,
    placed: scan.words.flatMap((words, i) =>
      words.filter((word) =>
        isPlaced(
          word,
          read.filter(({ page }) => page === i + 1),
        ),
      ),
    ).length,
    words: scan.words.flat().length,
    wrong: wrong.length,
    wrongMarked: marked(wrong),
    right: right.length,
    rightMarked: marked(right),
  }
}

interface Read {
  text: string
  page: number
  box: Box
  confidence: number
}

function recognized({ runs, text }: SourceDocument): Read[] {
  return runs.flatMap(({ start, end, page, box, confidence }) =>
    confidence === undefined ? [] : [{ text: text.slice(start, end), page, box, confidence }],
  )
}

const edges = ({ x, y, width, height }: Box) => [x, y, x + width, y + height]

const isPlaced = ({ box }: TrueWord, read: readonly Read[]): boolean =>
  read.some((word) => edges(word.box).every((edge, i) => Math.abs(edge - edges(box)[i]!) <= NEAR))

function overlap(a: Box, b: Box): boolean {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0.5 * Math.min(a.width, b.width) && height > 0.5 * Math.min(a.height, b.height)
}

/** Characters to change, add and take away (Levenshtein). */
export function distance(a: string, b: string): number {
  let before = Uint32Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const now = new Uint32Array(b.length + 1)
    now[0] = i
    for (let j = 1; j <= b.length; j++) {
      const changed = before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      now[j] = Math.min(changed, before[j]! + 1, now[j - 1]! + 1)
    }
    before = now
  }
  return before[b.length]!
}

export const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)}%`
