import { expect } from 'vitest'
import type { Truth } from './truth'

/** Every sentence that missed is shown with the rank of its best token among all scores of the row, sorted here. */
export async function checkRanks(truth: Truth): Promise<void> {
  const { window } = truth
  await truth.open('Indexer score')
  await window.getByRole('button', { name: 'Show exact ranks' }).click()
  await window.getByText('every rank is exact').waitFor()
  const missed = window.locator('.lens-heading.lens-is-missed')
  const more = missed.locator('~ .lens-more').filter({ hasText: /^Show [\d,]+ more/ })
  while (await more.count()) await more.click()
  const shown = (await missed.locator('~ .lens-list .lens-item-note b').allTextContents()).map(ranked)
  const scores = await scoresOf(truth, ...(await truth.shownRow()))
  const outside = ranksOf(truth, scores).filter((rank) => rank > truth.generation.topK)
  expect(outside.length).toBeGreaterThan(0)
  expect(shown.map(({ rank }) => rank).sort((a, b) => a - b)).toEqual(outside.sort((a, b) => a - b))
  expect(new Set(shown.map(({ of }) => of))).toEqual(new Set([scores.length]))
}

/** "ranked 1,200th of 2,352, " */
function ranked(text: string): { rank: number; of: number } {
  const [rank, of] = [...text.matchAll(/[\d,]*\d/g)].map(([n]) => Number(n.replaceAll(',', '')))
  return { rank: rank!, of: of! }
}

/** Of each sentence's best token. */
function ranksOf({ generation, alignment }: Truth, scores: number[]): number[] {
  const { textStart, part, units } = generation
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b)
  return units.map((unit) => {
    const { firstToken, endToken } = alignment.sentences[unit]!
    const before = textStart - part!.from
    return 1 + order.findIndex((position) => position >= firstToken + before && position < endToken + before)
  })
}

/** Typed arrays don't cross into the test as they are. */
function scoresOf(truth: Truth, token: number, layer: number): Promise<number[]> {
  return truth.window.evaluate(
    async (row) => {
      const reply = await window.sparselens.call('experiment.scores', { job: crypto.randomUUID(), ...row })
      return [...(reply as { value: { scores: Float32Array } }).value.scores]
    },
    { trace: truth.trace, token, layer },
  )
}
