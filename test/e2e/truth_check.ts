import { join } from 'node:path'
import { expect } from 'vitest'
import type { AnswerEntry, Generation } from '../../electron/ipc/answer_data'
import { LibraryFiles } from '../../electron/library/files'
import { randomFrom } from '../../native/bench/lens/random'
import { readWithPython } from '../fixtures/trace/python'
import { dropFiles } from './drop'
import { makeHome, putDocument } from './home'
import { launch, type Running } from './launch'
import { ask, until } from './page'

/**
 * The numbers are the trace’s: what the page counts for random spans and layers, beside what another
 * program (electron/trace/read_trace.py) reads in the trace's file.
 */
export class Truth {
  private constructor(
    readonly running: Running,
    private readonly answer: AnswerEntry,
    private readonly generation: Generation,
    private readonly file: string,
    private readonly random: () => number,
  ) {}

  /** Has the sample summarized. The seed is printed, so that a failure can be repeated (SPARSELENS_SEED). */
  static async begin(): Promise<Truth> {
    const seed = Number(process.env.SPARSELENS_SEED ?? Math.floor(Math.random() * 2 ** 31))
    console.log(`SPARSELENS_SEED=${seed}`)
    const home = makeHome()
    const running = await launch({ home })
    const { window } = running
    const sample = join(import.meta.dirname, '..', '..', 'assets', 'samples', 'sample.pdf')
    await dropFiles(window, window.locator('body'), [putDocument(home, sample)])
    const answer = await until('the summary', async () => {
      const [entry] = await ask(window, 'library.list')
      const [newest] = entry ? await ask(window, 'answers.list', { document: entry.id }) : []
      return newest?.state === 'done' ? newest : undefined
    })
    const files = new LibraryFiles(await running.app.evaluate(({ app }) => app.getPath('userData')))
    const { document, id, result } = answer
    const generation = result!.generations[result!.main]!
    const file = files.trace(document, id, result!.main)
    return new Truth(running, answer, generation, file, randomFrom(seed))
  }

  /** Counts of random spans and layers, bin by bin, are those of the file's rows, and with all bins add up to them. */
  async checkCounts(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const { textStart, textEnd } = this.generation
      const tokens = this.generation.tokenStarts.length - 1
      const from = this.below(tokens)
      const span = { from, to: from + 1 + this.below(tokens - from), layers: this.layers() }
      const bins = 1 + this.below(700)
      const asked = await this.counts(span, bins)
      const pairs = range(span.from, span.to).flatMap((token) =>
        span.layers.map((layer): [number, number] => [token, layer]),
      )
      const { rows } = readWithPython(this.file, pairs)
      const wanted = new Array<number>(span.layers.length * bins).fill(0)
      const outside = new Array<number>(span.layers.length * 3).fill(0)
      const edges = range(0, bins + 1).map((bin) => textStart + Math.floor(((textEnd - textStart) * bin) / bins))
      for (const [r, { positions }] of rows.entries()) {
        const layer = r % span.layers.length
        for (const position of positions) {
          if (position < textStart) outside[layer * 3]!++
          else if (position >= this.generation.promptLength) outside[layer * 3 + 2]!++
          else if (position >= textEnd) outside[layer * 3 + 1]!++
          else wanted[layer * bins + edges.findLastIndex((edge) => edge <= position)]!++
        }
      }
      expect(asked.map.count, JSON.stringify({ span, bins })).toEqual(wanted)
      expect(asked.map.outside).toEqual(outside)
      const total = rows.reduce((sum, { positions }) => sum + positions.length, 0)
      expect(sum(asked.map.count) + sum(asked.map.outside) + sum(asked.map.beyond)).toBe(total)
      const { template, question, answer } = asked.totals.outside
      expect(sum(asked.totals.count) + template + question + answer + asked.totals.unsorted).toBe(total)
      expect(asked.totals.selected).toBe(total)
    }
  }

  /** The legend under the map says how it adds up, for every sentence of the answer and all layers. */
  async checkLegend(): Promise<void> {
    const { window } = this.running
    // the lens, and with it its tabs, is there once a sentence is looked at
    await window.locator('.answer-words').first().click()
    await window.getByRole('tab', { name: 'Map', exact: true }).click()
    await window.getByRole('radio', { name: /^All/ }).click()
    for (const [i, { from, to }] of this.answer.sentences.entries()) {
      await window.locator('.answer-words').nth(i).click()
      const pairs = range(from, to).flatMap((token) =>
        range(0, this.generation.layers).map((layer): [number, number] => [token, layer]),
      )
      const total = readWithPython(this.file, pairs).rows.reduce((sum, { positions }) => sum + positions.length, 0)
      const legend = window.locator('.lens-map-legend > span').first()
      await expect.poll(() => legend.textContent()).toContain(`= ${total.toLocaleString('en-US')} times`)
      const [parts] = (await legend.textContent())!.split('=')
      expect(sum([...parts!.matchAll(/[\d,]+/g)].map(([n]) => Number(n.replaceAll(',', ''))))).toBe(total)
    }
  }

  /** Typed arrays don't cross into the test as they are. */
  private counts(span: { from: number; to: number; layers: number[] }, bins: number) {
    const trace = { answer: this.answer.id, generation: this.answer.result!.main }
    return this.running.window.evaluate(
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
      [trace, span, bins] as const,
    )
  }

  private layers(): number[] {
    const first = this.below(this.generation.layers)
    return range(first, first + 1 + this.below(this.generation.layers - first))
  }

  private below(end: number): number {
    return Math.floor(this.random() * end)
  }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
