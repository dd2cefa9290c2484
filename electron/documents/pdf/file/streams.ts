import { isWhite, latin } from './values'

/** What a stream's filter makes of its bytes; undefined for filters of pictures and others that no drawing has. */
export async function unfiltered(bytes: Uint8Array, filter: string): Promise<Uint8Array | undefined> {
  if (filter === 'FlateDecode' || filter === 'Fl') return inflated(bytes)
  if (filter === 'ASCIIHexDecode' || filter === 'AHx') return fromHex(bytes)
  if (filter === 'ASCII85Decode' || filter === 'A85') return fromAscii85(bytes)
  return undefined
}

/** What came before the stream broke is kept: some have bytes behind their end. */
async function inflated(bytes: Uint8Array): Promise<Uint8Array> {
  const { readable, writable } = new DecompressionStream('deflate')
  const writer = writable.getWriter()
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => {})
  writer.close().catch(() => {})
  const parts: Uint8Array[] = []
  try {
    for await (const part of readable as unknown as AsyncIterable<Uint8Array>) parts.push(part)
  } catch {
    // Broken: what came so far is all there is.
  }
  return joined(parts)
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function fromHex(bytes: Uint8Array): Uint8Array {
  const digits = latin(bytes)
    .split('>', 1)[0]!
    .replace(/[^0-9a-f]/gi, '')
  return Uint8Array.from(digits.match(/..?/g) ?? [], (pair) => Number.parseInt(pair.padEnd(2, '0'), 16))
}

const [FIRST, ZEROS, TILDE] = [0x21, 0x7a, 0x7e]

function fromAscii85(bytes: Uint8Array): Uint8Array {
  const found: number[] = []
  let group: number[] = []
  const flush = (count: number) => {
    const value = [...group, 84, 84, 84, 84].slice(0, 5).reduce((sum, digit) => sum * 85 + digit, 0)
    for (let i = 0; i < count; i++) found.push(Math.floor(value / 256 ** (3 - i)) & 0xff)
    group = []
  }
  for (const byte of bytes) {
    if (byte === TILDE) break
    if (isWhite(byte)) continue
    if (byte === ZEROS && group.length === 0) found.push(0, 0, 0, 0)
    else group.push(byte - FIRST)
    if (group.length === 5) flush(4)
  }
  if (group.length > 1) flush(group.length - 1)
  return Uint8Array.from(found)
}
