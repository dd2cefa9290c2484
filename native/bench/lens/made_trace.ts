import { closeSync, openSync, writeSync } from 'node:fs'
import { crc32c } from './crc32c'
import { codedRow } from './made_row'
import { randomFrom } from './random'

/** A trace file of any size, written from its description alone (electron/trace/FORMAT.md). */
export interface TraceOrder {
  topK: number
  layers: number
  tokens: number
  promptLength: number
  sentences: Int32Array
  meta: string
}

const HEADER = 64
const ENTRY = 32
const SECTIONS = 7
const BUCKETS = 18

/** Writes it and says how large it is. */
export function writeMadeTrace(path: string, order: TraceOrder): number {
  const out = new SectionWriter(path)
  const { layers, tokens, promptLength, sentences } = order
  out.begin(1)
  out.write(Buffer.from(order.meta))
  out.begin(2)
  out.write(Buffer.from(sentences.buffer, sentences.byteOffset, sentences.byteLength))
  const random = randomFrom(7)
  const index = new BigUint64Array(tokens * layers + 1)
  // the index stands before the rows, but is known only after them
  const rows: Buffer[] = []
  let offset = 0n
  for (let token = 0; token < tokens; token++) {
    // each sentence of the answer is about another place
    const topic = ((Math.floor(token / 25) * 7919) % 997) / 997
    for (let layer = 0; layer < layers; layer++) {
      const row = codedRow({ topK: order.topK, sentences, random }, promptLength + token - 1, topic)
      rows.push(row)
      offset += BigInt(row.length)
      index[token * layers + layer + 1] = offset
    }
  }
  out.begin(3)
  out.write(Buffer.from(index.buffer))
  out.begin(4)
  for (let i = 0; i < rows.length; i += 256) out.write(Buffer.concat(rows.slice(i, i + 256)))
  out.begin(5)
  const counts = Uint32Array.from({ length: promptLength }, (_, p) =>
    p < 8 ? promptLength - p : order.topK + (p % 50),
  )
  for (let layer = 0; layer < layers; layer++) out.write(Buffer.from(counts.buffer))
  out.begin(6)
  const mass = Float32Array.from({ length: promptLength }, () => 1)
  for (let layer = 0; layer < layers; layer++) out.write(Buffer.from(mass.buffer))
  out.begin(7)
  const count = sentences.length / 2
  out.write(Buffer.from(Uint32Array.of(layers, BUCKETS, count, 0).buffer))
  const G = Float32Array.from({ length: layers * BUCKETS }, (_, i) => 0.01 / 2 ** (i % BUCKETS))
  out.write(Buffer.from(G.buffer))
  out.write(Buffer.from(Float32Array.from({ length: layers * count }, () => 1).buffer))
  return out.end(order)
}

/** One section after the other; header and table come last, at the start of the file. */
class SectionWriter {
  private readonly file: number
  private written = HEADER + SECTIONS * ENTRY
  private readonly sections: { kind: number; offset: number; bytes: number; checksum: number }[] = []

  constructor(path: string) {
    this.file = openSync(path, 'w')
  }

  begin(kind: number): void {
    this.written = Math.ceil(this.written / 64) * 64
    this.sections.push({ kind, offset: this.written, bytes: 0, checksum: 0 })
  }

  write(bytes: Buffer): void {
    const section = this.sections.at(-1)!
    writeSync(this.file, bytes, 0, bytes.length, this.written)
    this.written += bytes.length
    section.bytes += bytes.length
    section.checksum = crc32c(section.checksum, bytes)
  }

  end({ topK, layers, tokens, promptLength, sentences }: TraceOrder): number {
    const table = Buffer.alloc(SECTIONS * ENTRY)
    for (const [i, { kind, checksum, offset, bytes }] of this.sections.entries()) {
      table.writeUInt32LE(kind, i * ENTRY)
      table.writeUInt32LE(checksum, i * ENTRY + 4)
      table.writeBigUInt64LE(BigInt(offset), i * ENTRY + 8)
      table.writeBigUInt64LE(BigInt(bytes), i * ENTRY + 16)
    }
    const header = Buffer.alloc(HEADER)
    header.write('SLTRACE\0', 0, 'latin1')
    header.writeUInt32LE(1, 8)
    header.writeUInt32LE(SECTIONS, 12)
    header.writeBigUInt64LE(BigInt(this.written), 16)
    const shape = [topK, layers, tokens, promptLength, promptLength + tokens, sentences.length / 2, 1]
    for (const [i, value] of shape.entries()) header.writeUInt32LE(value, 24 + 4 * i)
    header.writeUInt32LE(crc32c(crc32c(0, header.subarray(0, 60)), table), 60)
    writeSync(this.file, Buffer.concat([header, table]), 0, HEADER + table.length, 0)
    closeSync(this.file)
    return this.written
  }
}
