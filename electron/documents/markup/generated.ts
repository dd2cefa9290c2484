/** Words that a style sheet writes before or behind elements: `.unpaid::before { content: "Not " }`. */

/** "::before" or "::after" at the end of a selector, and the selector without it. */
export function generatedBy(selector: string): { of: string; place: '::before' | '::after' } | undefined {
  const match = /^(.*?)::?(before|after)$/is.exec(selector)
  if (!match || /::|:(?:before|after)/i.test(match[1]!)) return undefined
  return { of: match[1]!.trim() || '*', place: match[2]!.toLowerCase() === 'before' ? '::before' : '::after' }
}

const PIECE = /\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|attr\(\s*([\w-]+)\s*\))\s*/y
/** Letters, figures, sums and ticks; not marks of a list, nor icons of fonts of their own. */
const MEANS = /[\p{L}\p{N}\p{Sc}%°§+−✓✔✗✘☑☐☒×]/u

/** What `content` says, for an element with these attributes; '' where it is nothing to read, or is counted or fetched. */
export function generatedText(content: string, attributes: Record<string, string>): string {
  let text = ''
  PIECE.lastIndex = 0
  while (PIECE.lastIndex < content.length) {
    const match = PIECE.exec(content)
    if (!match) return ''
    text += match[3] === undefined ? unescaped(match[1] ?? match[2] ?? '') : (attributes[match[3]] ?? '')
  }
  return MEANS.test(text) ? text : ''
}

/** Whether it may say something: icons and bullets, which style sheets have by the thousand, never do. */
export const maySay = (content: string): boolean => /attr\(/i.test(content) || generatedText(content, {}) !== ''

const unescaped = (text: string): string =>
  text.replace(/\\(?:([\da-f]{1,6})\s?|\n|([\s\S]))/gi, (_, code?: string, sign?: string) =>
    code === undefined ? (sign ?? '') : characterOf(Number.parseInt(code, 16)),
  )

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : ''
