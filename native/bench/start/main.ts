import { join } from 'node:path'
import { giveAll, makeHome, putDocument } from '../../../electron/scripts/stage/home'
import { scrollFrames } from '../lens/in_page'
import { type Spread, spreadOf } from '../lens/measure'
import { LISTED, MODEL_LOADED, USABLE } from './in_page'
import { fillLibrary } from './many_documents'
import { Started } from './started'

/** What one waits for at a start of the built window, in milliseconds from the start of its process. */
export interface StartFigures {
  /** On a fresh home, to a window that can be used. */
  first: Spread
  /** Again on the same home. */
  again: Spread
  /** On a fresh home, with a document: it is taken in, and the built-in model is loaded to summarize it. */
  modelLoaded: Spread
  documents: number
  /** With a library of so many documents, to the list. */
  listed: Spread
  /** Between frames while that list is scrolled. */
  scrolling: Spread
}

const ROUNDS = 7
const DOCUMENTS = 2000
const SAMPLE = 'assets/samples/sample.pdf'

/** Starts the built app again and again, each way in turn, and prints what it found beside what it should be. */
export async function benchStart(): Promise<StartFigures> {
  const full = await fullHome()
  const times = { first: [] as number[], again: [] as number[], modelLoaded: [] as number[], listed: [] as number[] }
  let frames: number[] = []
  await timed(makeHome(), USABLE) // the first of all reads programs from the disk
  for (let i = 0; i < ROUNDS; i++) {
    const home = makeHome()
    times.first.push(await timed(home, USABLE))
    times.again.push(await timed(home, USABLE))
    const other = makeHome()
    times.modelLoaded.push(await timed(other, MODEL_LOADED, [putDocument(other, SAMPLE)]))
    times.listed.push(await timed(full, LISTED))
  }
  const started = await Started.start(full)
  await started.until(LISTED)
  frames = (await started.evaluate(SCROLLED)) as number[]
  await started.end()
  const figures: StartFigures = {
    first: spreadOf(times.first),
    again: spreadOf(times.again),
    modelLoaded: spreadOf(times.modelLoaded),
    documents: DOCUMENTS,
    listed: spreadOf(times.listed),
    scrolling: spreadOf(frames),
  }
  tell(figures)
  return figures
}

async function timed(home: string, expression: string, files: string[] = []): Promise<number> {
  const started = await Started.start(home, files)
  const milliseconds = await started.until(expression)
  await started.end()
  return milliseconds
}

// tsx names functions with a helper that the page doesn't have
const SCROLLED = `globalThis.__name = (value) => value; (${scrollFrames})({ selector: '.library-list', seconds: 6, pixels: 60 })`

async function fullHome(): Promise<string> {
  const home = makeHome()
  await fillLibrary(join(home, '.config', 'SparseLens'), DOCUMENTS)
  giveAll(join(home, '.config'))
  return home
}

function tell({ first, again, modelLoaded, listed, scrolling, documents }: StartFigures): void {
  console.log('From the start of the process:')
  console.log(line('to a usable window, first start', first, 2000))
  console.log(line('to a usable window, later', again, 2000))
  console.log(line('to the loaded model, with a document', modelLoaded, 4000))
  console.log(line(`to the list of ${documents} documents`, listed, 2000))
  console.log(line('scrolling that list, frames', scrolling, 33))
}

const line = (name: string, { times, median, p95, worst }: Spread, goal: number): string =>
  `${name.padEnd(40)} median ${median} ms, 95% within ${p95} ms (goal: ${goal}), worst ${worst} ms of ${times}`
