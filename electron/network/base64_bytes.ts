/** Decodes base64 as it comes. `onBytes` gets whole bytes; false from `push` and `end`: it isn't base64. */
export class Base64Bytes {
  private rest = ''
  private isPadded = false

  constructor(private readonly onBytes: (bytes: Buffer) => void) {}

  push(chunk: Buffer): boolean {
    // JSON writers may escape a slash
    const text = (this.rest + chunk.toString('latin1')).replaceAll('\\/', '/')
    const whole = text.endsWith('\\') ? text.length - 1 : text.length
    const length = whole - (whole % 4)
    this.rest = text.slice(length)
    return this.decode(text.slice(0, length))
  }

  end(): boolean {
    return this.rest === ''
  }

  private decode(text: string): boolean {
    if (text === '') return true
    if (this.isPadded || /[^A-Za-z0-9+/=]/.test(text)) return false
    const padding = /=+$/.exec(text)?.[0].length ?? 0
    if (padding > 2 || text.slice(0, text.length - padding).includes('=')) return false
    this.isPadded = padding > 0
    const bytes = Buffer.from(text, 'base64')
    if (bytes.length !== (text.length / 4) * 3 - padding) return false
    this.onBytes(bytes)
    return true
  }
}
