import { STRUCK } from '../shared/document/struck'

/** What is struck out in a text: it stays, between marks that people and models know from Markdown. */

/** Where it begins and ends, until the paragraph is whole: no file holds these, as control characters are taken out. */
export const OPEN = '\u0001'
export const CLOSE = '\u0002'

/** Puts "~~" for the marks: close to the words, anew on every line, none around nothing, and apart from the word that stands instead. */
export function markStruck(text: string): string {
  let isOpen = false
  const lines = text.split('\n').map((line) => {
    const whole = isOpen ? OPEN + line : line
    isOpen = whole.lastIndexOf(OPEN) > whole.lastIndexOf(CLOSE)
    return isOpen ? whole + CLOSE : whole
  })
  return lines
    .join('\n')
    .replace(PASSAGE, (passage, before: string, words: string, after: string, at: number, text: string) => {
      if (words === '') return before + after
      const isReplaced = after === '' && isWord(words) && isWord(text[at + passage.length]) && !isWord(text[at - 1])
      return before + STRUCK + words + STRUCK + (isReplaced ? ' ' : after)
    })
}

/** Whether it ends as words do that blanks part. */
const isWord = (text = ''): boolean => /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]$/u.test(text)

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are OPEN and CLOSE
const PASSAGE = /\u0001(\s*)([^\u0001\u0002]*?)(\s*)\u0002/g
