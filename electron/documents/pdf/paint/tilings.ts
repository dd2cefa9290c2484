import { holds, type Rect } from './geometry'
import type { PagePaint, Show } from './ink'
import type { OperatorList } from './operators'
import type { Shading } from './shadings'

/** A drawing that is repeated over all of an area, as pdf.js hands it over. */
type GivenTiling = [
  kind: 'TilingPattern',
  color: string | null,
  drawing: OperatorList,
  matrix: unknown,
  box: Rect,
  stepX: number,
  stepY: number,
]

/** Whether the tiles leave nothing free, and their colour if they have but one. `paintOf`: what one of them paints. */
export function tilingOf(pattern: readonly unknown[], paintOf: (drawing: OperatorList) => PagePaint): Shading {
  const [, , drawing, , box, stepX, stepY] = pattern as unknown as GivenTiling
  const touch = Math.abs(stepX) <= box[2] - box[0] + 0.1 && Math.abs(stepY) <= box[3] - box[1] + 0.1
  const { areas, rules, shows } = paintOf(drawing)
  const ground = areas.findLastIndex(({ kind, opaque, masks, rect, regions }) => {
    return kind === 'fill' && opaque && !masks && regions.length === 0 && holds(rect, box)
  })
  const everywhere = touch && ground >= 0
  const isOne = everywhere && ground === areas.length - 1 && rules.length + shows.length === 0
  return { everywhere, color: isOne ? areas[ground]!.color : undefined, ...wordsIn(shows) }
}

/** Fewer letters are marks of a drawing. */
const FEWEST_LETTERS = 3

function wordsIn(shows: readonly Show[]): Pick<Shading, 'words'> {
  const drawn = shows.filter(({ ink, layerOff }) => ink === 'painted' && !layerOff)
  const words = drawn.map(({ glyphs }) => glyphs.map(({ text }) => text).join('')).join(' ')
  const text = words.replace(/\s+/g, ' ').trim()
  return (text.match(/[\p{L}\p{N}]/gu) ?? []).length < FEWEST_LETTERS ? {} : { words: text }
}
