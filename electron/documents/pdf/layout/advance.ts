import { firstChar, isCjk } from '../../../shared/document/characters'
import { grouped } from '../../grouped'
import type { Span } from '../seen/spans'

const NAMES =
  /courier|mono(?!type)|consol|menlo|monaco|typewriter|cmtt|cmsltt|cmitt|ectt|sftt|lmtt|txtt|inconsolata|hack-|code ?pro|(?:fira|source|cascadia) ?code|letter ?gothic|terminal|ocr-?[ab]/i

/** Type sizes by which widths of typed letters differ, where they were rounded or a line was stretched. */
const UNEVEN = 0.05
/** Fewer letters may be as wide as each other by chance, or be cut from their mark. */
const ENOUGH = 4

/**
 * The width that all characters of a line have, if its words are typed; the numbers of its lines may be set otherwise.
 * Chinese and Japanese are evenly set, too, but not typed.
 */
export function advanceOf(spans: Span[]): number | undefined {
  const words = spans.filter((span) => /\p{L}/u.test(span.text))
  const typed = words.length > 0 ? words : spans
  if (!typed.every(isTyped)) return undefined
  const longest = typed.reduce((a, b) => (b.text.length > a.text.length ? b : a))
  return isCjk(firstChar(longest.text)) ? undefined : (longest.right - longest.left) / [...longest.text].length
}

export const isTyped = ({ monospace, fontName }: Span): boolean => monospace || NAMES.test(fontName ?? '')

/** A line, as far as its letters' widths go. */
interface Typed {
  text: string
  font: string
  size: number
  advance?: number
}

/**
 * What the lines of a font measure decides: programs say of fonts that they are typed which are not, and where several
 * blanks were read as one, a line's letters seem to be wider.
 */
export function settleAdvances(lines: Typed[]): void {
  const typed = lines.filter(({ advance }) => advance !== undefined)
  for (const own of grouped(typed, ({ font }) => font).values()) {
    const long = own.filter(({ text }) => text.length >= ENOUGH)
    const widths = (long.length > 0 ? long : own).map(({ advance, size }) => advance! / size).sort((a, b) => a - b)
    const at = (share: number) => widths[Math.floor(share * (widths.length - 1))]!
    const even = at(0.75) - at(0.1) < UNEVEN
    for (const line of own) line.advance = even ? at(0.5) * line.size : undefined
  }
}
