import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { languageNames } from '../../shared/document/languages'
import { UNCERTAIN_BELOW } from '../../shared/document/uncertain'
import { throwIfCancelled } from '../cancelled'
import type { RecognizedPage } from '../pdf/recognized'
import type { PageNote } from '../pdf/seen/page_notes'
import { within } from '../pdf/within'
import { type FoundLine, foundLines, sureness } from './found_lines'
import { type LanguageData, languageData } from './language_data'
import { type PagePicture, pagePicture } from './page_picture'
import { settleSizes, spansOf } from './spans'
import { Recognizer } from './tesseract'

/** Milliseconds that one page may take before it is given up: seconds are usual, but the machine may have other work. */
const PAGE_TIMEOUT = 900_000
/** Bytes of this process beyond which Tesseract begins anew: only so it gives memory back. */
const MOST_MEMORY = 1.5 * 2 ** 30

export interface RecognizeOptions {
  /** The file with its pictures. */
  open(): Promise<PDFDocumentProxy>
  /** Name of the file, for people. */
  file: string
  languages: string
  folder?: string
  onRecognize?: (page: number, pages: number) => void
  signal?: AbortSignal
}

/** Recognizes the text of some pages of a PDF, one after the other. Throws DocumentError: 'cancelled', 'unsupported'. */
export async function recognizePages(
  numbers: readonly number[],
  options: RecognizeOptions,
): Promise<Map<number, RecognizedPage>> {
  const { file, languages, folder, onRecognize, signal } = options
  const desk = new Desk(await languageData(languages, folder), signal)
  const found = new Map<number, RecognizedPage>()
  try {
    const pdf = await options.open()
    for (const [i, number] of numbers.entries()) {
      throwIfCancelled(signal, file)
      onRecognize?.(i + 1, numbers.length)
      found.set(number, await recognizePage(pdf, number, desk, languages))
      throwIfCancelled(signal, file)
    }
  } finally {
    await desk.close()
  }
  settleSizes([...found.values()].map(({ spans }) => spans))
  return found
}

/** What a page is recognized with; renewed when it hangs, or has grown too large. */
class Desk {
  private recognizer: Promise<Recognizer> | undefined

  constructor(
    private readonly languages: LanguageData[],
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** The lines of a picture, and by how much it was turned; undefined if that was stopped, failed or took too long. */
  async read(picture: PagePicture): Promise<{ lines: FoundLine[]; turned: number } | undefined> {
    if (this.signal?.aborted) return undefined
    if (process.memoryUsage.rss() > MOST_MEMORY) await this.close()
    this.recognizer ??= Recognizer.open(this.languages)
    const reading = this.recognizer.then((open) => open.read(picture.file, picture.hasShadows))
    const found = await within(PAGE_TIMEOUT, unlessAborted(reading, this.signal), () => undefined).catch(
      () => undefined,
    )
    if (!found) await this.close()
    return found && { lines: foundLines(found.blocks), turned: found.turned }
  }

  async close(): Promise<void> {
    const { recognizer } = this
    this.recognizer = undefined
    await recognizer?.then((open) => open.close()).catch(() => {})
  }
}

/** The result of `work`, or undefined as soon as the signal says so. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (!signal) return work
  // what nobody waits for may fail
  work.catch(() => {})
  if (signal.aborted) return Promise.resolve(undefined)
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

async function recognizePage(
  pdf: PDFDocumentProxy,
  number: number,
  desk: Desk,
  languages: string,
): Promise<RecognizedPage> {
  const page = await pdf.getPage(number)
  try {
    const frame = { view: page.view, userUnit: page.userUnit }
    const read = await bestTurn(page, desk)
    if (!read) return { view: page.view, spans: [], notes: [NOT_RECOGNIZED] }
    const { picture, lines, turned } = read
    const { viewport, width, height } = picture
    const spans = spansOf(lines, { viewport, width, height, turned, frame })
    return { view: page.view, spans, notes: spans.length > 0 ? [noteOn(lines, languages)] : [] }
  } catch {
    // a page that can't be drawn says so in the window
    return { view: page.view, spans: [], notes: [NOT_RECOGNIZED] }
  } finally {
    page.cleanup()
  }
}

interface ReadPicture {
  picture: PagePicture
  lines: FoundLine[]
  turned: number
}

/** Upright text is read with more certainty. */
const CERTAINLY_UPRIGHT = 70
/** Enough to tell which way is up. */
const COARSE = 150
/** A way must be so many times better than as the page is shown. */
const CLEARLY = 1.5

/** The page as it is shown; turned, if its text stands on its side or its head. */
async function bestTurn(page: PDFPageProxy, desk: Desk): Promise<ReadPicture | undefined> {
  const read = async (turn: number, perInch?: number): Promise<ReadPicture | undefined> => {
    const picture = await pagePicture(page, turn, perInch)
    const found = await desk.read(picture)
    return found && { picture, ...found }
  }
  const shown = await read(0)
  if (!shown || sureness(wordsOf(shown.lines)) >= CERTAINLY_UPRIGHT) return shown
  let best = { turn: 0, letters: CLEARLY * sureLetters(shown.lines) }
  for (const turn of [90, 270, 180]) {
    const turned = await read(turn, COARSE)
    const letters = turned ? sureLetters(turned.lines) : 0
    if (letters > best.letters) best = { turn, letters }
  }
  return best.turn === 0 ? shown : ((await read(best.turn)) ?? shown)
}

const wordsOf = (lines: readonly FoundLine[]) => lines.flatMap(({ words }) => words)

/** Letters of words that are no guess. */
const sureLetters = (lines: readonly FoundLine[]): number =>
  wordsOf(lines)
    .filter(({ text, confidence }) => confidence >= UNCERTAIN_BELOW && text.length > 1)
    .reduce((sum, { text }) => sum + text.length, 0)

const NOT_RECOGNIZED: PageNote = {
  kind: 'unread',
  text: 'This page is a picture, and recognizing its text failed.',
  ofMany: 'Pages are pictures, and recognizing their text failed',
}

function noteOn(lines: readonly FoundLine[], languages: string): PageNote {
  const words = wordsOf(lines)
  const unsure = words.filter(({ confidence }) => confidence < UNCERTAIN_BELOW).length
  const doubt =
    unsure === 0
      ? 'none of them uncertain'
      : unsure === 1
        ? '1 of them uncertain'
        : `${unsure.toLocaleString('en')} of them uncertain`
  const count = words.length === 1 ? '1 word' : `${words.length.toLocaleString('en')} words`
  const how = `was recognized in a picture (OCR, ${languageNames(languages)})`
  return {
    kind: 'recognized',
    text: `The text ${how} and may be wrong in places: ${count}, ${doubt}.`,
    ofMany: `The text ${how} and may be wrong in places`,
  }
}
