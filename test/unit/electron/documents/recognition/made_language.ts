/** A file as Tesseract's language data is built, with nothing in it but some words. */
export function madeLanguage(words: string): Buffer {
  const PARTS = 24
  const READER_OF_LINES = 17
  const head = Buffer.alloc(4 + 8 * PARTS)
  head.writeInt32LE(PARTS)
  for (let part = 0; part < PARTS; part++) {
    head.writeBigInt64LE(part === READER_OF_LINES ? BigInt(head.length) : -1n, 4 + 8 * part)
  }
  return Buffer.concat([head, Buffer.from(words)])
}
