import type { TextContent, TextItem } from 'pdfjs-dist/types/src/display/api'
import { isCjk, isRightToLeft, saneText } from '../../shared/document/characters'
import type { Box } from '../../shared/document/types'

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
}

export interface PageFrame {
  /** [left, bottom, right, top] of the visible page in PDF user space. */
  view: number[]
  /** Points per unit of user space: 1 in nearly every file. */
  userUnit: number
}

/** Everything that is written on a page, in the order in which the file draws it. */
export function spansOf(content: TextContent, frame: PageFrame): Span[] {
  const spans: Span[] = []
  let spaced = false
  for (const item of content.items) {
    if (!('str' in item)) continue
    const text = readable(item.str)
    const leader = item.str.search(DOT_LEADER) >= 0
    if (text.trim() === '') {
      spaced ||= text !== '' || item.hasEOL
      if (leader && spans.length > 0) spans.at(-1)!.leader = true
      continue
    }
    const span = toSpan(item, text, content, frame, spans.length)
    span.leader = leader
    span.spaced = spaced || /^\s/.test(text)
    spaced = item.hasEOL || /\s$/.test(text)
    if (isOnPage(span.box, frame) && !isOverprint(span, spans)) spans.push(span)
  }
  return spans
}

// Symbol fonts put their bullets into the private use area.
const PRIVATE_BULLET = /[\uf0b7\uf0a7\uf0d8\uf076\uf06e\uf06c]/g
const PRIVATE_USE = /\p{Co}/gu
const DOT_LEADER = /(?:[.…·_]\s?){5,}/g

function readable(text: string): string {
  const bulleted = text.replace(PRIVATE_BULLET, '•').replace(PRIVATE_USE, '')
  return joinSpacedLetters(composeAccents(saneText(bulleted)).replace(DOT_LEADER, ' '))
}

const COMBINING: Record<string, string> = { '´': '\u0301', '¨': '\u0308', ˆ: '\u0302', ˇ: '\u030c', '˚': '\u030a' }

/** Old TeX fonts draw an accent beside its letter: "Erdo¨s" or "Erd¨os" is meant to be one character. */
function composeAccents(text: string): string {
  if (!/[´¨ˆˇ˚¸]/.test(text)) return text
  return text
    .replace(/([´¨ˆˇ˚])\s?([a-zA-Zı])/g, (both, accent: string, letter: string) => {
      const composed = `${letter === 'ı' ? 'i' : letter}${COMBINING[accent]}`.normalize('NFC')
      return composed.length === 1 ? composed : both
    })
    .replace(/([cCsStT])\s?¸/g, (_, letter: string) => `${letter}\u0327`.normalize('NFC'))
}

/** "S U M M A R Y", letterspaced, is one word. */
const joinSpacedLetters = (text: string): string =>
  /^\s*(?:\p{L} ){3,}\p{L}\s*$/u.test(text) ? text.replace(/(?<=\p{L}) (?=\p{L})/gu, '') : text

function toSpan(item: TextItem, text: string, content: TextContent, frame: PageFrame, order: number): Span {
  const [a, b, c, d, x, y] = item.transform as [number, number, number, number, number, number]
  const style = content.styles[item.fontName]
  const size = Math.hypot(c, d) || item.height || 1
  const vertical = style?.vertical === true
  const along = vertical ? unit(-c, -d) : unit(a, b)
  const up = vertical ? unit(a, b) : unit(c, d)
  const length = vertical ? item.height : item.width
  const [ascent, descent] = vertical ? [0.5, -0.5] : extents(style?.ascent, style?.descent)
  const direction = directionOf(along)
  const [left, base] = inFrame(direction, x, y)
  return {
    text: text.trim(),
    box: boundingBox(frame, [x, y], along, up, length, ascent * size, descent * size),
    direction,
    left,
    right: left + length,
    base,
    top: base - ascent * size,
    bottom: base - descent * size,
    size,
    font: item.fontName,
    order,
    spaced: false,
    rtl: [...text].some(isRightToLeft),
    leader: false,
  }
}

const unit = (x: number, y: number): [number, number] => {
  const length = Math.hypot(x, y) || 1
  return [x / length, y / length]
}

/** How far a font reaches above and below its base line, in parts of its size; some files say nonsense. */
function extents(ascent = 0, descent = 0): [number, number] {
  const up = ascent > 0.4 && ascent < 1.2 ? ascent : 0.8
  const down = descent < 0 && descent > -0.6 ? descent : -0.2
  return [up, down]
}

function directionOf([x, y]: [number, number]): Direction {
  if (x > 0.98) return 0
  if (y > 0.98) return 90
  if (x < -0.98) return 180
  if (y < -0.98) return 270
  return 'slanted'
}

/** [place along the line, place across lines] of a point, both growing as one reads. */
function inFrame(direction: Direction, x: number, y: number): [number, number] {
  if (direction === 90) return [y, x]
  if (direction === 180) return [-x, y]
  if (direction === 270) return [-y, -x]
  return [x, -y]
}

type Point = [number, number]

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

function isOnPage(box: Box, { view, userUnit }: PageFrame): boolean {
  const [left, bottom, right, top] = view as [number, number, number, number]
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  return x >= 0 && y >= 0 && x <= (right - left) * userUnit && y <= (top - bottom) * userUnit
}

/** Some writers make bold type by drawing the same words twice, a hair apart. */
function isOverprint(span: Span, before: Span[]): boolean {
  for (let i = before.length - 1; i >= 0 && i >= before.length - 60; i--) {
    const other = before[i]!
    if (other.text !== span.text || other.direction !== span.direction) continue
    // Letters of one kind may stand close together, words and Chinese characters may not.
    const near = span.size * (span.text.length > 1 || isCjk(span.text) ? 0.25 : 0.12)
    if (Math.abs(other.left - span.left) < near && Math.abs(other.base - span.base) < near) return true
  }
  return false
}
