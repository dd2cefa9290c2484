import type { CapturedNode } from '../../electron/engine/native'

/**
 * What each family's indexers choose, recomputed from what llama.cpp's scoring nodes were given and from nothing of their
 * results: positions that enter, by token and layer, told apart from those near the edge, which rounding may decide.
 */
export interface Choice {
  /** Positions that must have entered, and those that may. */
  sure: Set<number>
  possible: Set<number>
}

/** Scores so near the last one that got in that rounding may decide it either way. */
const TIE = 2e-3

const layerOf = ({ name }: CapturedNode): number => Number(/-(\d+)/.exec(name)?.[1])

/** The best k of some scores: which are certain, and which are near the edge. */
function best(scores: ReadonlyMap<number, number>, k: number): { sure: number[]; possible: number[] } {
  const ranked = [...scores].sort((a, b) => b[1] - a[1])
  if (ranked.length <= k) return { sure: ranked.map(([at]) => at), possible: [] }
  const [last, next] = [ranked[k - 1]![1], ranked[k]![1]]
  const margin = TIE * Math.max(1, Math.abs(last))
  return {
    sure: ranked.filter(([, score]) => score > next + margin).map(([at]) => at),
    possible: ranked.filter(([, score]) => score <= next + margin && score >= last - margin).map(([at]) => at),
  }
}

/** Score by column of one token, of the fused indexer: sum over heads of w * ReLU(q . k), where the mask lets it through. */
export function fusedScores(node: CapturedNode, row: number): Map<number, number> {
  const [q, k, w, mask] = node.sources as [Source, Source, Source, Source]
  const [dim, heads] = [q.dims[0]!, q.dims[1]!]
  const columns = k.dims[2]!
  const scores = new Map<number, number>()
  for (let column = 0; column < columns; column++) {
    if (mask.values[row * mask.dims[0]! + column]! < -1e20) continue
    let score = 0
    for (let head = 0; head < heads; head++) {
      const at = (row * heads + head) * dim
      score += w.values[row * heads + head]! * Math.max(0, dot(q.values, at, k.values, column * dim, dim))
    }
    scores.set(column, score)
  }
  return scores
}
type Source = CapturedNode['sources'][number]

function dot(a: Float32Array, aAt: number, b: Float32Array, bAt: number, dim: number): number {
  let sum = 0
  for (let i = 0; i < dim; i++) sum += a[aAt + i]! * b[bAt + i]!
  return sum
}

const choiceOf = ({ sure, possible }: { sure: number[]; possible: number[] }, tokens: (unit: number) => number[]) => ({
  sure: new Set(sure.flatMap(tokens)),
  possible: new Set([...sure, ...possible].flatMap(tokens)),
})

const last = <T>(items: readonly T[]): T => items[items.length - 1]!
/** The nodes of a layer that were given the token at `position`, in order. */
const nodesAt = (nodes: readonly CapturedNode[], op: string, layer: number, position: number) =>
  nodes.filter((node) => node.op === op && layerOf(node) === layer && covers(node, position))
const covers = ({ position, count }: CapturedNode, at: number) => at >= position && at < position + count

/** Cells of a cache without holes are positions. */
export function chosenTokens(nodes: readonly CapturedNode[], layer: number, position: number, k: number): Choice {
  const node = last(nodesAt(nodes, 'LIGHTNING_INDEXER', layer, position))
  return choiceOf(best(fusedScores(node, position - node.position), k), (cell) => [cell])
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)

/** Entries of 4 tokens that lie half over the 4 before, beside a window. */
export function chosenEntries(nodes: readonly CapturedNode[], layer: number, position: number, k: number): Choice {
  const node = last(nodesAt(nodes, 'LIGHTNING_INDEXER', layer, position))
  const choice = choiceOf(best(fusedScores(node, position - node.position), k), (entry) =>
    range(Math.max(0, 4 * entry - 4), Math.min(4 * entry + 4, position + 1)),
  )
  const window = range(Math.max(0, position - 31), position + 1)
  return { sure: new Set([...choice.sure, ...window]), possible: new Set([...choice.possible, ...window]) }
}

/** Blocks of `size` positions, by each head for itself; the token's own block always. */
export function chosenBlocks(
  products: readonly CapturedNode[],
  position: number,
  { size, k }: { size: number; k: number },
): Choice {
  const node = last(products.filter((one) => covers(one, position)))
  const [keys, queries] = node.sources as [Source, Source]
  const dim = keys.dims[0]!
  const heads = queries.values.length / dim / node.count
  const sure = new Set<number>()
  const possible = new Set<number>()
  for (let head = 0; head < heads; head++) {
    const scores = new Map<number, number>()
    const row = ((position - node.position) * heads + head) * dim
    for (let at = 0; at <= position; at++) {
      const block = Math.floor(at / size)
      const score = dot(queries.values, row, keys.values, at * dim, dim)
      scores.set(block, Math.max(scores.get(block) ?? Number.NEGATIVE_INFINITY, score))
    }
    scores.set(Math.floor(position / size), Number.MAX_VALUE)
    const tokens = (block: number) => range(block * size, Math.min((block + 1) * size, position + 1))
    const choice = choiceOf(best(scores, k), tokens)
    for (const at of choice.sure) sure.add(at)
    for (const at of choice.possible) possible.add(at)
  }
  return { sure, possible }
}

/** Raw index keys of qwen4exp as they were stored, by layer and position. */
export function rawKeys(nodes: readonly CapturedNode[], layer: number): Map<number, Float32Array> {
  const keys = new Map<number, Float32Array>()
  for (const node of nodes.filter((one) => one.name.startsWith('indexer_k_raw-') && layerOf(one) === layer)) {
    const { values } = node.sources[0]!
    const dim = values.length / node.count
    for (let i = 0; i < node.count; i++) keys.set(node.position + i, values.slice(i * dim, (i + 1) * dim))
  }
  return keys
}

/** A block's key: the mean of its 4 raw ones, brought to size 1 and rotated to where the block starts. */
function blockKey(keys: ReadonlyMap<number, Float32Array>, block: number, rotated: number): Float32Array {
  const four = range(4 * block, 4 * block + 4).map((at) => keys.get(at)!)
  const mean = four[0]!.map((_, i) => four.reduce((sum, key) => sum + key[i]!, 0) / 4)
  const size = Math.sqrt(mean.reduce((sum, x) => sum + x * x, 0) / mean.length + 1e-6)
  const key = mean.map((x) => x / size)
  const half = rotated / 2
  return key.map((x, i) => {
    if (i >= rotated) return x
    const angle = 4 * block * 10_000 ** (-(i % half) / half)
    const other = key[i < half ? i + half : i - half]!
    return x * Math.cos(angle) + (i < half ? -1 : 1) * other * Math.sin(angle)
  })
}

/** Whole blocks of 4 by their score, after the tokens of the unfinished one; the last block that fits is cut. */
export function chosenQuarters(nodes: readonly CapturedNode[], layer: number, position: number, width: number) {
  const node = last(nodesAt(nodes, 'MUL_MAT', layer, position))
  const { values } = node.sources[1]!
  const keys = rawKeys(nodes, layer)
  const dim = node.sources[1]!.dims[0]!
  const heads = values.length / dim / node.count
  const whole = Math.floor((position + 1) / 4)
  const scores = new Map<number, number>()
  for (let block = 0; block < whole; block++) {
    const key = blockKey(keys, block, 32)
    let score = 0
    for (let head = 0; head < heads; head++) {
      score += Math.max(0, dot(values, ((position - node.position) * heads + head) * dim, key, 0, dim))
    }
    scores.set(block, score)
  }
  const tail = range(4 * whole, position + 1)
  const full = Math.floor((width - tail.length) / 4)
  const cut = (width - tail.length) % 4 > 0 ? 1 : 0
  const certain = best(scores, full)
  const wide = best(scores, full + cut)
  return {
    sure: new Set([...certain.sure.flatMap((b) => range(4 * b, 4 * b + 4)), ...tail]),
    possible: new Set([...[...wide.sure, ...wide.possible].flatMap((b) => range(4 * b, 4 * b + 4)), ...tail]),
  }
}
