/** Text without what a reader who looks for something does not mind: case, accents, kinds of white space and quotes. */
export interface Folded {
  text: string
  /** Where each folded character stands in the original, and one more for the end; undefined: where it stands here. */
  origins?: Uint32Array
}

const PLAIN = /^[\x21-\x7e ]*$/
const MARKS = /\p{M}+/gu

export function fold(text: string): Folded {
  if (PLAIN.test(text) && !text.includes('  ')) return { text: text.toLowerCase() }
  let folded = ''
  const origins: number[] = []
  let isAfterSpace = false
  for (let i = 0; i < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(i)!)
    const plain = foldCharacter(char)
    const isSpace = plain === ' '
    if (!(isSpace && isAfterSpace)) {
      folded += plain
      for (let n = 0; n < plain.length; n++) origins.push(i)
    }
    if (plain !== '') isAfterSpace = isSpace
    i += char.length
  }
  origins.push(text.length)
  return { text: folded, origins: Uint32Array.from(origins) }
}

/** What is looked for, folded as the text is. */
export const foldQuery = (query: string): string => fold(query.trim()).text

/** Most characters come again and again. */
const known = new Map<string, string>()

function foldCharacter(char: string): string {
  const before = known.get(char)
  if (before !== undefined) return before
  const folded = /\s/.test(char)
    ? ' '
    : char
        .normalize('NFKD')
        .replace(MARKS, '')
        .toLowerCase()
        .replace(/[‘’‚′]/g, "'")
        .replace(/[“”„″]/g, '"')
        .replace(/[‐‑–]/g, '-')
  known.set(char, folded)
  return folded
}
