import type { PageViewport } from 'pdfjs-dist'
import { isRightToLeft } from '../../shared/document/characters'
import type { Box } from '../../shared/document/types'
import { type Direction, inFrame, type PageFrame, type Span } from '../pdf/seen/spans'
import type { FoundLine, FoundWord } from './found_lines'

/** How the pixels of a picture that was read lie on its page. */
export interface Placing {
  viewport: Pick<PageViewport, 'rotation' | 'convertToPdfPoint'>
  width: number
  height: number
  /** By how many radians it was turned, about its middle, before it was read. */
  turned: number
  frame: PageFrame
}

/** From the top of an "l" to the foot of a "p", in parts of a type's size. */
const LETTERS = 0.94

/** Recognized words as if they had been drawn: each stands in its line, and its box where the picture shows it. */
export function spansOf(lines: readonly FoundLine[], placing: Placing): Span[] {
  const spans: Span[] = []
  for (const line of lines) for (const word of line.words) spans.push(spanOf(word, line, placing, spans.length))
  return spans
}

function spanOf(word: FoundWord, line: FoundLine, placing: Placing, order: number): Span {
  const direction = placing.viewport.rotation as Direction
  // as if the picture were straight: lines are told by this
  const place = (x: number, y: number) => inFrame(direction, ...pointOf(placing, x, y))
  const [left, base] = place(word.left, line.base)
  const [right] = place(word.right, line.base)
  const [, top] = place(word.left, line.top)
  const [, bottom] = place(word.left, line.bottom)
  return {
    text: word.text,
    box: boxOf(word, line, placing),
    direction,
    left,
    right,
    base,
    top,
    bottom,
    size: (bottom - top) / LETTERS,
    font: 'recognized',
    order,
    spaced: true,
    rtl: [...word.text].some(isRightToLeft),
    leader: false,
    confidence: word.confidence,
  }
}

const pointOf = ({ viewport }: Placing, x: number, y: number) => viewport.convertToPdfPoint(x, y) as [number, number]

/** Around the word as it stands on the page, at whatever slant. */
function boxOf({ left, right }: FoundWord, { top, bottom }: FoundLine, placing: Placing): Box {
  const { view, userUnit } = placing.frame
  const corners = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ].map(([x, y]) => pointOf(placing, ...turnedBack(placing, x!, y!)))
  const xs = corners.map(([x]) => x)
  const ys = corners.map(([, y]) => y)
  const [x, y] = [Math.min(...xs), Math.max(...ys)]
  return {
    x: (x - view[0]!) * userUnit,
    y: (view[3]! - y) * userUnit,
    width: (Math.max(...xs) - x) * userUnit,
    height: (y - Math.min(...ys)) * userUnit,
  }
}

/** Where a pixel of the picture that was read is in the picture of the page. */
function turnedBack({ width, height, turned }: Placing, x: number, y: number): [number, number] {
  if (turned === 0) return [x, y]
  const [cos, sin] = [Math.cos(turned), Math.sin(turned)]
  const [dx, dy] = [x - width / 2, y - height / 2]
  return [width / 2 + dx * cos + dy * sin, height / 2 - dx * sin + dy * cos]
}

/** Lines whose size differs from most by less are set as these are: measured letters tell no more. */
const ALIKE = 0.15

/** Gives the lines of all pages sizes that type can have: a file would say the same of all that is set alike. */
export function settleSizes(pages: readonly Span[][]): void {
  const spans = pages.flat()
  const body = middle(spans)
  if (body === undefined) return
  const usual = rounded(body)
  for (const span of spans) span.size = Math.abs(span.size / body - 1) < ALIKE ? usual : rounded(span.size)
}

const rounded = (size: number): number => Math.max(0.5, Math.round(size * 2) / 2)

/** The size that half of the letters are smaller than. */
function middle(spans: readonly Span[]): number | undefined {
  const sorted = [...spans].sort((a, b) => a.size - b.size)
  let left = sorted.reduce((sum, { text }) => sum + text.length, 0) / 2
  for (const { text, size } of sorted) {
    left -= text.length
    if (left <= 0) return size
  }
  return undefined
}
