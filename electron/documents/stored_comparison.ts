import type { Comparison } from '../shared/ipc/comparison_data'
import { comparedRows } from './compare'
import { readStored } from './stored'

/** Two versions of a document that are stored as JSON, beside each other: a Comparison, as JSON. */
export async function compareStored(before: string, after: string): Promise<string> {
  const from = await readStored(before)
  const to = await readStored(after)
  const comparison: Comparison = {
    before: { pages: from.pages },
    after: { pages: to.pages },
    rows: comparedRows(from, to),
  }
  return JSON.stringify(comparison)
}
