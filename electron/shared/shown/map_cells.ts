import type { Generation } from '../ipc/answer_data'
import type { GroupedMap, LayerMap } from './map_groups'

/** Of the text in the prompt. */
export type Layout = Pick<Generation, 'textStart' | 'textEnd' | 'promptLength'>

/** Answer tokens [from, to). */
type TokenSpan = { from: number; to: number }

/** A cell of the map: a bin of the text, or one of the columns outside of it. */
export type Cell = { row: number } & ({ bin: number } | { outside: 0 | 1 | 2 })

/** How often tokens of a cell entered attention, and how often they could have. */
export interface CellCount {
  count: number
  of: number
}

/** Tokens [from, to) of the text, counted from its start, in a bin (as electron/trace/places.ts cuts). */
export function binTokens(
  { within, bins }: Pick<LayerMap, 'within' | 'bins'>,
  bin: number,
): [from: number, to: number] {
  const edge = (i: number) => within.from + Math.floor(((within.to - within.from) * i) / bins)
  return [edge(bin), edge(bin + 1)]
}

export function cellCount(
  map: LayerMap & Partial<Pick<GroupedMap, 'rows'>>,
  layout: Layout,
  span: TokenSpan,
  cell: Cell,
): CellCount {
  const layers = map.rows?.[cell.row]?.layers.length ?? 1
  if ('bin' in cell) {
    const [from, to] = binTokens(map, cell.bin)
    return { count: map.count[cell.row * map.bins + cell.bin]!, of: (to - from) * map.tokens * layers }
  }
  const pairs = outsidePairs(layout, span)[cell.outside]!
  return { count: map.outside[cell.row * 3 + cell.outside]!, of: pairs * layers }
}

/** All counts of a map, which are together what entered. */
export function mapSums(map: LayerMap) {
  const sum = (values: Uint32Array) => values.reduce((total, value) => total + value, 0)
  return {
    inText: sum(map.count),
    outside: sum(map.outside),
    beyond: sum(map.beyond),
    sinks: sum(map.sinks),
    recent: sum(map.recent),
  }
}

/** Token pairs of template, question and answer that the span's tokens see; of the answer each sees those before it. */
export function outsidePairs({ textStart, textEnd, promptLength }: Layout, { from, to }: TokenSpan): number[] {
  const tokens = to - from
  return [textStart * tokens, (promptLength - textEnd) * tokens, ((from + to - 1) * tokens) / 2]
}

/**
 * How dark a cell is, 0..1, from the share of its tokens that entered. The square root keeps the usual few percent apart
 * from nothing beside the first tokens of a text, which nearly always enter.
 */
export const darkness = ({ count, of }: CellCount): number => (of > 0 ? Math.sqrt(Math.min(1, count / of)) : 0)

/** Bins of the text with the highest counts on one layer, best first: the map for those who can't see it. */
export function topCells(map: LayerMap, most = 10): { row: number; bin: number; count: number }[] {
  return Array.from(map.count, (count, i) => ({ row: Math.floor(i / map.bins), bin: i % map.bins, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.row - b.row || a.bin - b.bin)
    .slice(0, most)
}
