import Papa from 'papaparse'
import { collapseSpace, saneText } from '../../shared/document/characters'
import type { DocumentNote, SourceDocument } from '../../shared/document/types'
import { toDocument } from '../blocks'
import { Flow } from '../flow/flow'
import type { Guard } from '../packed/guard'
import { type GridRow, regionsOf } from './grid'

export const isCsv = (file: string): boolean => /\.(?:csv|tsv|tab)$/i.test(file)

/** Comma-, tab- or otherwise separated values: rows with the words of their header. One page. */
export function readCsv(text: string, guard: Guard, notes: DocumentNote[] = []): SourceDocument {
  const flow = new Flow(guard)
  // some programs name the separator in a line of its own
  const named = /^\ufeff?sep=(.)\r?\n/i.exec(text)
  // Papa Parse takes the first line end for that of all, and runs rows with another one together
  const content = text.slice(named?.[0].length ?? 0).replace(/\r\n?/g, '\n')
  const delimiter = named?.[1] ?? delimiterOf(content, guard.file)
  // a quotation mark that nothing ends is a sign as others are
  const rows = rowsOf(content, delimiter, guard) ?? rowsOf(content, delimiter, guard, '\0') ?? []
  for (const { above, rows: table } of regionsOf(rows)) {
    for (const line of above) flow.prose(line)
    flow.table(table)
  }
  return toDocument(flow.blocks, guard.file, 'csv', 1, notes)
}

/** Undefined where a quoted value has no end. */
function rowsOf(text: string, delimiter: string, guard: Guard, quoteChar = '"'): GridRow[] | undefined {
  const rows: GridRow[] = []
  let isOpen = false
  Papa.parse<string[]>(text, {
    delimiter,
    quoteChar,
    step: ({ data, errors }) => {
      isOpen ||= errors.some(({ code }) => code === 'MissingQuotes')
      const cells = data.map((cell) => collapseSpace(saneText(cell)))
      for (const cell of cells) if (cell !== '') guard.cell()
      guard.checkTime()
      rows.push(new Map([...cells.entries()].filter(([, cell]) => cell !== '')))
    },
  })
  return isOpen ? undefined : rows
}

const DELIMITERS = [',', '\t', '|', ';', Papa.RECORD_SEP, Papa.UNIT_SEP, '^', '~']

/** Papa Parse counts an empty line, such as the one behind the last line end, as a row of one cell, unless it skips them. */
function delimiterOf(text: string, file: string): string {
  if (/\.(?:tsv|tab)$/i.test(file)) return '\t'
  if (isSemicolons(text)) return ';'
  return Papa.parse(text, { preview: 100, skipEmptyLines: 'greedy', delimitersToGuess: DELIMITERS }).meta.delimiter
}

const LOOKED_AT = 100

/** Where commas stand in numbers only, and as many semicolons in every line: "1,5;2,5" has two values, not three. */
function isSemicolons(text: string): boolean {
  const lines = text
    .slice(0, 100_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT)
  const count = (line: string) => line.split(';').length - 1
  const first = count(lines[0] ?? '')
  if (first === 0 || lines.some((line) => count(line) !== first)) return false
  return lines.every((line) => !/,/.test(line.replace(/\d,(?=\d)/g, '')))
}
