import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { madeLanguage } from '../documents/recognition/made_language'
import { AppOfTest } from './app_of_test'

/** Languages of text recognition that the user adds. */

let main: AppOfTest
beforeEach(async () => {
  main = await new AppOfTest().open()
})
afterEach(() => main.remove())

function put(name: string, data: Uint8Array | string = madeLanguage('words')): string {
  const path = join(main.folder, name)
  writeFileSync(path, data)
  return path
}

it('English is there; a file of another that is dropped is copied in, whole', async () => {
  expect(await main.call('library.languages')).toEqual(['eng'])
  expect(await main.call('library.addLanguages', { paths: [put('deu.traineddata')] })).toEqual(['eng', 'deu'])
  expect(await main.call('library.languages')).toEqual(['eng', 'deu'])
  expect(readdirSync(main.app.languages.folder)).toEqual(['deu.traineddata'])
})

it.each([
  ['a b.traineddata', madeLanguage('words')],
  ['deu.traineddata', 'no such data'],
  ['notes.txt', madeLanguage('words')],
])('%s is refused if it is no data, and says what is expected', async (name, data) => {
  await expect(main.call('library.addLanguages', { paths: [put(name, data)] })).rejects.toThrow(
    `"${name}" is no language data of Tesseract's: its file is called like "deu.traineddata" and has some megabytes.`,
  )
  expect(await main.call('library.languages')).toEqual(['eng'])
})
