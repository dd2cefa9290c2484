import { STRUCK } from '../shared/document/struck'

/** What is struck out in a text: it stays, between marks that people and models know from Markdown. */

/** Where it begins and ends, until the paragraph is whole: no file holds these, as control characters are taken out. */
export const OPEN = '\u0001'
export const CLOSE = '\u0002'

/** Puts "~~" for the marks: close to the words, anew on every line, and none around nothing. */
export function markStruck(text: string): string {
  let isOpen = false
  const lines = text.split('\n').map((line) => {
    const whole = isOpen ? OPEN + line : line
    isOpen = whole.lastIndexOf(OPEN) > whole.lastIndexOf(CLOSE)
    return isOpen ? whole + CLOSE : whole
  })
  return lines
    .join('\n')
    .replace(PASSAGE, (_, before: string, words: string, after: string) =>
      words === '' ? before + after : before + STRUCK + words + STRUCK + after,
    )
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are OPEN and CLOSE
const PASSAGE = /\u0001(\s*)([^\u0001\u0002]*?)(\s*)\u0002/g
