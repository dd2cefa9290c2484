import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pythonWithNumpy, readWithPython } from '../../../fixtures/trace/python'

const folder = mkdtempSync(join(tmpdir(), 'sparselens-numpy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const varint = (value: number): number[] => (value < 128 ? [value] : [128 | (value & 127), ...varint(value >> 7)])

/** As electron/trace/FORMAT.md says. */
function codedPositions(positions: number[]): number[] {
  const gaps = positions.map((position, i) => position - (positions[i - 1] ?? -1) - 1)
  const large = gaps.flatMap((gap, i) => (gap > 255 ? [{ i, rest: gap >> 8 }] : []))
  let last = 0
  const rests = large.flatMap(({ i, rest }) => {
    const step = i - last
    last = i
    return [...varint(step), ...varint(rest)]
  })
  return [...gaps.map((gap) => gap & 255), ...varint(large.length), ...rests]
}

/** Scores are 1.0 (F16 0x3c00), so that the index mass of each is one in so many. */
function codedRow(position: number, positions: number[]): Buffer {
  const coded = codedPositions(positions)
  const row = Buffer.alloc(24 + 2 * positions.length)
  row.writeUInt32LE(position, 0)
  row.writeUInt32LE(positions.length, 4)
  row.writeFloatLE(1 + Math.log(positions.length), 8)
  row.writeUInt32LE(coded.length, 12)
  for (const i of positions.keys()) row.writeUInt16LE(0x3c00, 24 + 2 * i)
  return Buffer.concat([row, Buffer.from(coded)])
}

function traceFile(rows: Buffer[], layers: number, promptLength: number): Buffer {
  const index = new BigUint64Array(rows.length + 1)
  for (const [i, row] of rows.entries()) index[i + 1] = index[i]! + BigInt(row.length)
  const numbers = new Uint32Array(layers * promptLength)
  const sections = [
    Buffer.from('{"title":"ü"}'),
    Buffer.from(Int32Array.of(1, 4).buffer),
    Buffer.from(index.buffer),
    Buffer.concat(rows),
    Buffer.from(numbers.buffer),
    Buffer.from(numbers.buffer),
  ]
  const head = Buffer.alloc(64 + 32 * sections.length)
  head.write('SLTRACE\0', 'latin1')
  const fields = [1, sections.length, 0, 0, 4096, layers, rows.length / layers, promptLength, 200_000, 1, 1]
  for (const [i, field] of fields.entries()) head.writeUInt32LE(field, 8 + 4 * i)
  const parts: Buffer[] = [head]
  let end = head.length
  for (const [i, section] of sections.entries()) {
    const offset = Math.ceil(end / 64) * 64
    head.writeUInt32LE(i + 1, 64 + 32 * i)
    head.writeBigUInt64LE(BigInt(offset), 64 + 32 * i + 8)
    head.writeBigUInt64LE(BigInt(section.length), 64 + 32 * i + 16)
    parts.push(Buffer.alloc(offset - end), section)
    end = offset + section.length
  }
  return Buffer.concat(parts)
}

describe.skipIf(!pythonWithNumpy)('read_trace.py (needs python3 with numpy)', () => {
  it('reads rows whose positions lie far apart', () => {
    const sets = [
      [0, 1, 2, 300, 301, 70_000, 199_999],
      [5],
      Array.from({ length: 2048 }, (_, i) => i * 97),
      [256, 513, 514],
    ]
    const path = join(folder, 'made.trace')
    const rows = sets.map((positions, i) => codedRow(199_999 + i, positions))
    writeFileSync(path, traceFile(rows, 2, 10))
    const read = readWithPython(path, [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ])
    expect(read.info).toEqual({ topK: 4096, layers: 2, tokens: 2, promptLength: 10, stride: 1 })
    expect(read.meta).toEqual({ title: 'ü' })
    expect(read.sentences).toEqual([1, 4])
    for (const [i, { position, positions, scores, mass }] of read.rows.entries()) {
      expect(position).toBe(199_999 + i)
      expect(positions).toEqual(sets[i])
      expect(new Set(scores)).toEqual(new Set([1]))
      expect(mass).toBeCloseTo(1, 4)
    }
  })

  it('refuses other files', () => {
    const path = join(folder, 'other')
    writeFileSync(path, Buffer.alloc(200))
    expect(() => readWithPython(path, [])).toThrow('not a trace file')
  })
})
