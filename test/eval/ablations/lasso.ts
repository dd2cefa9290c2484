/**
 * A linear model with few weights that aren't 0, by coordinate descent: what ContextCite fits to its ablations. As there,
 * the columns are standardized, and the penalty is that of values per token of the answer.
 */

const PENALTY = 0.01
const ROUNDS = 200

/** The weight of each column of `rows` (0 or 1) for `values`, of answers with so many tokens. */
export function lasso(rows: readonly Uint8Array[], values: readonly number[], tokens: number): Float64Array {
  const count = rows.length
  const width = rows[0]!.length
  const targets = centred(values.map((value) => value / tokens))
  const columns = Array.from({ length: width }, (_, column) => standard(rows.map((row) => row[column]!)))
  const weights = new Float64Array(width)
  const rest = Float64Array.from(targets)
  for (let round = 0; round < ROUNDS; round++) {
    for (const [j, { values: column }] of columns.entries()) {
      const before = weights[j]!
      const fit = column.reduce((sum, value, i) => sum + value * rest[i]!, 0) / count + before
      const now = Math.sign(fit) * Math.max(0, Math.abs(fit) - PENALTY)
      if (now === before || column.length === 0) continue
      for (let i = 0; i < count; i++) rest[i]! += (before - now) * column[i]!
      weights[j] = now
    }
  }
  return weights.map((weight, j) => (weight / columns[j]!.deviation) * tokens)
}

/** With mean 0 and mean square 1; all 0 where nothing differs. */
function standard(values: readonly number[]): { values: number[]; deviation: number } {
  const from = centred(values)
  const deviation = Math.sqrt(from.reduce((sum, value) => sum + value * value, 0) / values.length) || 1
  return { values: from.map((value) => value / deviation), deviation }
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  return values.map((value) => value - mean)
}
