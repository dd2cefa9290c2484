import { isCjk, isRightToLeft } from '../../../shared/document/characters'
import { STRUCK } from '../../../shared/document/struck'
import type { Box } from '../../../shared/document/types'
import { inReadingOrder } from '../paint/order_letters'
import type { Run } from '../paint/runs'
import type { Sight } from '../paint/visible'
import { readable } from './readable'

/** Which way a text's lines run on the unrotated page: right, up, left, down, or at a slant. */
export type Direction = 0 | 90 | 180 | 270 | 'slanted'

/**
 * A piece of text drawn at once. `left`, `right`, `base`, `top` and `bottom` are points in the text's own frame:
 * `left` to `right` is the way its line runs, `base` grows from line to line. `box` is on the unrotated page.
 */
export interface Span {
  text: string
  box: Box
  direction: Direction
  left: number
  right: number
  base: number
  top: number
  bottom: number
  size: number
  font: string
  /** Place in the order in which the file draws. */
  order: number
  /** The file has white space between the span before and this one. */
  spaced: boolean
  rtl: boolean
  /** A row of dots led from its words to a number. */
  leader: boolean
  /** How it can be seen; undefined for what is filled in on a form. */
  sight?: Sight
  /** Its level, if the file names it a heading. */
  heading?: number
  /** '#rrggbb' that it is filled with. */
  color?: string
  /** The colour that it stands on, if that isn't the page's. */
  ground?: string
  /** Points: how thick the rules right below it are, together. */
  ruled?: number
  /** The font's own name, such as "AAAAAA+Courier-Bold". */
  fontName?: string
  /** All letters of its font are equally wide. */
  monospace?: boolean
  /** Of a recognized word: how sure that is, in percent. */
  confidence?: number
}

export interface PageFrame {
  /** [left, bottom, right, top] of the visible page in PDF user space. */
  view: number[]
  /** Points per unit of user space: 1 in nearly every file. */
  userUnit: number
}

/** Runs as spans: what is to be read of them, where it stands, and how it is set. */
export function spansOf(runs: readonly Run[], frame: PageFrame, headings: ReadonlyMap<number, number>): Span[] {
  const spans: Span[] = []
  let spaced = false
  for (const run of runs) {
    const read = readable(inReadingOrder(run.text))
    if (read.text === '') {
      spaced = true
      if (read.leader && spans.length > 0) spans.at(-1)!.leader = true
      continue
    }
    const span = toSpan(run, read.text, frame, spans.length)
    const heading = headings.get(run.glyphs[0]!.show.mark ?? -1)
    if (heading !== undefined) span.heading = heading
    span.leader = read.leader || run.leader
    span.spaced ||= spaced || read.spaced
    spaced = run.leader
    if (!isOverprint(span, spans)) spans.push(span)
  }
  return spans
}

function toSpan({ glyphs, sight, struck, spaced }: Run, text: string, frame: PageFrame, order: number): Span {
  const first = glyphs[0]!
  const last = glyphs.at(-1)!.glyph
  const { show } = first
  const { font, size, way } = show
  const up = font.vertical ? show.along : show.up
  const { x, y } = first.glyph
  const length = (last.x - x) * way[0] + (last.y - y) * way[1] + last.advance
  const [ascent, descent] = font.vertical ? [0.5, -0.5] : extents(font.ascent, font.descent)
  const direction = directionOf(way)
  const [left, base] = inFrame(direction, x, y)
  return {
    text: struck ? STRUCK + text + STRUCK : text,
    box: boundingBox(frame, [x, y], way, up, length, ascent * size, descent * size),
    direction,
    left,
    right: left + length,
    base,
    top: base - ascent * size,
    bottom: base - descent * size,
    size,
    font: font.id,
    order,
    spaced,
    rtl: [...text].some(isRightToLeft),
    leader: false,
    sight,
    color: show.color,
    ...(first.ground && { ground: first.ground }),
    fontName: font.name,
    monospace: font.isMonospace,
  }
}

/** How far a font reaches above and below its base line, in parts of its size; some files say nonsense. */
function extents(ascent = 0, descent = 0): [number, number] {
  const up = ascent > 0.4 && ascent < 1.2 ? ascent : 0.8
  const down = descent < 0 && descent > -0.6 ? descent : -0.2
  return [up, down]
}

function directionOf([x, y]: Point): Direction {
  if (x > 0.98) return 0
  if (y > 0.98) return 90
  if (x < -0.98) return 180
  if (y < -0.98) return 270
  return 'slanted'
}

/** [place along the line, place across lines] of a point, both growing as one reads. */
export function inFrame(direction: Direction, x: number, y: number): [number, number] {
  if (direction === 90) return [y, x]
  if (direction === 180) return [-x, y]
  if (direction === 270) return [-y, -x]
  return [x, -y]
}

type Point = readonly [number, number]

function boundingBox(frame: PageFrame, at: Point, along: Point, up: Point, length: number, rise: number, fall: number) {
  const xs: number[] = []
  const ys: number[] = []
  for (const forward of [0, length]) {
    for (const height of [rise, fall]) {
      xs.push(at[0] + along[0] * forward + up[0] * height)
      ys.push(at[1] + along[1] * forward + up[1] * height)
    }
  }
  const [left, , , top] = frame.view as [number, number, number, number]
  const x = Math.min(...xs)
  const y = Math.max(...ys)
  const scale = frame.userUnit
  return {
    x: (x - left) * scale,
    y: (top - y) * scale,
    width: (Math.max(...xs) - x) * scale,
    height: (y - Math.min(...ys)) * scale,
  }
}

/** Some writers make bold type by drawing the same words twice, a hair apart. */
function isOverprint(span: Span, before: Span[]): boolean {
  for (let i = before.length - 1; i >= 0 && i >= before.length - 60; i--) {
    const other = before[i]!
    if (other.text !== span.text || other.direction !== span.direction || other.sight !== span.sight) continue
    // Letters of one kind may stand close together, words and Chinese characters may not.
    const near = span.size * (span.text.length > 1 || isCjk(span.text) ? 0.25 : 0.12)
    if (Math.abs(other.left - span.left) < near && Math.abs(other.base - span.base) < near) return true
  }
  return false
}
