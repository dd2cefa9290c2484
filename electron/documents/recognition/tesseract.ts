import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Worker as Thread } from 'node:worker_threads'
import type { Block, Worker } from 'tesseract.js'
import { onDisk } from '../../engine/installed_file'
import type { LanguageData } from './language_data'

type Tesseract = typeof import('tesseract.js')

// not called require: the bundler puts one of that name beside it
const requireHere = createRequire(import.meta.url)

/** What was found in a picture; `turned`: by how many radians the picture was turned before, clockwise, about its middle. */
export interface Found {
  blocks: Block[]
  turned: number
}

/**
 * Tesseract as WebAssembly, in a thread of its own. It reads nothing but its own program and the languages that it is
 * given: no cache, no address. Its memory grows with the largest picture and is given back by `close` alone.
 */
export class Recognizer {
  private constructor(
    private readonly worker: Worker,
    /** Rejects if the thread ends by itself. */
    private readonly lost: Promise<never>,
  ) {}

  static async open(languages: readonly LanguageData[]): Promise<Recognizer> {
    const folder = await mkdtemp(join(tmpdir(), 'sparselens-languages-'))
    try {
      // as files, since languages that are handed over can't be used: findings/tesseractjs-language-data.sh
      for (const { code, data } of languages) await writeFile(join(folder, `${code}.traineddata`), data)
      const worker = await start(
        languages.map(({ code }) => code),
        folder,
      )
      const lost = new Promise<never>((_, reject) => threadOf(worker).on('error', reject))
      lost.catch(() => {})
      await worker.setParameters(PARAMETERS)
      return new Recognizer(worker, lost)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** `picture`: a file of a form that Leptonica knows; in one with shadows black is told by the light of each place. */
  async read(picture: Uint8Array, hasShadows: boolean): Promise<Found> {
    const reading = this.worker.recognize(
      Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength),
      { rotateAuto: true, ...LIGHT[hasShadows ? 'uneven' : 'even'] } as Parameters<Worker['recognize']>[1],
      { text: false, blocks: true },
    )
    const { data } = await Promise.race([reading, this.lost])
    return { blocks: data.blocks ?? [], turned: data.rotateRadians ?? 0 }
  }

  /** Ends it, whatever it is doing: what is being read never settles. */
  async close(): Promise<void> {
    await this.worker.terminate()
  }
}

/** A worker; where languages can't be loaded, tesseract.js itself would leave one waiting for ever. */
async function start(codes: string[], folder: string): Promise<Worker> {
  const { createWorker, OEM } = requireHere('tesseract.js') as Tesseract
  // what the thread loads it loads without Electron's view into archives
  const program = onDisk(dirname(requireHere.resolve('tesseract.js/package.json')))
  let fail: (reason: unknown) => void = () => {}
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => {})
  const worker = createWorker(codes, OEM.LSTM_ONLY, {
    workerPath: join(program, 'src', 'worker-script', 'node', 'index.js'),
    langPath: folder,
    gzip: false,
    cacheMethod: 'none',
    errorHandler: (reason: unknown) => fail(new Error(`Tesseract failed: ${reason}`)),
  })
  return Promise.race([worker, failed])
}

const threadOf = (worker: Worker) => (worker as unknown as { worker: Thread }).worker

/** One threshold for all (Otsu's), with which tables are found better; or one for each place (Sauvola's). */
const LIGHT = { even: { thresholding_method: '0' }, uneven: { thresholding_method: '2' } }

const PARAMETERS = {
  tessedit_pageseg_mode: '3', // all of a page, upright
  user_defined_dpi: '300',
} as Parameters<Worker['setParameters']>[0]
