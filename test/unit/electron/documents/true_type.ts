/** A TrueType font whose glyphs are boxes: `names` from the second glyph on, `characters` that its table has for them. */
export function trueType(names: readonly string[], characters: readonly (number | undefined)[] = []): Uint8Array {
  const count = names.length + 1
  const box = [u16(1), u16(0), u16(0), u16(500), u16(700), u16(3), u16(0), [1, 1, 1, 1]]
  // Four points, each by its step from the one before.
  const steps = [0, 500, 0, -500, 0, 0, 700, 0].map(u16)
  const glyph = [...box, ...steps, [0, 0]].flat()
  const tables: [string, number[]][] = [
    ['cmap', cmapOf(characters)],
    ['glyf', Array.from({ length: count }, () => glyph).flat()],
    ['head', headOf()],
    ['hhea', [u32(0x10000), ...[800, -200, 0, 600, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, count].map(u16)].flat()],
    ['hmtx', Array.from({ length: count }, () => [u16(600), u16(0)].flat()).flat()],
    ['loca', Array.from({ length: count + 1 }, (_, i) => u32(i * glyph.length)).flat()],
    ['maxp', [u32(0x10000), ...[count, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0].map(u16)].flat()],
    ['post', postOf(['.notdef', ...names])],
  ]
  return Uint8Array.from(fileOf(tables))
}

const u16 = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff]
const u32 = (value: number): number[] => [...u16(value >>> 16), ...u16(value)]

function headOf(): number[] {
  const start = [u32(0x10000), u32(0x10000), u32(0), u32(0x5f0f3cf5), u16(0), u16(1000), u32(0), u32(0), u32(0), u32(0)]
  return [...start, ...[0, 0, 500, 700, 0, 8, 2, 1, 0].map(u16)].flat()
}

function postOf(names: readonly string[]): number[] {
  const indices = names.flatMap((_, i) => u16(258 + i))
  const strings = names.flatMap((name) => [name.length, ...Buffer.from(name, 'latin1')])
  return [...[0x20000, 0, 0, 0, 0, 0, 0, 0].flatMap(u32), ...u16(names.length), ...indices, ...strings]
}

/** Characters of Windows' Unicode, in format 4, a segment for each. */
function cmapOf(characters: readonly (number | undefined)[]): number[] {
  const pairs = characters
    .flatMap((code, i) => (code === undefined ? [] : [[code, i + 1] as const]))
    .sort(([a], [b]) => a - b)
  const segments = [...pairs, [0xffff, 0] as const]
  const codes = segments.flatMap(([code]) => u16(code))
  const deltas = segments.flatMap(([code, glyph]) => u16(glyph - code))
  const body = [
    ...[2 * segments.length, 0, 0, 0].flatMap(u16),
    ...codes,
    ...u16(0),
    ...codes,
    ...deltas,
    ...segments.flatMap(() => u16(0)),
  ]
  return [...[0, 1, 3, 1].flatMap(u16), ...u32(12), ...u16(4), ...u16(body.length + 6), ...u16(0), ...body]
}

function fileOf(tables: readonly [string, number[]][]): number[] {
  let at = 12 + 16 * tables.length
  const directory: number[] = []
  const bodies: number[] = []
  for (const [tag, body] of tables) {
    directory.push(...Buffer.from(tag, 'latin1'), ...u32(0), ...u32(at), ...u32(body.length))
    const padded = [...body, ...Array.from({ length: (4 - (body.length % 4)) % 4 }, () => 0)]
    bodies.push(...padded)
    at += padded.length
  }
  return [...u32(0x10000), ...[tables.length, 128, 3, 0].flatMap(u16), ...directory, ...bodies]
}
