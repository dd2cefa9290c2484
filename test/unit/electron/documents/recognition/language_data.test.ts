import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  codeOfFile,
  isLanguageData,
  knownLanguages,
  languageData,
} from '../../../../../electron/documents/recognition/language_data'
import { failure } from '../help'
import { madeLanguage } from './made_language'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'languages-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('English comes with every install, packed', async () => {
  const [english] = await languageData('eng', undefined)
  expect(english!.code).toBe('eng')
  expect([...english!.data.subarray(0, 2)]).toEqual([0x1f, 0x8b])
  expect(english!.data.length).toBeGreaterThan(1_000_000)
})

it('others are those of the folder, which also go before what came along', async () => {
  await writeFile(join(folder, 'deu.traineddata'), madeLanguage('German'))
  await writeFile(join(folder, 'eng.traineddata.gz'), gzipSync(madeLanguage('better English')))
  await writeFile(join(folder, 'notes.txt'), '')
  expect(await knownLanguages(folder)).toEqual(['eng', 'deu'])
  const data = await languageData('deu+eng', folder)
  expect(data.map(({ code }) => code)).toEqual(['deu', 'eng'])
  expect(Buffer.from(data[0]!.data).toString()).toContain('German')
  expect(gunzipSync(data[1]!.data).toString()).toContain('better English')
})

it('says which language is missing, and what to do', async () => {
  const { code, message } = await failure(languageData('fra', folder))
  expect(code).toBe('unsupported')
  expect(message).toBe(
    `Text can't be recognized in French, as its data is not there: known are English. Drop its file "fra.traineddata" on the window, or put it into "${folder}".`,
  )
  expect((await failure(languageData('../x', folder))).message).toContain('names no languages')
})

it('refuses data that Tesseract would end over', async () => {
  const whole = madeLanguage('German')
  expect(isLanguageData(whole)).toBe(true)
  const old = Buffer.from(whole)
  old.writeBigInt64LE(-1n, 4 + 8 * 17)
  for (const wrong of [Buffer.from('German'), Buffer.alloc(0), whole.subarray(0, 100), old]) {
    expect(isLanguageData(wrong)).toBe(false)
  }
  await writeFile(join(folder, 'deu.traineddata'), 'German')
  expect((await failure(languageData('deu', folder))).message).toMatch(
    /^The data .* in German is damaged, .*: get a new/,
  )
})

it('knows files of language data by their names', () => {
  expect(codeOfFile('deu.traineddata')).toBe('deu')
  expect(codeOfFile('chi_sim.traineddata.gz')).toBe('chi_sim')
  for (const name of ['deu.txt', 'traineddata', '.traineddata', 'a b.traineddata'])
    expect(codeOfFile(name)).toBeUndefined()
})
