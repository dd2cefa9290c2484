import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const LICENCE = /^(licen[cs]e|copying|copyright|notice)/i
/** Folders of files that others made, each with its own licence: pdf.js's fonts, character maps, decoders. */
const INNER = ['cmaps', 'iccs', 'standard_fonts', 'wasm']

/** Licences and notices in a package's folder, as they stand there. */
export function licenceTexts(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  const inner = entries.filter((entry) => entry.isDirectory() && INNER.includes(entry.name))
  return [
    ...entries.filter((entry) => entry.isFile() && LICENCE.test(entry.name)).map(({ name }) => join(folder, name)),
    ...inner.flatMap(({ name }) => licenceFiles(join(folder, name))),
  ]
    .sort()
    .map(textOf)
}

const licenceFiles = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => LICENCE.test(name))
    .map((name) => join(folder, name))

/** Without what differs where two are the same: ends of lines, spaces before them. */
export const textOf = (file: string): string =>
  readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/[ \t\f]*\r?\n/g, '\n')
    .replace(/^\n+|\s+$/g, '')
