/** The two tables of a TrueType font's file that say what its glyphs are: their names, and which characters they draw. */
export interface TrueType {
  /** Names by number of glyph. */
  names: readonly (string | undefined)[]
  /** Numbers of glyphs by character, of Unicode; by code, of a font of symbols and of old ones. */
  unicode: ReadonlyMap<number, number>
  codes: ReadonlyMap<number, number>
}

/** More glyphs than this no font has. */
const MOST_GLYPHS = 65_536
/** Names that each such font may use by their numbers alone, which stand in Apple's order; of these the printable ASCII. */
const USUAL = 258
const FIRST_LETTER = 3

export function readTrueType(bytes: Uint8Array): TrueType {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const post = tableOf(view, 'post')
    const cmap = tableOf(view, 'cmap')
    return { names: post ? namesIn(post) : [], ...(cmap ? charactersIn(cmap) : NONE) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { names: [], ...NONE }
  }
}

const NONE = { unicode: new Map<number, number>(), codes: new Map<number, number>() }

function tableOf(view: DataView, wanted: string): DataView | undefined {
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((n) => view.getUint8(at + n)))
    if (tag !== wanted) continue
    const [start, length] = [view.getUint32(at + 8), view.getUint32(at + 12)]
    return new DataView(view.buffer, view.byteOffset + start, Math.min(length, view.byteLength - start))
  }
  return undefined
}

function namesIn(post: DataView): (string | undefined)[] {
  if (post.getUint32(0) !== 0x20000) return []
  const count = post.getUint16(32)
  const own: string[] = []
  for (let at = 34 + 2 * count; at < post.byteLength; ) {
    const length = post.getUint8(at)
    if (at + 1 + length > post.byteLength) break
    own.push(String.fromCharCode(...Array.from({ length }, (_, i) => post.getUint8(at + 1 + i))))
    at += 1 + length
  }
  return Array.from({ length: count }, (_, i) => {
    const index = post.getUint16(34 + 2 * i)
    return index < USUAL ? usualName(index) : own[index - USUAL]
  })
}

/** By Adobe's rule for names that say a character's number. */
function usualName(index: number): string | undefined {
  const code = index - FIRST_LETTER + 0x20
  return code >= 0x20 && code < 0x7f ? `uni${code.toString(16).toUpperCase().padStart(4, '0')}` : undefined
}

function charactersIn(cmap: DataView): Pick<TrueType, 'unicode' | 'codes'> {
  const found = { unicode: new Map<number, number>(), codes: new Map<number, number>() }
  for (let i = 0; i < cmap.getUint16(2); i++) {
    const [platform, encoding] = [cmap.getUint16(4 + 8 * i), cmap.getUint16(6 + 8 * i)]
    const isUnicode = platform === 0 || (platform === 3 && encoding !== 0)
    const into = isUnicode ? found.unicode : found.codes
    for (const [code, glyph] of pairsIn(cmap, cmap.getUint32(8 + 8 * i))) {
      // Fonts of symbols have their codes from F000 on.
      if (glyph !== 0) into.set(platform === 3 && !isUnicode ? code & 0xff : code, glyph)
    }
  }
  return found
}

function pairsIn(cmap: DataView, at: number): [code: number, glyph: number][] {
  const format = cmap.getUint16(at)
  if (format === 0) return Array.from({ length: 256 }, (_, code) => [code, cmap.getUint8(at + 6 + code)])
  if (format === 6) {
    const first = cmap.getUint16(at + 6)
    return Array.from({ length: cmap.getUint16(at + 8) }, (_, i) => [first + i, cmap.getUint16(at + 10 + 2 * i)])
  }
  return format === 4 ? segmentsIn(cmap, at) : []
}

function segmentsIn(cmap: DataView, at: number): [code: number, glyph: number][] {
  const pairs: [number, number][] = []
  const twice = cmap.getUint16(at + 6)
  for (let i = 0; i < twice; i += 2) {
    const end = cmap.getUint16(at + 14 + i)
    const start = cmap.getUint16(at + 16 + twice + i)
    const delta = cmap.getUint16(at + 16 + 2 * twice + i)
    const offsetAt = at + 16 + 3 * twice + i
    const offset = cmap.getUint16(offsetAt)
    for (let code = start; code <= end && code < 0xffff && pairs.length < MOST_GLYPHS; code++) {
      const glyph = offset === 0 ? code : cmap.getUint16(offsetAt + offset + 2 * (code - start))
      if (glyph !== 0 || offset === 0) pairs.push([code, (glyph + delta) & 0xffff])
    }
  }
  return pairs
}
