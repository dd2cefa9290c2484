import { readsRightToLeft } from './characters'
import { firstEndingAfter } from './first_of'
import { characterAtShare, shareBefore } from './letter_widths'
import type { Box, SourceDocument, TextRun } from './types'

export interface BoxOnPage {
  /** 1-based. */
  page: number
  box: Box
}

/**
 * Where characters [start, end) are printed. Part of a run gets a part of the run's box, in proportion to the usual
 * widths of its characters, as pdf.js does not tell each letter's width: edges may be off by a part of a letter.
 */
export function boxesOf({ runs, text }: SourceDocument, start: number, end: number): BoxOnPage[] {
  const boxes: BoxOnPage[] = []
  for (let i = firstEndingAfter(runs, start); i < runs.length && runs[i]!.start < end; i++) {
    const run = runs[i]!
    const from = Math.max(start, run.start)
    const to = Math.min(end, run.end)
    if (from >= to) continue
    const box = cutBox(run, from, to, text)
    const last = boxes.at(-1)
    if (last && last.page === run.page && isBeside(last.box, box)) last.box = union(last.box, box)
    else boxes.push({ page: run.page, box })
  }
  return boxes
}

function cutBox(run: TextRun, from: number, to: number, text: string): Box {
  const { box, direction, start, end } = run
  if (from === start && to === end) return { ...box }
  const line = text.slice(start, end)
  let [first, last] = [shareBefore(line, from - start), shareBefore(line, to - start)]
  if (isBackwards(run, line)) [first, last] = [1 - last, 1 - first]
  return direction === 90 || direction === 270
    ? { ...box, y: box.y + first * box.height, height: (last - first) * box.height }
    : { ...box, x: box.x + first * box.width, width: (last - first) * box.width }
}

/** Boxes begin at the left and at the top; text that runs to the left or upwards begins at the other end. */
function isBackwards({ direction }: TextRun, line: string): boolean {
  return (direction === 90 || direction === 180) !== readsRightToLeft(line)
}

/** The character of a run that is printed at a point of its page, or nearest to it: the reverse of `boxesOf`. */
export function positionInRun(run: TextRun, text: string, { x, y }: { x: number; y: number }): number {
  const { box, direction, start, end } = run
  const line = text.slice(start, end)
  const isUpright = direction === 90 || direction === 270
  const along = isUpright ? (y - box.y) / box.height : (x - box.x) / box.width
  const share = Math.min(1, Math.max(0, isBackwards(run, line) ? 1 - along : along))
  return start + characterAtShare(line, share)
}

/** On one line, or one upright column, with no more than a space between. */
function isBeside(a: Box, b: Box): boolean {
  const reach = 0.6 * Math.min(Math.max(a.height, a.width), Math.max(b.height, b.width), Math.max(lesser(a), lesser(b)))
  const gapX = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width)
  const gapY = Math.max(a.y, b.y) - Math.min(a.y + a.height, b.y + b.height)
  const sameRow = -gapY > 0.7 * Math.max(a.height, b.height)
  const sameColumn = -gapX > 0.7 * Math.max(a.width, b.width)
  return (sameRow && gapX < reach) || (sameColumn && gapY < 0.2 * reach && a.height > a.width && b.height > b.width)
}

const lesser = (box: Box): number => Math.min(box.width, box.height)

function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}
