import type { ComparedRow, Comparison } from '../../electron/shared/ipc/comparison_data'
import { counted } from '../../electron/shared/shown/numbers'

/** What is drawn as one thing: a row, or many that are the same in both, which are folded up. */
export type Block = { kind: 'row'; row: ComparedRow; at: number } | { kind: 'same'; from: number; to: number }

/** Sentences that are the same stand around what changed, so many on each side. */
const AROUND = 1
/** Fewer than that are not worth folding up. */
const FEWEST = 2

export const isChange = ({ kind, moved }: ComparedRow): boolean => kind !== 'same' || moved === true

/** Rows with what is the same between changes folded up, but for those that the reader unfolded, by where they begin. */
export function blocksOf(rows: readonly ComparedRow[], unfolded: ReadonlySet<number>): Block[] {
  const blocks: Block[] = []
  const show = (from: number, to: number) => {
    for (let at = from; at < to; at++) blocks.push({ kind: 'row', row: rows[at]!, at })
  }
  for (let at = 0; at < rows.length; ) {
    if (isChange(rows[at]!)) {
      show(at, ++at)
      continue
    }
    let end = at
    while (end < rows.length && !isChange(rows[end]!)) end++
    const from = at === 0 ? at : Math.min(at + AROUND, end)
    const to = end === rows.length ? end : Math.max(end - AROUND, from)
    if (to - from < FEWEST || unfolded.has(from)) show(at, end)
    else {
      show(at, from)
      blocks.push({ kind: 'same', from, to })
      show(to, end)
    }
    at = end
  }
  return blocks
}

/** "3 sentences changed, 1 added, 2 removed, 1 moved" */
export function countWords({ rows }: Comparison): string {
  const of = (is: (row: ComparedRow) => boolean) => rows.filter(is).length
  const changed = of(({ kind }) => kind === 'changed')
  const rest = [
    [of(({ kind }) => kind === 'added'), 'added'],
    [of(({ kind }) => kind === 'removed'), 'removed'],
    [of(({ kind, moved }) => kind === 'same' && moved === true), 'moved'],
  ] as const
  const words = rest.flatMap(([many, what]) => (many > 0 ? [`${many} ${what}`] : []))
  return [`${counted(changed, 'sentence')} changed`, ...words].join(', ')
}
