import { oneLine } from '../shared/document/one_line'
import type { DocumentNote } from '../shared/document/types'

/**
 * Signs that show nothing and can spell something: Unicode's tags, which mirror ASCII, variation selectors in a row,
 * which some write bytes with, and long rows of marks without width. Readers drop them (saneText); this tells of them,
 * as they may tell a model what nobody sees.
 */
const UNSEEN = /[\u{e0000}-\u{e007f}]+|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{3,}|[\u200b-\u200d\u2060\ufeff]{16,}/gu

/** England, Scotland and Wales have flags that are written with tags. */
const FLAGS = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/gu

const LONGEST_TOLD = 200

/** Of one file: what it hides in such signs. */
export class UnseenSigns {
  private readonly spelled: string[] = []
  /** Signs that spell nothing that can be told. */
  private others = 0

  /** `isRead`: what they spell is put into the text, marked. */
  constructor(private readonly isRead = false) {}

  /** Looks through a piece of text as the file has it, and returns it as it is to be read. */
  shown(text: string): string {
    if (!/[\ufe00-\ufe0f\u200b-\u200d\u2060\ufeff\u{e0000}-\u{e01ef}]/u.test(text)) return text
    return text.replace(FLAGS, '\u{1f3f4}').replace(UNSEEN, (signs) => this.take(signs))
  }

  /** What must be told; undefined of a file that hides nothing so. */
  note(): DocumentNote | undefined {
    if (this.spelled.length === 0 && this.others === 0) return undefined
    const words = oneLine(this.spelled.join(' '))
    const told = words.length > LONGEST_TOLD ? `${words.slice(0, LONGEST_TOLD)}…` : words
    const what =
      words === '' ? `${this.others} signs that show nothing, in a row,` : `Signs that show nothing spell "${told}" and`
    return { page: 1, kind: 'hidden', text: `${what} were ${this.isRead && words !== '' ? 'read too' : 'not read'}.` }
  }

  private take(signs: string): string {
    const words = spelledBy(signs)
    if (words === undefined) {
      this.others += [...signs].length
      return ''
    }
    this.spelled.push(words)
    return this.isRead ? ` [hidden: ${words}] ` : ''
  }
}

/** In words that can be shown; undefined where there are none. */
function spelledBy(signs: string): string | undefined {
  const codes = [...signs].map((sign) => sign.codePointAt(0)!)
  const words = codes[0]! >= 0xe0100 || codes[0]! < 0xfe10 ? ofSelectors(codes) : ofTags(codes)
  return words !== undefined && /^[\p{L}\p{N}\p{P}\p{S}\s]+$/u.test(words) && /[\p{L}\p{N}]/u.test(words)
    ? words
    : undefined
}

const ofTags = (codes: number[]): string => String.fromCharCode(...codes.map((code) => code - 0xe0000).filter(isAscii))

const isAscii = (code: number): boolean => code >= 0x20 && code < 0x7f

/** Selector 1 to 16 is a byte from 0, those of the supplement go on from 16. */
function ofSelectors(codes: number[]): string | undefined {
  const bytes = codes.map((code) => (code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00))
  if (bytes.some((byte) => byte < 0 || byte > 255)) return undefined
  return new TextDecoder().decode(Uint8Array.from(bytes))
}
