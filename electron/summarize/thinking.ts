/** A model that thinks writes so before its answer; its template may have written the first of the two. */
export const OPEN = '<think>'
export const CLOSE = '</think>'

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
  const isOwn = text.startsWith(OPEN, lead)
  if (!isOpened && !isOwn) {
    const late = isPossible ? text.indexOf(CLOSE) : -1
    return late < 0 ? answerFrom(text, 0) : answerFrom(text, late + CLOSE.length, { from: 0, to: late, isClosed: true })
  }
  const from = isOwn ? lead + OPEN.length : 0
  let to = text.indexOf(CLOSE, from)
  while (to >= 0) {
    const answerAt = to + CLOSE.length
    const rest = text.slice(answerAt)
    if (!rest.trimStart().startsWith(OPEN)) return answerFrom(text, answerAt, { from, to, isClosed: true })
    to = text.indexOf(CLOSE, answerAt)
  }
  // a mark that is only half there is no thought
  const end = text.length - endOfMark(text.slice(from))
  return { block: { from, to: end, isClosed: false }, answerAt: text.length, isHeld: false }
}

function answerFrom(text: string, answerAt: number, block?: ThinkingBlock): SplitText {
  const begun = text.slice(answerAt).trimStart()
  return { block, answerAt, isHeld: begun !== '' && OPEN.startsWith(begun) }
}

/** How many characters at a text's end may be the beginning of CLOSE. */
function endOfMark(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length--) {
    if (CLOSE.startsWith(text.slice(-length))) return length
  }
  return 0
}
