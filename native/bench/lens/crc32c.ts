/** CRC-32C (Castagnoli), four bytes at a time. */

const TABLES = Array.from({ length: 4 }, () => new Uint32Array(256))
for (let i = 0; i < 256; i++) {
  let value = i
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1
  TABLES[0]![i] = value
}
for (let i = 0; i < 256; i++) {
  for (let t = 1; t < 4; t++) TABLES[t]![i] = (TABLES[t - 1]![i]! >>> 8) ^ TABLES[0]![TABLES[t - 1]![i]! & 0xff]!
}
const [T0, T1, T2, T3] = TABLES as [Uint32Array, Uint32Array, Uint32Array, Uint32Array]

/** Of `before`'s bytes and these after them. */
export function crc32c(before: number, bytes: Uint8Array): number {
  let crc = ~before
  let i = 0
  for (; i + 4 <= bytes.length; i += 4) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)
    crc = T3[crc & 0xff]! ^ T2[(crc >>> 8) & 0xff]! ^ T1[(crc >>> 16) & 0xff]! ^ T0[crc >>> 24]!
  }
  for (; i < bytes.length; i++) crc = T0[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8)
  return ~crc >>> 0
}
