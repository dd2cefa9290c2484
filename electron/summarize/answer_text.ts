import { sentencesOfText } from '../documents/sentences'

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

  /** Drops the last sentence if it stood there before, with its tokens. */
  dropRepetition(): void {
    const sentences = sentencesOfText(this.text)
    const last = sentences.at(-1)
    if (!last || !isRepetition(this.text)) return
    this.text = this.text.slice(0, last.start).trimEnd()
    const bytes = Buffer.byteLength(this.text)
    while (this.ids.length > 0 && this.offsets.at(-2)! >= bytes) {
      this.offsets.pop()
      this.ids.pop()
    }
    this.offsets[this.offsets.length - 1] = bytes
  }
}

/** True if the text's last sentence says what one before it said. */
export function isRepetition(text: string): boolean {
  const said = sentencesOfText(text).map(({ start, end }) => plain(text.slice(start, end)))
  const last = said.pop()
  return last !== undefined && last !== '' && said.includes(last)
}

const plain = (sentence: string) =>
  sentence
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
