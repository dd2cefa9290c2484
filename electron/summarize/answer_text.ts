import { sentencesOfText } from '../documents/sentences'

/** A small model likes to go on in the form of the prompt. */
const OWN_QUESTION = /\n\s*Question:/

/** The text of an answer as it grows by tokens, which may end inside a character. */
export class AnswerText {
  private decoder = new TextDecoder()
  readonly ids: number[] = []
  /** Byte offsets of the tokens in the UTF-8 text; one more than there are tokens. */
  readonly offsets = [0]
  text = ''

  /** Returns the characters that the token completed. */
  push(id: number, bytes: Uint8Array): string {
    const piece = this.decoder.decode(bytes, { stream: true })
    this.ids.push(id)
    this.offsets.push(this.offsets.at(-1)! + bytes.length)
    this.text += piece
    return piece
  }

  /** Drops what is no answer: a question of its own that the model goes on with, or a sentence said before. */
  dropRest(): void {
    const own = this.text.search(OWN_QUESTION)
    if (own >= 0) this.cut(own)
    const last = sentencesOfText(this.text).at(-1)
    if (last && isRepetition(this.text)) this.cut(last.start)
  }

  /** Keeps the first `count` tokens, and what they spell of whole characters. */
  keep(count: number): void {
    const bytes = Buffer.from(this.text).subarray(0, this.offsets[count])
    this.cut(new TextDecoder().decode(bytes, { stream: true }).length)
  }

  /** Keeps the first `length` characters, without white space at their end, and their tokens. */
  private cut(length: number): void {
    this.text = this.text.slice(0, length).trimEnd()
    const bytes = Buffer.byteLength(this.text)
    while (this.ids.length > 0 && this.offsets.at(-2)! >= bytes) {
      this.offsets.pop()
      this.ids.pop()
    }
    this.offsets[this.offsets.length - 1] = bytes
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
