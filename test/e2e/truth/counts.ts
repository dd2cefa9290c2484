import { expect } from 'vitest'
import type { PythonRow } from '../../fixtures/trace/python'
import { range, sum, type Truth } from './truth'

interface Span {
  from: number
  to: number
  layers: number[]
}

/** Counts of random spans and layers, bin by bin, are those of the file's rows, and with all bins add up to them. */
export async function checkCounts(truth: Truth, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const span = randomSpan(truth)
    const bins = 1 + truth.below(700)
    const asked = await askedCounts(truth, span, bins)
    const rows = truth.rows(pairsOf(span))
    const { count, outside } = counted(truth, rows, span.layers.length, bins)
    expect(asked.map.count, JSON.stringify({ span, bins })).toEqual(count)
    expect(asked.map.outside).toEqual(outside)
    const total = selected(rows)
    expect(sum(asked.map.count) + sum(asked.map.outside) + sum(asked.map.beyond)).toBe(total)
    const { template, question, answer } = asked.totals.outside
    expect(sum(asked.totals.count) + template + question + answer + asked.totals.unsorted).toBe(total)
    expect(asked.totals.selected).toBe(total)
  }
}

/** The legend under the map says how it adds up, for every sentence of the answer and all layers. */
export async function checkLegend(truth: Truth): Promise<void> {
  const { window, answer, generation } = truth
  await truth.open('Map')
  await window.getByRole('radio', { name: /^All/ }).click()
  for (const [i, { from, to }] of answer.sentences.entries()) {
    await window.locator('.answer-words').nth(i).click()
    const total = selected(truth.rows(pairsOf({ from, to, layers: range(0, generation.layers) })))
    const legend = window.locator('.lens-map-legend > span').first()
    await expect.poll(() => legend.textContent()).toContain(`= ${total.toLocaleString('en-US')} times`)
    const [parts] = (await legend.textContent())!.split('=')
    expect(sum([...parts!.matchAll(/[\d,]+/g)].map(([n]) => Number(n.replaceAll(',', ''))))).toBe(total)
  }
}

function randomSpan(truth: Truth): Span {
  const tokens = truth.generation.tokenStarts.length - 1
  const { layers } = truth.generation
  const from = truth.below(tokens)
  const to = from + 1 + truth.below(tokens - from)
  const first = truth.below(layers)
  return { from, to, layers: range(first, first + 1 + truth.below(layers - first)) }
}

const pairsOf = ({ from, to, layers }: Span) =>
  range(from, to).flatMap((token) => layers.map((layer): [number, number] => [token, layer]))

const selected = (rows: PythonRow[]): number => sum(rows.map(({ positions }) => positions.length))

/** [layers][bins] and [layers][3], counted here. `rows`: of one token after the other. */
function counted({ generation }: Truth, rows: PythonRow[], layers: number, bins: number) {
  const { textStart, textEnd, promptLength } = generation
  const count = new Array<number>(layers * bins).fill(0)
  const outside = new Array<number>(layers * 3).fill(0)
  const edges = range(0, bins + 1).map((bin) => textStart + Math.floor(((textEnd - textStart) * bin) / bins))
  for (const [r, { positions }] of rows.entries()) {
    const layer = r % layers
    for (const position of positions) {
      if (position < textStart) outside[layer * 3]!++
      else if (position >= promptLength) outside[layer * 3 + 2]!++
      else if (position >= textEnd) outside[layer * 3 + 1]!++
      else count[layer * bins + edges.findLastIndex((edge) => edge <= position)]!++
    }
  }
  return { count, outside }
}

/** Typed arrays don't cross into the test as they are. */
function askedCounts(truth: Truth, span: Span, bins: number) {
  return truth.window.evaluate(
    async ([trace, span, bins]) => {
      const { call } = window.sparselens
      const value = async <T>(reply: Promise<unknown>) => ((await reply) as { value: T }).value
      type Counts = Record<'count' | 'outside' | 'beyond', Uint32Array>
      type Totals = {
        count: Uint32Array
        outside: Record<'template' | 'question' | 'answer', number>
        unsorted: number
        selected: number
      }
      const map = await value<Counts>(call('lens.map', { trace, span, bins }))
      const totals = await value<Totals>(call('lens.span', { trace, span }))
      return {
        map: { count: [...map.count], outside: [...map.outside], beyond: [...map.beyond] },
        totals: { ...totals, count: [...totals.count] },
      }
    },
    [truth.trace, span, bins] as const,
  )
}
