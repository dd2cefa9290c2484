/** PDF's own notation, as files and drawings are written in it: ISO 32000-1, 7.2 and 7.3. */

export class Name {
  constructor(readonly name: string) {}
}
export class Ref {
  constructor(readonly number: number) {}
}
/** A string, one character for each byte. */
export class Bytes {
  constructor(readonly bytes: string) {}
}
/** An operator, or a word of the file's structure. */
export class Word {
  constructor(readonly word: string) {}
}
export type Dict = Map<string, Value>
export type Value = null | boolean | number | Name | Ref | Bytes | Word | Value[] | Dict

const WHITE = new Set([0, 9, 10, 12, 13, 32])
const DELIMITERS = new Set([...'()<>[]{}/%'].map((sign) => sign.charCodeAt(0)))
/** Deeper than this nothing is written but what is broken. */
const DEEPEST = 60

export const isWhite = (byte: number | undefined): boolean => byte !== undefined && WHITE.has(byte)
const isRegular = (byte: number | undefined): boolean => byte !== undefined && !WHITE.has(byte) && !DELIMITERS.has(byte)

const code = (sign: string): number => sign.charCodeAt(0)
const [PERCENT, SLASH, OPEN, CLOSE, LESS, MORE, BACKSLASH] = [...'%/()<>\\'].map(code)

/** Reads values one after the other. `refs`: "12 0 R" is one value; in drawings it is none. */
export class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
    private readonly refs = true,
  ) {}

  /** undefined at the end. */
  next(depth = 0): Value | undefined {
    this.skip()
    const byte = this.bytes[this.at]
    if (byte === undefined || depth > DEEPEST) return undefined
    if (byte === SLASH) return this.name()
    if (byte === OPEN) return this.literal()
    if (byte === LESS) return this.bytes[this.at + 1] === LESS ? this.dict(depth) : this.hex()
    if (byte === code('[')) return this.array(depth)
    if (isRegular(byte)) return this.regular()
    const isEnd = byte === MORE && this.bytes[this.at + 1] === MORE
    this.at += isEnd ? 2 : 1
    return new Word(isEnd ? '>>' : String.fromCharCode(byte))
  }

  private skip(): void {
    for (;;) {
      while (isWhite(this.bytes[this.at])) this.at++
      if (this.bytes[this.at] !== PERCENT) return
      while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++
    }
  }

  private word(): string {
    const start = this.at
    while (isRegular(this.bytes[this.at])) this.at++
    return String.fromCharCode(...this.bytes.subarray(start, Math.min(this.at, start + 1000)))
  }

  private name(): Name {
    this.at++
    return new Name(this.word().replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))))
  }

  private regular(): Value {
    const word = this.word()
    if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(word)) return (this.refs && this.reference(word)) || Number(word)
    if (word === 'true' || word === 'false') return word === 'true'
    return word === 'null' ? null : new Word(word)
  }

  private reference(word: string): Ref | undefined {
    const { at } = this
    this.skip()
    const generation = /^\d+$/.test(word) && this.word()
    this.skip()
    if (generation && /^\d{1,5}$/.test(generation) && this.word() === 'R') return new Ref(Number(word))
    this.at = at
    return undefined
  }

  private array(depth: number): Value[] {
    this.at++
    return this.until(']', depth)
  }

  private dict(depth: number): Dict {
    this.at += 2
    const all = this.until('>>', depth)
    const found: Dict = new Map()
    for (let i = 0; i + 1 < all.length; i += 2) {
      const key = all[i]
      if (key instanceof Name) found.set(key.name, all[i + 1]!)
    }
    return found
  }

  private until(end: string, depth: number): Value[] {
    const found: Value[] = []
    for (;;) {
      const value = this.next(depth + 1)
      if (value === undefined || (value instanceof Word && (value.word === end || value.word === 'endobj')))
        return found
      found.push(value)
    }
  }

  private hex(): Bytes {
    const start = ++this.at
    while (this.at < this.bytes.length && this.bytes[this.at] !== MORE) this.at++
    const digits = latin(this.bytes.subarray(start, this.at++)).replace(/[^0-9a-f]/gi, '')
    return new Bytes(digits.replace(/..?/g, (pair) => String.fromCharCode(Number.parseInt(pair.padEnd(2, '0'), 16))))
  }

  private literal(): Bytes {
    let depth = 1
    let text = ''
    this.at++
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at]!
      if (byte === BACKSLASH) {
        text += this.escaped()
        continue
      }
      if (byte === OPEN) depth++
      if (byte === CLOSE && --depth === 0) break
      text += String.fromCharCode(byte)
    }
    this.at++
    return new Bytes(text)
  }

  /** What a backslash and the bytes behind it stand for; stays on the last of these. */
  private escaped(): string {
    const sign = String.fromCharCode(this.bytes[++this.at] ?? 0)
    if (sign >= '0' && sign <= '7') {
      const [digits] = /^[0-7]{1,3}/.exec(latin(this.bytes.subarray(this.at, this.at + 3)))!
      this.at += digits.length - 1
      return String.fromCharCode(Number.parseInt(digits, 8) & 0xff)
    }
    if (sign === '\r' && this.bytes[this.at + 1] === 10) this.at++
    return sign === '\r' || sign === '\n' ? '' : (ESCAPES[sign] ?? sign)
  }
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Bytes as characters of the same numbers. */
export function latin(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return text
}

/** PDFDocEncoding from 0x18 and from 0x80 on, where it isn't Latin-1. */
const ACCENTS = '˘ˇˆ˙˝˛˚˜'
const OTHERS = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž'

/** Between two escapes stands the language of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is how the format marks them
const LANGUAGE = /\u001b[^\u001b]*\u001b/g

/** A text string: UTF-16, UTF-8 or PDFDocEncoding by its first bytes; marks of languages are left out. */
export function textOf({ bytes }: Bytes): string {
  const raw = Uint8Array.from(bytes, (char) => char.charCodeAt(0))
  if (bytes.startsWith('\xfe\xff')) return bigEndian(bytes.slice(2)).replace(LANGUAGE, '')
  if (bytes.startsWith('\xef\xbb\xbf')) return new TextDecoder().decode(raw)
  return [...bytes].map(fromPdfDoc).join('')
}

function fromPdfDoc(char: string): string {
  const byte = char.charCodeAt(0)
  if (byte === 0xa0) return '€'
  return (byte < 0x20 ? ACCENTS[byte - 0x18] : OTHERS[byte - 0x80]) ?? char
}

const bigEndian = (bytes: string): string =>
  (bytes.match(/..?/gs) ?? [])
    .map((pair) => String.fromCharCode(pair.charCodeAt(0) * 256 + pair.charCodeAt(1)))
    .join('')
