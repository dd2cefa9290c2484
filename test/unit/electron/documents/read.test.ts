import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../../../electron/documents/read'
import { failure, fixture, read, readBytes } from './help'
import { pdfOf, pdfOfPlaced, pdfOfXfa } from './pages'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function write(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

describe('what can be read', () => {
  it('is told by the content, not by the name', async () => {
    const path = await write('letter.txt', pdfOf([['Dear harbour master,']]))
    expect(await readDocument(path)).toMatchObject({ kind: 'pdf', text: 'Dear harbour master,' })
  })

  it('finds a PDF header behind a little junk', async () => {
    const junk = new TextEncoder().encode('X-Mail: yes\r\n\r\n')
    const path = await write('mailed.pdf', new Uint8Array([...junk, ...pdfOf([['Behind the junk.']])]))
    expect((await readDocument(path)).text).toBe('Behind the junk.')
  })

  it.each<[file: string, content: string, kind: string, text: string]>([
    [
      'about.md',
      '# Notes\n\nA file of this kind begins with `%PDF-1.7` and ends with a table.\n',
      'markdown',
      'Notes\n\nA file of this kind begins with %PDF-1.7 and ends with a table.',
    ],
    ['about.txt', '%PDF-1.7 is what a PDF begins with.', 'text', '%PDF-1.7 is what a PDF begins with.'],
    ['listed.txt', 'So:\n%PDF-1.7\n1 0 obj\n<< >>\nendobj\nand so on.', 'text', 'So:'],
    ['about.txt', '{\\rtf1 is what Rich Text begins with.', 'text', '{\\rtf1 is what Rich Text begins with.'],
    ['about.txt', 'GIF89a is what an image begins with.', 'text', 'GIF89a is what an image begins with.'],
    ['about.txt', '%!PS-Adobe-3.0 is its header.', 'text', '%!PS-Adobe-3.0 is its header.'],
    ['about.txt', '<html> is the root of a page. It holds <body>.', 'text', '<html> is the root of a page.'],
    ['about.md', '<!DOCTYPE html> is what a page begins with.', 'markdown', 'is what a page begins with.'],
    ['readme.md', '<h1 align="center">Name</h1>\n\nText **b**', 'markdown', 'Name\n\nText b'],
    ['page.html', '<p>Hello <b>you</b>', 'text', 'Hello you'],
    ['page.txt', '<!DOCTYPE html>\n<html><body><p>Hello</p></body></html>', 'text', 'Hello'],
    ['page.md', '\n<!-- saved -->\n<HTML><HEAD><TITLE>T</TITLE></HEAD>Hello</HTML>', 'text', 'Hello'],
    [
      'page.txt',
      '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "a" "b">\n<html xmlns="c"><body>Hello</body></html>',
      'text',
      'Hello',
    ],
    ['part.txt', '<div><p>Hello <b>you</b></p>\n<p>there</p></div>\n', 'text', 'Hello you\n\nthere'],
    ['plain.html', 'Plain text', 'text', 'Plain text'],
    [
      'mail.eml',
      'From: anna@quay.example\nSubject: Rope\n\nThe rope is here.',
      'mail',
      'Rope\n\nFrom: anna@quay.example',
    ],
    ['mail.txt', 'From: anna@quay.example\nSubject: Rope\n\nThe rope is here.', 'text', 'Subject: Rope'],
    [
      'saved.txt',
      'From: anna@quay.example\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>The rope is here.</p>',
      'mail',
      'From: anna@quay.example\n\nThe rope is here.',
    ],
    ['letter.txt', '{\\rtf1\\ansi Hello\\par }', 'rtf', 'Hello'],
    ['towns.csv', 'Town;Houses\nQuay;31\n', 'csv', 'Quay | Houses: 31'],
  ])('is what it is, whatever its name or its beginning says: %s, %s', async (file, content, kind, text) => {
    const document = await readDocument(await write(file, content))
    expect(document.kind).toBe(kind)
    expect(document.text).toContain(text)
    expect(document.text).not.toMatch(/<\/|DOCTYPE html PUBLIC/)
  })

  it('is read in the encoding that was chosen', async () => {
    const path = await write('old.txt', Buffer.from('f0d2c9d7c5d4', 'hex'))
    expect(await readDocument(path, { encoding: 'koi8-r' })).toMatchObject({ text: 'Привет', notes: [] })
    expect((await failure(readDocument(path, { encoding: 'none' }))).message).toContain('"none"')
  })

  it('reports progress for each page', async () => {
    const seen: number[] = []
    await read('report.pdf', { onProgress: (done, pages) => seen.push(done, pages) })
    expect(seen).toEqual([1, 6, 2, 6, 3, 6, 4, 6, 5, 6, 6, 6])
  })
})

describe('what can not be read', () => {
  it.each([
    ['nothing.pdf', 'not-found', 'There is no file'],
    ['make', 'not-a-file', 'is a folder'],
    ['no-bytes.pdf', 'empty', 'is empty'],
    ['blank.pdf', 'empty', 'holds no text'],
    ['truncated.pdf', 'damaged', 'is damaged'],
    ['encrypted.pdf', 'encrypted', 'protected by a password'],
    ['scanned.pdf', 'scanned', 'All 2 pages of "scanned.pdf" are images'],
  ])('%s is %s', async (name, code, words) => {
    const error = await failure(read(name, { ocr: 'off' }))
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
    expect(error.message).toMatch(/^[^\n]+: [^\n]+\.$/)
  })

  it.each([
    [
      'an Office file with a password',
      'plan.docx',
      '\xd0\xcf\x11\xe0\0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0',
    ],
    [
      'an Outlook message (.msg)',
      'mail.msg',
      `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(500)}${[...'__substg1.0_0037001F'].join('\0')}\0`,
    ],
    ['an old Word document', 'plan.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0'],
    ['an old Excel workbook', 'plan.xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0W\0o\0r\0k\0b\0o\0o\0k\0'],
    [
      'a Word document in XML of 2003',
      'plan.xml',
      '<?xml version="1.0"?>\n<?mso-application?><w:wordDocument></w:wordDocument>',
    ],
    ['an old Office file', 'plan.doc', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['an image of another kind', 'photo.bin', 'GIF89a\x01\0\x01\0\xff\xff\0\0\0\x01'],
    ['a PostScript file', 'page.txt', '%!PS-Adobe-3.0\n%%Pages: 1\nshowpage\n'],
    ['a file of an unknown kind', 'noise.dat', '\x00\x01\x02\x03\x00\xff\xfe'.repeat(40)],
  ])('names %s', async (what, name, content) => {
    const error = await failure(readDocument(await write(name, Buffer.from(content, 'latin1'))))
    expect(error.code).toBe('unsupported')
    expect(error.message).toContain(what)
  })

  it('says that a file may not be read', async () => {
    const path = await write('secret.txt', 'secret')
    await chmod(path, 0)
    // The superuser may read everything.
    if (process.getuid?.() === 0) return
    expect((await failure(readDocument(path))).code).toBe('unreadable')
  })

  it('survives garbage behind a PDF header', async () => {
    const error = await failure(readDocument(await write('fake.pdf', '%PDF-1.7\nthis is all there is')))
    expect(error.code).toBe('damaged')
  })
})

describe('passwords', () => {
  it('opens with the right one', async () => {
    const retries: boolean[] = []
    const answers = ['wrong', 'anchor']
    const password = async (retry: boolean) => {
      retries.push(retry)
      return answers.shift()
    }
    expect((await read('encrypted.pdf', { password })).text).toContain('The safe is behind the stove.')
    expect(retries).toEqual([false, true])
  })

  it('gives up after three wrong ones', async () => {
    let asked = 0
    const error = await failure(read('encrypted.pdf', { password: async () => `guess ${asked++}` }))
    expect(error.code).toBe('wrong-password')
    expect(asked).toBe(3)
  })

  it('gives up when the user does', async () => {
    const password = async (retry: boolean) => (retry ? undefined : 'wrong')
    expect((await failure(read('encrypted.pdf', { password }))).code).toBe('wrong-password')
    expect((await failure(read('encrypted.pdf', { password: async () => undefined }))).code).toBe('encrypted')
  })
})

describe('large and broken files', () => {
  it('reads 3,000 pages one by one, and stops between two when told to', async () => {
    const lines = (page: number) => [`Page ${page} begins here.`, `The value of page ${page} is ${page * 3}.`]
    const path = await write('large.pdf', pdfOf(Array.from({ length: 3000 }, (_, i) => lines(i + 1))))
    const document = await readDocument(path)
    expect(document.pages).toHaveLength(3000)
    const last = document.pages[2999]!
    expect(document.text.slice(last.start, last.end)).toContain('The value of page 3000 is 9000.')

    const controller = new AbortController()
    let pagesRead = 0
    const onProgress = (done: number) => {
      pagesRead = done
      if (done === 40) controller.abort()
    }
    const error = await failure(readDocument(path, { onProgress, signal: controller.signal }))
    expect(error.code).toBe('cancelled')
    expect(pagesRead).toBe(40)
  }, 60_000)

  it('lets other work run in between', async () => {
    const path = await write('some.pdf', pdfOf(Array.from({ length: 400 }, (_, i) => [`Page ${i} says so.`])))
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await readDocument(path)
    clearInterval(timer)
    expect(turns).toBeGreaterThan(1)
  })

  it('takes what is neither UTF-8 nor UTF-16 for Windows-1252', async () => {
    const text = Buffer.from('He said: \x93Caf\xe9, 5 \x80\x94\x85', 'latin1')
    expect(await readDocument(await write('old.txt', text))).toMatchObject({ text: 'He said: “Café, 5 €”…', notes: [] })
  })

  it('says which pages of a partly scanned file hold only images', async () => {
    const document = await read('partly-scanned.pdf', { ocr: 'off' })
    expect(document.pages.map((page) => page.imageOnly)).toEqual([false, true, false, true, false])
    expect(document.pages.map((page) => page.end - page.start > 0)).toEqual([true, false, false, false, true])
  })
})

describe('letters without meaning', () => {
  const garbled = { x: 40, y: 500, text: 'Its fonts give these letters codes of their own.', font: 'G' } as const
  const clear = { x: 40, y: 540, text: 'The harbour opens in May.' }

  it('are not taken for text: their pages are named', async () => {
    const few = { ...garbled, text: 'a few of them are none' }
    const { text, pages } = await readBytes(
      pdfOfPlaced([[clear], [garbled], [{ ...clear, text: 'It shuts in June.' }, few]]),
      { ocr: 'off' },
    )
    expect(pages.map((page) => page.imageOnly)).toEqual([false, true, false])
    expect(text).toBe('The harbour opens in May.\n\nIt shuts in June.')
  })

  it('are told of where a file holds nothing else', async () => {
    const error = await failure(readBytes(pdfOfPlaced([[garbled], [garbled]]), { ocr: 'off' }))
    expect(error.code).toBe('scanned')
    expect(error.message).toContain("don't say which letters they draw")
  })
})

it('refuses a dynamic XFA form, whose one page only says that it could not be shown', async () => {
  const error = await failure(readBytes(pdfOfXfa([{ x: 40, y: 500, text: 'Please wait...' }])))
  expect(error.code).toBe('unsupported')
  expect(error.message).toContain('XFA')
})

it('prints nothing', async () => {
  const read = new URL('../../../../electron/documents/read.ts', import.meta.url).href
  const files = ['article.pdf', 'leaflet.pdf', 'partly-scanned.pdf', 'truncated.pdf'].map(fixture)
  const script = `
    const { readDocument } = await import(${JSON.stringify(read)})
    for (const file of ${JSON.stringify(files)}) await readDocument(file).catch(() => {})`
  // a file, as Tesseract's thread takes over what Node was started with, and knows no script on the command line
  const file = await write('print.mjs', script)
  const done = spawnSync(process.execPath, ['--import', 'tsx', file], {
    encoding: 'utf8',
    cwd: new URL('../../../..', import.meta.url).pathname,
  })
  expect([done.status, done.stdout, done.stderr]).toEqual([0, '', ''])
}, 180_000)
