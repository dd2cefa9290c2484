/** A string that is too long to be held: base64 of gigabytes must not become one. */
export interface LongString {
  /** The name of its field. */
  name: string
  /** Its characters as they come. */
  onBytes(bytes: Buffer): void
  onEnd(): void
}

const QUOTE = 0x22
const COLON = 0x3a
const BACKSLASH = 0x5c
const NONE = Buffer.alloc(0)
/** White space of JSON. */
const isBlank = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/**
 * Takes a field's string out of JSON text as it comes: what is left is the same JSON with an empty string there. Its name
 * within another string is no field, as its quotes are escaped there.
 */
export class LongStringCut {
  private isInside = false
  /** May be the beginning of the field. */
  private held: Buffer = NONE
  private readonly mark: Buffer

  constructor(private readonly long: LongString) {
    this.mark = Buffer.from(`"${long.name}"`)
  }

  /** What is left of the next bytes; a few may be held back until the next ones. */
  push(chunk: Buffer): Buffer {
    const left: Buffer[] = []
    let rest = this.held.length > 0 ? Buffer.concat([this.held, chunk]) : chunk
    this.held = NONE
    while (rest.length > 0) rest = this.isInside ? this.skipString(rest) : this.keepUntilString(rest, left)
    return left.length === 1 ? left[0]! : Buffer.concat(left)
  }

  /** What was held back; undefined where the text ends inside the string. */
  end(): Buffer | undefined {
    return this.isInside ? undefined : this.held
  }

  /** Returns what follows the string, its quote first. */
  private skipString(bytes: Buffer): Buffer {
    const end = bytes.indexOf(QUOTE)
    if (end !== 0) this.long.onBytes(end < 0 ? bytes : bytes.subarray(0, end))
    if (end < 0) return NONE
    this.isInside = false
    this.long.onEnd()
    return bytes.subarray(end)
  }

  private keepUntilString(bytes: Buffer, left: Buffer[]): Buffer {
    let from = 0
    for (;;) {
      const at = bytes.indexOf(this.mark, from)
      if (at < 0) return this.hold(bytes, bytes.length - this.markStart(bytes), left)
      const value = valueStart(bytes, at + this.mark.length)
      if (value === 'unknown') return this.hold(bytes, at, left)
      from = at + this.mark.length
      if (value === 'none' || bytes[at - 1] === BACKSLASH) continue
      left.push(bytes.subarray(0, value))
      this.isInside = true
      return bytes.subarray(value)
    }
  }

  private hold(bytes: Buffer, at: number, left: Buffer[]): Buffer {
    left.push(bytes.subarray(0, at))
    this.held = Buffer.from(bytes.subarray(at))
    return NONE
  }

  /** How many of the last bytes may begin the mark. */
  private markStart(bytes: Buffer): number {
    for (let length = Math.min(this.mark.length - 1, bytes.length); length > 0; length--) {
      if (bytes.subarray(bytes.length - length).equals(this.mark.subarray(0, length))) return length
    }
    return 0
  }
}

/** Where a string's first character is, if one follows after a colon, as far as is known. */
function valueStart(bytes: Buffer, from: number): number | 'none' | 'unknown' {
  let hasColon = false
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (isBlank(byte)) continue
    if (byte === COLON && !hasColon) hasColon = true
    else return byte === QUOTE && hasColon ? at + 1 : 'none'
  }
  return 'unknown'
}
