/** What models put around what they think before an answer, as their templates write it. */
export const THINKING_MARKS = [
  { open: '<think>', close: '</think>' },
  { open: '<thinking>', close: '</thinking>' },
  { open: '<seed:think>', close: '</seed:think>' },
  { open: '[THINK]', close: '[/THINK]' },
] as const
export type ThinkingMark = (typeof THINKING_MARKS)[number]

/** The marks of a block that a text begins and leaves open at its end. */
export const openedAtEnd = (text: string): ThinkingMark | undefined =>
  THINKING_MARKS.find(({ open }) => text.trimEnd().endsWith(open))
