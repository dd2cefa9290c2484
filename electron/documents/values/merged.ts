import type { GridRow } from './grid'

/** Cells that are one: rows and columns from 0, both ends included. */
export interface Merged {
  top: number
  bottom: number
  left: number
  right: number
}

/** As many rows may say what a cell over all of them says. */
const MOST_ROWS = 1000

/** Puts what stands in a cell of several rows into each of them, and tells rows of cells over several columns. */
export function spreadMerged(rows: ReadonlyMap<number, Map<number, string>>, merged: readonly Merged[]): void {
  for (const { top, bottom, left, right } of merged) {
    const text = rows.get(top)?.get(left)
    if (text === undefined) continue
    for (let at = top; at <= Math.min(bottom, top + MOST_ROWS); at++) {
      const row = rows.get(at) as (Map<number, string> & GridRow) | undefined
      // an empty row stays one
      if (!row || row.size === 0) continue
      row.set(left, text)
      if (right === left) continue
      row.spans ??= new Map()
      row.spans.set(left, right)
    }
  }
}
