import { firstChar, isCjk } from '../../shared/document/characters'
import type { Line } from './lines'
import type { Span } from './spans'

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
  if (!typed.every((span) => span.monospace || NAMES.test(span.fontName ?? ''))) return undefined
  const longest = typed.reduce((a, b) => (b.text.length > a.text.length ? b : a))
  return isCjk(firstChar(longest.text)) ? undefined : (longest.right - longest.left) / [...longest.text].length
}

/** Programs say of fonts that they are typed which are not: what their lines' letters measure decides. */
export function forgetUneven(lines: Line[]): void {
  const fonts = new Map<string, Line[]>()
  for (const line of lines) {
    if (line.advance !== undefined) fonts.set(line.font, [...(fonts.get(line.font) ?? []), line])
  }
  for (const own of fonts.values()) {
    const widths = own.filter(({ text }) => text.length >= ENOUGH).map(({ advance, size }) => advance! / size)
    widths.sort((a, b) => a - b)
    const [low, high] = [0.1, 0.9].map((share) => widths[Math.floor(share * (widths.length - 1))] ?? 0) as [
      number,
      number,
    ]
    if (high - low > UNEVEN) for (const line of own) delete line.advance
  }
}
