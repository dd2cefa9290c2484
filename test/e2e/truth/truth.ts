import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LibraryFiles } from '../../../electron/library/files'
import { readTokens } from '../../../electron/library/tokens_file'
import { makeHome, putDocument } from '../../../electron/scripts/stage/home'
import { launch, type Running } from '../../../electron/scripts/stage/launch'
import { type Alignment, align } from '../../../electron/shared/document/alignment'
import type { SourceDocument } from '../../../electron/shared/document/types'
import type { AnswerEntry, Generation } from '../../../electron/shared/ipc/answer_data'
import { randomFrom } from '../../../native/bench/lens/random'
import { type PythonRow, readWithPython } from '../../fixtures/trace/python'
import { dropFiles } from '../drop'
import { ask, until } from '../page'

const SAMPLE = join(import.meta.dirname, '..', '..', '..', 'assets', 'samples', 'sample.pdf')

/** The window with a summary of the sample document, and what another program (read_trace.py) reads in its trace. */
export class Truth {
  private constructor(
    readonly running: Running,
    readonly answer: AnswerEntry,
    readonly generation: Generation,
    readonly alignment: Alignment,
    private readonly file: string,
    private readonly random: () => number,
  ) {}

  /** Has the sample summarized. The seed is printed, so that a failure can be repeated (SPARSELENS_SEED). */
  static async begin(): Promise<Truth> {
    const seed = Number(process.env.SPARSELENS_SEED ?? Math.floor(Math.random() * 2 ** 31))
    console.log(`SPARSELENS_SEED=${seed}`)
    const home = makeHome()
    const running = await launch({ home })
    try {
      const answer = await summarized(running, putDocument(home, SAMPLE))
      const files = new LibraryFiles(await running.app.evaluate(({ app }) => app.getPath('userData')))
      const { document, id, result } = answer
      const source = JSON.parse(readFileSync(files.text(document), 'utf8')) as SourceDocument
      const alignment = align(source, await readTokens(files.tokens(document, id)))
      const generation = result!.generations[result!.main]!
      const file = files.trace(document, id, result!.main)
      return new Truth(running, answer, generation, alignment, file, randomFrom(seed))
    } catch (error) {
      await running.close()
      throw error
    }
  }

  get window() {
    return this.running.window
  }

  /** The trace, as calls name it. */
  get trace() {
    return { answer: this.answer.id, generation: this.answer.result!.main }
  }

  /** The file's rows of these tokens and layers. */
  rows(pairs: [token: number, layer: number][]): PythonRow[] {
    return readWithPython(this.file, pairs).rows
  }

  /** Opens the lens, and a view of it. */
  async open(view: string): Promise<void> {
    // the lens, and with it its tabs, is there once a sentence is looked at
    await this.window.locator('.answer-words').first().click()
    await this.window.getByRole('tab', { name: view, exact: true }).click()
  }

  /** What the lens says that it shows. */
  async shownRow(): Promise<[token: number, layer: number]> {
    const status = await this.window.locator('.lens-stepper [role=status]').textContent()
    const layer = await this.window.getByRole('slider', { name: 'Layer' }).getAttribute('aria-valuenow')
    return [Number(/token (\d+) of/.exec(status!)![1]) - 1, Number(layer)]
  }

  below(end: number): number {
    return Math.floor(this.random() * end)
  }

  pick<T>(of: T[]): T {
    return of[this.below(of.length)]!
  }
}

async function summarized({ window }: Running, document: string): Promise<AnswerEntry> {
  await dropFiles(window, window.locator('body'), [document])
  return until('the summary', async () => {
    const [entry] = await ask(window, 'library.list')
    const [newest] = entry ? await ask(window, 'answers.list', { document: entry.id }) : []
    return newest?.state === 'done' ? newest : undefined
  })
}

export const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)
export const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
