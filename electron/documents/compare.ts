import { diffArrays } from 'diff'
import { firstOf } from '../shared/document/first_of'
import { oneLine } from '../shared/document/one_line'
import type { SourceDocument } from '../shared/document/types'
import type { ComparedRow, PlacedText } from '../shared/ipc/comparison_data'
import { areAlike, type Pair, type Paired, pairAlike } from './compare_alike'
import { grouped } from './grouped'
import { increasing } from './increasing'

/** A sentence where it stands. */
export type PlacedSentence = Pick<PlacedText, 'page' | 'text'>

/** What two versions of a document don't share, each list in its document's order. */
export interface Changes {
  /** Sentences of the new version that an old one became, and which. */
  changed: { before: PlacedSentence; after: PlacedSentence }[]
  added: PlacedSentence[]
  removed: PlacedSentence[]
}

/** How long putting sentences in order may take that stand in another one in the two versions. */
const MOST_MS = 5_000
/** More sentences in one place are no neighbours. */
const MOST_NEIGHBOURS = 10

/**
 * Sentences of which the other version has none with the same words; one that only moved is not among them. Exact comparing
 * of words: no model is asked.
 */
export function changesBetween(before: SourceDocument, after: SourceDocument): Changes {
  const rows = comparedRows(before, after)
  const here = ({ page, text }: PlacedText): PlacedSentence => ({ page, text })
  return {
    changed: rows.flatMap((row) =>
      row.kind === 'changed' ? [{ before: here(row.before!), after: here(row.after!) }] : [],
    ),
    added: rows.flatMap(({ kind, after }) => (kind === 'added' ? [here(after!)] : [])),
    removed: rows.flatMap(({ kind, before }) => (kind === 'removed' ? [here(before!)] : [])),
  }
}

/**
 * Two versions side by side, in the order of the new one; what was removed stands where it stood between what was kept.
 * What stands elsewhere than it stood has its row at its new place.
 */
export function comparedRows(before: SourceDocument, after: SourceDocument): ComparedRow[] {
  const from = placed(before)
  const to = placed(after)
  const { inOrder, moved } = pairSame(from, to)
  const same = [...inOrder, ...moved]
  const alike = pairAlike(from, to, placesIn(same))
  const changed = [...alike, ...pairNeighbours(from, to, placesIn([...same, ...alike]), inOrder)]
  const spine = new Map([...inOrder, ...inTheirPlace(changed, inOrder)])
  const pairs = [...same, ...changed]
  const became = new Map(pairs.map(([i, j]) => [j, i]))
  const { from: kept } = placesIn(pairs)
  const rows: ComparedRow[] = []
  let at = 0
  const removeUntil = (end: number) => {
    for (; at < end; at++) if (!kept.has(at)) rows.push({ kind: 'removed', before: from[at]! })
  }
  for (const [j, after] of to.entries()) {
    const i = became.get(j)
    if (i === undefined) {
      rows.push({ kind: 'added', after })
      continue
    }
    const isInPlace = spine.get(i) === j
    if (isInPlace) removeUntil(i)
    const kind = from[i]!.text === after.text ? 'same' : 'changed'
    rows.push({ kind, before: from[i]!, after, ...(!isInPlace && { moved: true }) })
  }
  removeUntil(from.length)
  return rows
}

const placesIn = (pairs: readonly Pair[]): Paired => ({
  from: new Set(pairs.map(([i]) => i)),
  to: new Set(pairs.map(([, j]) => j)),
})

const placed = ({ text, sentences }: SourceDocument): PlacedText[] =>
  sentences.map(({ start, end, page }) => ({ page, text: oneLine(text.slice(start, end)), start, end }))

/** Sentences with the same words: those in the same order in both, and the others, the first with the first. */
function pairSame(from: readonly PlacedText[], to: readonly PlacedText[]): { inOrder: Pair[]; moved: Pair[] } {
  const shared = (own: readonly PlacedText[], other: readonly PlacedText[]) => {
    const there = new Set(other.map(({ text }) => text))
    return [...own.keys()].filter((i) => there.has(own[i]!.text))
  }
  const left = { from: shared(from, to), to: shared(to, from) }
  const inOrder: Pair[] = []
  const rest = { from: [] as number[], to: [] as number[] }
  const options = { timeout: MOST_MS }
  const steps = diffArrays(
    left.from.map((i) => from[i]!.text),
    left.to.map((j) => to[j]!.text),
    options,
  )
  let [i, j] = [0, 0]
  for (const { added, removed, count } of steps ?? []) {
    if (removed) rest.from.push(...left.from.slice(i, i + count))
    if (added) rest.to.push(...left.to.slice(j, j + count))
    if (!added && !removed) for (let k = 0; k < count; k++) inOrder.push([left.from[i + k]!, left.to[j + k]!])
    if (!added) i += count
    if (!removed) j += count
  }
  const { from: first, to: second } = steps ? rest : left
  return { inOrder, moved: firstWithFirst(first, second, from, to) }
}

function firstWithFirst(
  first: readonly number[],
  second: readonly number[],
  from: readonly PlacedText[],
  to: readonly PlacedText[],
): Pair[] {
  const places = grouped(second.toReversed(), (j) => to[j]!.text)
  return first.flatMap((i): Pair[] => {
    const j = places.get(from[i]!.text)?.pop()
    return j === undefined ? [] : [[i, j]]
  })
}

/** Those of `pairs` that stand between the same of `anchors` in both versions, and in the same order there. */
function inTheirPlace(pairs: readonly Pair[], anchors: readonly Pair[]): Pair[] {
  const fitting = pairs.filter(([i, j]) => gapOf(i, 0, anchors) === gapOf(j, 1, anchors)).sort((a, b) => a[0] - b[0])
  return increasing(fitting.map(([, j]) => j)).map((at) => fitting[at]!)
}

/** How many anchors stand before a place of one side. */
const gapOf = (place: number, side: 0 | 1, anchors: readonly Pair[]): number =>
  firstOf(anchors, (anchor) => anchor[side] >= place)

/**
 * Sentences between the same of `anchors`, as many here as there, which are alike: where all sentences of a document have
 * most words in common, it is their place that tells what one became.
 */
function pairNeighbours(
  from: readonly PlacedText[],
  to: readonly PlacedText[],
  paired: Paired,
  anchors: readonly Pair[],
): Pair[] {
  const left = (texts: readonly PlacedText[], known: ReadonlySet<number>, side: 0 | 1) =>
    grouped(
      [...texts.keys()].filter((at) => !known.has(at)),
      (at) => gapOf(at, side, anchors),
    )
  const there = left(to, paired.to, 1)
  return [...left(from, paired.from, 0)].flatMap(([gap, old]) => {
    const fresh = there.get(gap) ?? []
    if (fresh.length !== old.length || old.length > MOST_NEIGHBOURS) return []
    return old.map((i, at): Pair => [i, fresh[at]!]).filter(([i, j]) => areAlike(from[i]!, to[j]!))
  })
}
