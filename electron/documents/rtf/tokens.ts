/** The words of Rich Text: bytes as Latin-1, as it is written in ASCII alone. */

export type RtfToken =
  | { kind: 'open' | 'close' }
  | { kind: 'word'; name: string; value?: number }
  /** One byte in the encoding of its font. */
  | { kind: 'byte'; value: number }
  | { kind: 'symbol'; sign: string }
  | { kind: 'text'; text: string }

const TOKEN = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\/gy

export function* tokensOf(rtf: string): Generator<RtfToken> {
  const token = new RegExp(TOKEN)
  for (let match = token.exec(rtf); match; match = token.exec(rtf)) {
    const [, name, number, hex, sign, brace, text] = match
    if (name !== undefined) {
      const value = number === undefined ? undefined : Number(number)
      // what follows are bytes of a picture, whatever they look like
      if (name === 'bin') token.lastIndex += Math.max(0, value ?? 0)
      yield { kind: 'word', name, ...(value !== undefined && { value }) }
    } else if (hex !== undefined) yield { kind: 'byte', value: Number.parseInt(hex, 16) }
    else if (sign !== undefined) yield { kind: 'symbol', sign }
    else if (brace !== undefined) yield { kind: brace === '{' ? 'open' : 'close' }
    else if (text !== undefined) yield { kind: 'text', text }
  }
}
