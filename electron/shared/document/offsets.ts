/**
 * UTF-8 byte offsets into `text` as UTF-16 ones. `offsets` rise. An offset inside a character (byte-level tokens may
 * cut there) becomes the character's start, or its end when rounding up.
 */
export function utf16Offsets(text: string, offsets: ArrayLike<number>, round: 'down' | 'up' = 'down'): Uint32Array {
  const result = new Uint32Array(offsets.length)
  let bytes = 0
  let units = 0
  for (let i = 0; i < offsets.length; i++) {
    const target = offsets[i]!
    while (bytes < target && units < text.length) {
      const code = text.codePointAt(units)!
      const width = utf8Width(code)
      if (bytes + width > target && round === 'down') break
      bytes += width
      units += code > 0xffff ? 2 : 1
    }
    result[i] = units
  }
  return result
}

const utf8Width = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4)
