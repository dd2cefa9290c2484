import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scans } from '../scans/make'
import {
  docx,
  eml,
  epub,
  odp,
  ods,
  odt,
  para,
  pptx,
  rows,
  run,
  shape,
  slide,
  xlsx,
} from '../unit/electron/documents/formats/made'
import { pdfOf } from '../unit/electron/documents/pages'

/**
 * What reading a file of each format takes: `npx tsx test/reading/cost.ts [WORD]`, of those in whose names WORD stands.
 * Each is read in a process of its own (cost_child.ts); time is what the processor computed.
 */

const WORDS = 100_000
const WORDS_OF_PAGE = 400
const WORDS_OF_PARAGRAPH = 80
const ROWS = 20_000
const PAGES = WORDS / WORDS_OF_PAGE

const VOCABULARY =
  'The harbour council met in May and spent crowns on rope oil lamps piles boats and a new crane'.split(' ')
const paragraph = (i: number, words = WORDS_OF_PARAGRAPH) =>
  `${Array.from({ length: words }, (_, k) => VOCABULARY[(i * 7 + k * 3) % VOCABULARY.length]).join(' ')} ${i}.`
const paragraphs = Array.from({ length: WORDS / WORDS_OF_PARAGRAPH }, (_, i) => paragraph(i))
const cellsOf = (i: number): (string | number)[] => [`Quay ${i}`, i, i * 3, i % 7, `Lamp ${i % 90}`]
const cells = [['Place', 'Boats', 'Crowns', 'Days', 'What'], ...Array.from({ length: ROWS }, (_, i) => cellsOf(i))]

const perPage = <T>(make: (texts: string[], page: number) => T): T[] =>
  Array.from({ length: PAGES }, (_, i) => {
    const each = WORDS_OF_PAGE / WORDS_OF_PARAGRAPH
    return make(paragraphs.slice(i * each, (i + 1) * each), i)
  })
const linesOf = (texts: string[]) => texts.flatMap((text) => text.match(/.{1,80}(?: |$)/g) ?? [])
const html = (texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join('\n')

interface Made {
  file: string
  content: string | Uint8Array | Promise<Uint8Array>
  /** In what it is counted. */
  units: string
  count: number
}

const inWords = (file: string, content: Made['content']): Made => ({
  file,
  content,
  units: '1,000 words',
  count: WORDS / 1000,
})
const inRows = (file: string, content: Made['content']): Made => ({
  file,
  content,
  units: '1,000 rows of 5 cells',
  count: ROWS / 1000,
})
const inPages = (file: string, content: Made['content'], count: number): Made => ({
  file,
  content,
  units: 'page',
  count,
})

async function* files(): AsyncGenerator<Made> {
  yield inWords('text.txt', paragraphs.join('\n\n'))
  yield inWords('text.md', paragraphs.map((text, i) => (i % 20 === 0 ? `# Part ${i}\n\n${text}` : text)).join('\n\n'))
  yield inWords('page.html', `<!doctype html><title>Harbour</title>${html(paragraphs)}`)
  yield inWords('text.rtf', `{\\rtf1\\ansi ${paragraphs.join('\\par ')}}`)
  yield inWords('mail.eml', eml('Content-Type: text/plain', paragraphs.join('\r\n\r\n')))
  yield inWords('text.docx', docx(paragraphs.map((text) => para(run(text))).join('')))
  yield inWords('text.odt', odt(paragraphs.map((text) => `<text:p>${text}</text:p>`).join('')))
  yield inWords('book.epub', epub(perPage(html)))
  yield inWords(
    'slides.pptx',
    pptx(perPage((texts, i) => slide(shape(`Slide ${i}`, 'title') + texts.map((text) => shape(text)).join('')))),
  )
  yield inWords(
    'slides.odp',
    odp(
      perPage(
        (texts) =>
          `<draw:page><draw:frame><draw:text-box>${texts.map((text) => `<text:p>${text}</text:p>`).join('')}</draw:text-box></draw:frame></draw:page>`,
      ).join(''),
    ),
  )
  yield inRows('sheet.csv', cells.map((row) => row.join(',')).join('\n'))
  yield inRows('sheet.xlsx', xlsx([['Sheet', rows(cells)]]))
  yield inRows(
    'sheet.ods',
    ods(
      `<table:table table:name="Sheet">${cells.map((row) => `<table:table-row>${row.map((cell) => `<table:table-cell><text:p>${cell}</text:p></table:table-cell>`).join('')}</table:table-row>`).join('')}</table:table>`,
    ),
  )
  yield inPages('text.pdf', pdfOf(perPage(linesOf)), PAGES)
  for await (const { file, data, words } of scans('300')) yield inPages(`scan ${file}`, data, words.length)
}

interface Cost {
  seconds: number
  characters: number
  /** MiB, at most, of the process, with Node and our program. */
  peak: number
}

const CHILD = join(import.meta.dirname, 'cost_child.ts')
const costOf = (paths: string[]): Cost =>
  JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', CHILD, ...paths], { encoding: 'utf8' }))

const [, , word = ''] = process.argv
const folder = await mkdtemp(join(tmpdir(), 'sparselens-cost-'))
try {
  const none = join(folder, 'one word.txt')
  await writeFile(none, 'Harbour.')
  console.log(`A process that read one word takes ${costOf([none]).peak.toFixed(0)} MB.`)
  console.log('| file | size | milliseconds for | memory at most |\n|---|---|---|---|')
  for await (const { file, content, units, count } of files()) {
    if (!file.includes(word)) continue
    const path = join(folder, file)
    const data = await content
    await writeFile(path, data)
    const { seconds, peak } = costOf([path])
    const size = Buffer.byteLength(data) / 2 ** 20
    console.log(
      `| ${file} | ${size.toFixed(1)} MB | ${((1000 * seconds) / count).toFixed(1)} a ${units} | ${peak.toFixed(0)} MB |`,
    )
  }
} finally {
  await rm(folder, { recursive: true })
}
