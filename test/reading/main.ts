import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readDocument } from '../../electron/documents/read'
import { type Compared, compareWords, wordsOf } from './words'

/**
 * Reads PDFs whole and compares pages of them, spread evenly, with what text recognition sees at 300 dpi:
 * `npx tsx test/reading/main.ts FOLDER [LANGUAGE:]FILE.pdf ...`. FOLDER keeps what was read and recognized, page by page.
 * It wants poppler's pdftoppm and the tesseract program, which SparseLens itself does not use.
 */
const PAGES = 5
const DPI = '300'
/** Tesseract's own layout, which reads tables by columns, and line by line: the one that is nearer to what was read counts. */
const WAYS = ['3', '6']

const [, , folder, ...files] = process.argv
if (!folder || files.length === 0) throw new Error('Say a folder and files: main.ts FOLDER [LANGUAGE:]FILE.pdf ...')
await mkdir(folder, { recursive: true })

console.log(
  '| file | pages | compared | words recognized | word error rate | read in the same order |\n|---|---|---|---|---|---|',
)
for (const given of files) {
  const [, language = 'eng', path] = /^(?:([a-z_+]{3,}):)?(.*)$/.exec(given) as unknown as [string, string?, string?]
  const { pages, text } = await readDocument(path!, { ocr: 'off' })
  const chosen = spread(pages.length)
  const all: Compared[] = []
  for (const number of chosen) {
    const { start, end } = pages[number - 1]!
    const stem = join(folder, `${basename(path!, '.pdf')}-${number}`)
    await writeFile(`${stem}.read.txt`, text.slice(start, end))
    const read = wordsOf(text.slice(start, end))
    const ways = (await recognized(path!, number, language, stem)).map((seen) => compareWords(read, wordsOf(seen)))
    all.push(ways.reduce((a, b) => (b.changes / b.words < a.changes / a.words ? b : a)))
  }
  const sum = (name: keyof Compared) => all.reduce((total, one) => total + one[name], 0)
  const percent = (name: keyof Compared, whole = sum('words'), part = sum(name)) =>
    `${((100 * part) / whole).toFixed(1)}%`
  const each = all.map(({ changes, words }, i) => `${chosen[i]}: ${((100 * changes) / words).toFixed(0)}%`).join(', ')
  console.log(
    `| ${basename(path!)} | ${pages.length} | ${each} | ${sum('words')} | ${percent('changes')} | ${percent('common')} |`,
  )
}

/** Numbers of a few pages of a file, from its beginning to its end. */
function spread(count: number): number[] {
  const steps = Math.min(PAGES, count)
  return Array.from({ length: steps }, (_, i) => Math.floor(((i + 0.5) * count) / steps) + 1)
}

async function recognized(path: string, page: number, language: string, stem: string): Promise<string[]> {
  if (!existsSync(`${stem}.${WAYS.at(-1)}.txt`)) {
    const range = ['-f', String(page), '-l', String(page), '-singlefile']
    execFileSync('pdftoppm', ['-r', DPI, '-gray', '-png', ...range, path, stem])
    for (const way of WAYS) {
      execFileSync('tesseract', [`${stem}.png`, `${stem}.${way}`, '-l', language, '--psm', way], { stdio: 'ignore' })
    }
  }
  return Promise.all(WAYS.map((way) => readFile(`${stem}.${way}.txt`, 'utf8')))
}
