import type { PDFPageProxy } from 'pdfjs-dist'
import type { SourceDocument, TextRun } from '../../../electron/shared/document/types'
import { rangesWithin } from '../search'

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>

/** Of a word's box the part above the line that its letters stand on. */
const ABOVE = 0.78
const FONT = 'recognized'

/** Where the page lies in the space that its file counts in. */
interface PageFrame {
  /** [left, bottom, right, top] */
  view: readonly number[]
  userUnit: number
}

/** Recognized words of a page, as pdf.js tells those that a file holds; undefined of a page that has none. */
export function recognizedText(source: SourceDocument, number: number, frame: PageFrame): TextContent | undefined {
  const { start, end } = source.pages[number - 1]!
  const [from, to] = rangesWithin(source.runs, start, end)
  const runs = source.runs.slice(from, to).filter((run) => run.page === number && run.confidence !== undefined)
  if (runs.length === 0) return undefined
  return {
    items: runs.map((run, i) => itemOf(run, runs[i + 1], source.text, frame)),
    styles: { [FONT]: { ascent: ABOVE, descent: ABOVE - 1, vertical: false, fontFamily: 'sans-serif' } },
    lang: null,
  }
}

function itemOf(run: TextRun, next: TextRun | undefined, text: string, { view, userUnit }: PageFrame) {
  const { box, direction } = run
  const isUpright = direction === 90 || direction === 270
  const [width, height] = isUpright ? [box.height, box.width] : [box.width, box.height]
  const [x, y] = beginning(run, height)
  const size = height / userUnit
  const [cos, sin] = TURNS[direction ?? 0]
  const space = next && /\s/.test(text.slice(run.end, next.start)) ? ' ' : ''
  return {
    str: text.slice(run.start, run.end) + space,
    dir: 'ltr',
    transform: [size * cos, size * sin, -size * sin, size * cos, view[0]! + x / userUnit, view[3]! - y / userUnit],
    width: width / userUnit,
    height: size,
    fontName: FONT,
    hasEOL: next !== undefined && !isSameLine(run, next),
  }
}

const TURNS = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] } as const

/** Where its first letter stands, in points from the page's top left corner. */
function beginning({ box: { x, y, width, height }, direction }: TextRun, size: number): [number, number] {
  const above = ABOVE * size
  if (direction === 90) return [x + above, y + height]
  if (direction === 180) return [x + width, y + height - above]
  if (direction === 270) return [x + width - above, y]
  return [x, y + above]
}

function isSameLine(a: TextRun, b: TextRun): boolean {
  const isUpright = a.direction === 90 || a.direction === 270
  return isUpright ? Math.abs(a.box.x - b.box.x) < a.box.width / 2 : Math.abs(a.box.y - b.box.y) < a.box.height / 2
}
