/** The text in one line: every run of white space is one space, none at either end. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Finds what is one line now as it was, with whatever white space between its words. */
export function wordsPattern(words: string, flags: string): RegExp {
  const escaped = words.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(escaped.join('\\s+'), flags)
}
