import { THINKING_MARKS, type ThinkingMark } from '../engine/thinking_marks'

/** So many tokens may be thought before an answer, beside the answer's own. */
export const THINKING_TOKENS = 2048

export interface ThinkingMode {
  /** The prompt ends inside a thinking block. */
  isOpened?: boolean
  /** The model can think: a block's end without its beginning ends one too. */
  isPossible?: boolean
}

/** Characters [from, to) of a thinking block, without its marks. */
export interface ThinkingBlock {
  from: number
  to: number
  isClosed: boolean
}

export interface SplitText {
  block?: ThinkingBlock
  /** Where the answer begins. */
  answerAt: number
  /** What stands there may still become the mark of a block: not known until more is said. */
  isHeld: boolean
}

/** Tells the answer from the thinking before it; several blocks that follow each other are one. */
export function splitThinking(text: string, { isOpened = false, isPossible = false }: ThinkingMode = {}): SplitText {
  const lead = text.length - text.trimStart().length
  const own = THINKING_MARKS.find(({ open }) => text.startsWith(open, lead))
  const marks = own ? [own] : THINKING_MARKS
  if (!isOpened && !own) {
    const late = isPossible ? firstClose(text, 0) : undefined
    return late
      ? answerFrom(text, late.end, { from: 0, to: thoughtEnd(text, 0, late), isClosed: true })
      : answerFrom(text, 0)
  }
  const from = own ? lead + own.open.length : 0
  let close = firstClose(text, from, marks)
  while (close) {
    const { end } = close
    const rest = text.slice(end).trimStart()
    if (!marks.some(({ open }) => rest.startsWith(open))) {
      return answerFrom(text, end, { from, to: thoughtEnd(text, from, close), isClosed: true })
    }
    close = firstClose(text, end, marks)
  }
  // a mark that is only half there is no thought
  const end = text.length - endOfMark(text.slice(from))
  return { block: { from, to: end, isClosed: false }, answerAt: text.length, isHeld: false }
}

/** The first mark from `from` on that ends a block. */
function firstClose(text: string, from: number, marks: readonly ThinkingMark[] = THINKING_MARKS) {
  const found = marks
    .map(({ close, handover }) => ({ at: text.indexOf(close, from), length: close.length, handover }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0]
  return found && { ...found, end: found.at + found.length }
}

/** Where a block's own words end. */
function thoughtEnd(text: string, from: number, { at, handover = '' }: { at: number; handover?: string }): number {
  return text.slice(from, at).endsWith(handover) ? at - handover.length : at
}

function answerFrom(text: string, answerAt: number, block?: ThinkingBlock): SplitText {
  const begun = text.slice(answerAt).trimStart()
  return { block, answerAt, isHeld: begun !== '' && THINKING_MARKS.some(({ open }) => open.startsWith(begun)) }
}

/** How many characters at a text's end may be the beginning of a mark that ends a block. */
function endOfMark(text: string): number {
  const lengths = THINKING_MARKS.map(({ close, handover = '' }) => {
    const end = handover + close
    for (let length = Math.min(end.length - 1, text.length); length > 0; length--) {
      if (end.startsWith(text.slice(-length))) return length
    }
    return 0
  })
  return Math.max(...lengths)
}
