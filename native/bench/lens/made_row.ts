import { fromHalf, toHalf } from './halves'

/** Rows as a real indexer's look: sinks, a recent window, and stretches of the text, some of them the answer's topic. */

export interface RowShape {
  topK: number
  /** Token positions [begin, end) of every sentence, in pairs. */
  sentences: Int32Array
  random(): number
}

const SINKS = 8
const RECENT = 512
const STRETCH = 24
const HALVES = Uint16Array.from({ length: 512 }, (_, i) => toHalf(0.5 + i / 64))
const EXPS = Float64Array.from(HALVES, (half) => Math.exp(fromHalf(half)))

/** Ascending positions of a query; `topic` (0..1) is where in the text most of the others come from. */
function selection({ topK, random }: RowShape, query: number, topic: number): Int32Array {
  const chosen = new Set<number>()
  for (let p = 0; p < SINKS; p++) chosen.add(p)
  for (let p = query; p > query - RECENT; p--) chosen.add(p)
  while (chosen.size < topK) {
    const spread = random() < 0.5 ? (random() - 0.5) * 0.02 : random() - topic
    const middle = Math.floor(Math.min(0.999, Math.max(0, topic + spread)) * query)
    for (let p = middle; p < middle + STRETCH && p <= query && chosen.size < topK; p++) chosen.add(p)
  }
  return Int32Array.from(chosen).sort()
}

/** The bytes of a row (electron/trace/FORMAT.md). */
export function codedRow(shape: RowShape, query: number, topic: number): Buffer {
  const { topK, random } = shape
  const positions = selection(shape, query, topic)
  const scores = new Uint16Array(topK)
  let sum = 0
  for (let i = 0; i < topK; i++) {
    const at = Math.floor(random() * HALVES.length)
    scores[i] = HALVES[at]!
    sum += EXPS[at]!
  }
  const coded = codedPositions(positions)
  const missed = Array.from({ length: 64 }, () => Math.floor(random() * query))
  const count = shape.sentences.length / 2
  const best = new Set<number>()
  while (best.size < Math.min(256, count)) best.add(Math.floor(random() * count))
  const sentences = [...best]
  const falling = (n: number) => Uint16Array.from({ length: n }, (_, i) => toHalf(8 - (7 * i) / n))
  const header = Buffer.alloc(24)
  header.writeUInt32LE(query, 0)
  header.writeUInt32LE(topK, 4)
  header.writeFloatLE(Math.log(sum), 8)
  header.writeUInt32LE(coded.length, 12)
  header.writeUInt32LE(missed.length, 16)
  header.writeUInt32LE(sentences.length, 20)
  const halves = [
    Uint16Array.from({ length: 64 }, () => toHalf(0.4)),
    falling(sentences.length),
    falling(sentences.length),
  ]
  return Buffer.concat([
    header,
    bytesOf(scores),
    coded,
    ...halves.map(bytesOf),
    Buffer.from([...missed, ...sentences].flatMap(varint)),
  ])
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint16Array) => Buffer.from(buffer, byteOffset, byteLength)

function codedPositions(positions: Int32Array): Buffer {
  const low = Buffer.alloc(positions.length)
  const large: number[] = []
  let previous = -1
  let last = 0
  let larger = 0
  for (const [i, position] of positions.entries()) {
    const gap = position - previous - 1
    low[i] = gap & 0xff
    if (gap > 0xff) {
      large.push(...varint(i - last), ...varint(gap >>> 8))
      last = i
      larger++
    }
    previous = position
  }
  return Buffer.concat([low, Buffer.from([...varint(larger), ...large])])
}

function varint(value: number): number[] {
  const bytes: number[] = []
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80)
  bytes.push(value)
  return bytes
}
