import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { isLanguageCode, languageCodes, languageNames, USUAL_LANGUAGES } from '../../shared/document/languages'
import { DocumentError } from '../../shared/document/types'

/** What Tesseract knows of a language, packed or not. */
export interface LanguageData {
  code: string
  data: Uint8Array
}

const ENDING = /\.traineddata(?:\.gz)?$/i

/** The code of a file of language data, by its name: "deu" of "deu.traineddata". */
export function codeOfFile(name: string): string | undefined {
  const code = name.replace(ENDING, '')
  return code !== name && isLanguageCode(code) ? code : undefined
}

/** Codes of all languages there is data of: those that came with SparseLens, then those of the folder. */
export async function knownLanguages(folder?: string): Promise<string[]> {
  const names = folder === undefined ? [] : await readdir(folder).catch(() => [])
  const own = names.map(codeOfFile).filter((code) => code !== undefined)
  return [...new Set([USUAL_LANGUAGES, ...own.sort()])]
}

/** Data of "deu+eng". Throws a DocumentError that says which language is missing, and what to do. */
export async function languageData(languages: string, folder: string | undefined): Promise<LanguageData[]> {
  const codes = languageCodes(languages)
  if (!codes) {
    throw new DocumentError(
      'unsupported',
      `"${languages}" names no languages of text recognition: name them as in "eng" or "deu+eng".`,
    )
  }
  return Promise.all(codes.map(async (code) => ({ code, data: checked(code, await dataOf(code, folder)) })))
}

/** Tesseract.js ends the process over data that Tesseract refuses. */
function checked(code: string, data: Uint8Array): Uint8Array {
  if (isLanguageData(data)) return data
  throw new DocumentError(
    'unsupported',
    `The data for recognizing text in ${languageNames(code)} is damaged, or made for Tesseract before version 4: get a new copy of "${code}.traineddata".`,
  )
}

/** Which of the parts of such a file is what reads lines. */
const READER_OF_LINES = 17
const MOST_PARTS = 100

/** Whether it is, packed or not, a table of parts that lie one after the other, among them one that reads lines. */
export function isLanguageData(data: Uint8Array): boolean {
  try {
    const whole = data[0] === 0x1f && data[1] === 0x8b ? gunzipSync(data) : data
    const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength)
    const parts = view.getInt32(0, true)
    if (parts <= READER_OF_LINES || parts > MOST_PARTS) return false
    const places = Array.from({ length: parts }, (_, i) => Number(view.getBigInt64(4 + 8 * i, true)))
    const there = places.filter((place) => place >= 0)
    const inOrder = there.every((place, i) => place >= (there[i - 1] ?? 4 + 8 * parts) && place < whole.length)
    return inOrder && places[READER_OF_LINES]! >= 0
  } catch {
    return false
  }
}

/** The folder's own goes before what came along: there may be a better one. */
async function dataOf(code: string, folder: string | undefined): Promise<Uint8Array> {
  const files = folder === undefined ? [] : [`${code}.traineddata`, `${code}.traineddata.gz`]
  for (const file of files) {
    const data = await readFile(join(folder!, file)).catch(() => undefined)
    if (data) return data
  }
  if (code === USUAL_LANGUAGES) return readFile(installed(code))
  const known = (await knownLanguages(folder)).map(languageNames).join(', ')
  const advice =
    folder === undefined ? '' : ` Drop its file "${code}.traineddata" on the window, or put it into "${folder}".`
  throw new DocumentError(
    'unsupported',
    `Text can't be recognized in ${languageNames(code)}, as its data is not there: known are ${known}.${advice}`,
  )
}

/** Whole numbers instead of fractions: smaller and faster than the best, hardly worse. */
const installed = (code: string): string => {
  const { resolve } = createRequire(import.meta.url)
  return join(dirname(resolve(`@tesseract.js-data/${code}/package.json`)), '4.0.0_best_int', `${code}.traineddata.gz`)
}
