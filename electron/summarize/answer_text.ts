import { sentencesOfText } from '../documents/sentences'
import { utf16Offsets } from '../shared/document/offsets'
import type { Thinking } from '../shared/ipc/answer_data'
import { type SplitText, splitThinking, type ThinkingMode } from './thinking'

/** A small model likes to go on in the form of the prompt. */
const OWN_QUESTION = /\n\s*Question:/

/** The text of an answer as it grows by tokens, which may end inside a character, and what was thought before it. */
export class AnswerText {
  private decoder = new TextDecoder()
  readonly ids: number[] = []
  /** Byte offsets of the tokens in `whole`; one more than there are tokens. */
  private readonly ends = [0]
  /** With what was thought. */
  private whole = ''
  private split: SplitText = splitThinking('')
  private isFinished = false

  constructor(private readonly mode: ThinkingMode = {}) {}

  /** Returns the characters of the answer that the token completed: of thinking, none. */
  push(id: number, bytes: Uint8Array): string {
    const before = this.split.answerAt + this.text.length
    this.ids.push(id)
    this.ends.push(this.ends.at(-1)! + bytes.length)
    this.whole += this.decoder.decode(bytes, { stream: true })
    this.split = splitThinking(this.whole, this.mode)
    return this.text.slice(Math.max(0, before - this.split.answerAt))
  }

  /** The answer, without what was thought. */
  get text(): string {
    const { answerAt, isHeld } = this.split
    return isHeld && !this.isFinished ? '' : this.whole.slice(answerAt)
  }

  /** Byte offsets of the tokens in the answer's UTF-8 text; one more than there are tokens. */
  get offsets(): number[] {
    const lead = this.answerByte
    return this.ends.map((end) => Math.max(0, end - lead))
  }

  /** True while what is written is no answer yet. */
  get isThinking(): boolean {
    return this.split.block?.isClosed === false
  }

  /** How many tokens come before the answer's first: those that begin in a thinking block. */
  get thought(): number {
    if (!this.split.block) return 0
    const lead = this.answerByte
    let count = 0
    while (count < this.ids.length && this.ends[count]! < lead) count++
    return count
  }

  get thinking(): Thinking | undefined {
    const { block } = this.split
    if (!block) return undefined
    const written = this.whole.slice(block.from, block.to)
    const text = written.trim()
    const at = block.from + written.length - written.trimStart().length
    const tokens = this.thought
    const starts = utf16Offsets(this.whole, this.ends.slice(0, tokens + 1))
    const tokenStarts = Array.from(starts, (start) => Math.min(Math.max(start - at, 0), text.length))
    return { text, tokens, tokenStarts, isClosed: block.isClosed }
  }

  /** Drops what is no answer: a question of its own that the model goes on with, or a sentence said before. */
  dropRest(): void {
    this.isFinished = true
    const own = this.text.search(OWN_QUESTION)
    if (own >= 0) this.cut(own)
    const last = sentencesOfText(this.text).at(-1)
    if (last && isRepetition(this.text)) this.cut(last.start)
  }

  /** Keeps the first `count` tokens, and what they spell of whole characters. */
  keep(count: number): void {
    const bytes = Buffer.from(this.whole).subarray(0, this.ends[count])
    const { length } = new TextDecoder().decode(bytes, { stream: true })
    this.cut(length - this.split.answerAt)
  }

  /** Keeps the answer's first `length` characters, without white space at their end, and their tokens. */
  private cut(length: number): void {
    this.whole = this.whole.slice(0, Math.max(0, this.split.answerAt + length)).trimEnd()
    const bytes = Buffer.byteLength(this.whole)
    while (this.ids.length > 0 && this.ends.at(-2)! >= bytes) {
      this.ends.pop()
      this.ids.pop()
    }
    this.ends[this.ends.length - 1] = bytes
    this.split = splitThinking(this.whole, this.mode)
  }

  /** Where the answer begins, in bytes. */
  private get answerByte(): number {
    return Buffer.byteLength(this.whole.slice(0, this.split.answerAt))
  }
}

/** True if the answer is over, whatever the model would still say. */
export const isOver = (text: string) => OWN_QUESTION.test(text) || isRepetition(text)

/** True if the text's last sentence says what one before it said. */
function isRepetition(text: string): boolean {
  const said = sentencesOfText(text).map(({ start, end }) => plain(text.slice(start, end)))
  const last = said.pop()
  return last !== undefined && last !== '' && said.includes(last)
}

const plain = (sentence: string) =>
  sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
