import { expect } from 'vitest'
import { drawnBoxes, isPrinted, tokenFinder } from './drawn'
import { range, type Truth } from './truth'

/** Shows `count` random pairs of token and layer, and finds in the boxes exactly what the file's rows say. */
export async function checkBoxes(truth: Truth, count: number): Promise<void> {
  const words = wordsOf(truth)
  const pairs = Array.from({ length: count }, (): [token: number, layer: number] => [
    truth.pick(words),
    truth.below(truth.generation.layers),
  ])
  // one after the other, as keys lead from one to the next
  pairs.sort(([a, i], [b, j]) => a - b || i - j)
  const rows = truth.rows(pairs)
  await truth.open('Entered attention')
  const tokenOf = tokenFinder(truth.alignment)
  const figures = { pairs: 0, boxes: 0, tokens: 0, pages: 0 }
  for (const [i, [token, layer]] of pairs.entries()) {
    await goTo(truth, words, token, layer)
    const tokens = printed(truth, rows[i]!.positions)
    expect(tokens.length).toBeGreaterThan(0)
    const boxes = await readUntil(truth, tokenOf, tokens, `token ${token}, layer ${layer}`)
    figures.pairs++
    figures.boxes += boxes.length
    figures.tokens += tokens.length
    figures.pages = Math.max(figures.pages, new Set(boxes.map(({ page }) => page)).size)
  }
  console.log(`Drawn as traced: ${JSON.stringify(figures)}`)
  expect(figures.pages).toBeGreaterThan(1)
}

/** Reads the boxes until they are those of these tokens of the document, ever more patiently. */
async function readUntil(truth: Truth, tokenOf: ReturnType<typeof tokenFinder>, tokens: number[], message: string) {
  let frames = 12
  let boxes: Awaited<ReturnType<typeof drawnBoxes>> = []
  const read = async () => {
    boxes = await drawnBoxes(truth.window, truth.alignment.document.pages, frames)
    frames = Math.min(60, frames + 12)
    return [...new Set(boxes.map((box) => tokenOf(box) ?? -1))].sort((a, b) => a - b)
  }
  await expect.poll(read, { message }).toEqual(tokens)
  return boxes
}

/** Steps there as a person does: arrow keys for tokens, brackets for layers. */
async function goTo(truth: Truth, words: number[], token: number, layer: number): Promise<void> {
  const { window } = truth
  const [at, on] = await truth.shownRow()
  const steps = words.indexOf(token) - words.indexOf(at)
  const up = layer - on
  // a tab has its own use for arrow keys while it has the focus
  await window.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  for (let i = 0; i < Math.abs(steps); i++) await window.keyboard.press(steps > 0 ? 'ArrowRight' : 'ArrowLeft')
  for (let i = 0; i < Math.abs(up); i++) await window.keyboard.press(up > 0 ? ']' : '[')
  await expect.poll(() => truth.shownRow()).toEqual([token, layer])
}

/** The row's positions that are tokens of the document with a place on its pages. */
function printed({ generation, alignment }: Truth, positions: number[]): number[] {
  const { textStart, textEnd, part } = generation
  return positions
    .filter((position) => position >= textStart && position < textEnd)
    .map((position) => part!.from + position - textStart)
    .filter((token) => isPrinted(alignment, token))
}

/** Tokens of the answer that arrow keys stop at. */
function wordsOf({ generation: { tokenStarts: starts, answer } }: Truth): number[] {
  return range(0, starts.length - 1).filter((token) => answer.text.slice(starts[token], starts[token + 1]).trim())
}
