import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAnalysis } from '../../../../../electron/export/saved/detect'
import { MIME_TYPE } from '../../../../../electron/export/saved/format'
import { readAnalysis } from '../../../../../electron/export/saved/read'
import { writeExport } from '../../../../../electron/export/write'
import { ZipReader } from '../../../../../electron/export/zip/read'
import { LibraryFiles } from '../../../../../electron/library/files'
import { DocumentError } from '../../../../../electron/shared/document/types'
import { giveName, standIn } from '../../../../fixtures/foreign_name'
import { type Made, made } from '../made'
import { remake } from './remake'

let one: Made
let path: string
beforeEach(async () => {
  one = await made('The rent is due. It rains.\n\nThe boat is blue.')
  path = join(one.folder, 'note.sparselens')
  await writeExport(one.order('analysis', path))
})
afterEach(() => rmSync(one.folder, { recursive: true }))

let opened = 0
const into = () => join(one.folder, `into-${++opened}`)
const read = () => readAnalysis(path, 'note.sparselens', into())

// biome-ignore lint/suspicious/noExplicitAny: JSON that is made wrong on purpose
type Edited = any

function edit(files: Map<string, Buffer>, name: string, change: (value: Edited) => void): void {
  const value = JSON.parse(files.get(name)!.toString())
  change(value)
  files.set(name, Buffer.from(JSON.stringify(value)))
}

const answerFile = (name: string) => `answers/${one.answer.id}/${name}`

async function refused(message: RegExp): Promise<void> {
  const error = await read().then(
    () => undefined,
    (failure: unknown) => failure,
  )
  expect(error).toBeInstanceOf(DocumentError)
  expect((error as Error).message).toMatch(message)
}

describe('a saved analysis', () => {
  it('gives back document, answer and tokens', async () => {
    const folder = into()
    const saved = await readAnalysis(path, 'note.sparselens', folder)
    expect(saved).toMatchObject({ file: 'note.txt', source: 'source.txt', read: { kind: 'text', pages: 1 } })
    expect(saved.answers).toEqual([one.answer])
    const files = new LibraryFiles(one.root)
    const original = readFileSync(files.tokens(one.answer.document, one.answer.id))
    expect(readFileSync(join(folder, answerFile('tokens.bin')))).toEqual(original)
    expect(JSON.parse(readFileSync(join(folder, 'document.json'), 'utf8'))).toEqual(one.source)
  })

  it('names model, settings and program in its manifest', async () => {
    const zip = await ZipReader.open(path)
    const manifest = JSON.parse(await zip.text(zip.find('manifest.json')!))
    expect(manifest).toMatchObject({ form: 1, version: '1.2.3', document: { sha256: one.order('analysis').sha256 } })
    const { about } = manifest.answers[0]
    expect(about).toMatchObject({ model: { name: 'Fake', sha256: 'abc123', backend: 'CPU' }, topK: 4, seed: 7 })
  })

  it('is known by its name and by its first bytes', async () => {
    expect(await isAnalysis(path, 'renamed.bin')).toBe(true)
    expect(await isAnalysis(new LibraryFiles(one.root).text(one.answer.document), 'a.json')).toBe(false)
    expect(readFileSync(path).toString('latin1', 30, 38 + MIME_TYPE.length)).toBe(`mimetype${MIME_TYPE}`)
  })

  it.each([
    ['path out of it', '../evil.txt'],
    ['absolute path', '/tmp/evil.txt'],
    ['path of Windows', '..\\evil.txt'],
    ['file of ours out of place', 'answers/../document.json'],
    ['file of another kind', 'answers/3d07bd0a-cde8-40bf-ad06-5ba742daa5c0/run.sh'],
    ['control characters', 'a\u0000\u001b[2J.txt'],
  ])('with a %s is not opened at all', async (_what, name) => {
    await remake(path, (files) => files.set(standIn(name), Buffer.from('x')))
    giveName(path, name)
    await refused(/^Nothing of "note\.sparselens" was opened, because it holds ".*", which has no place in one: /)
    expect(existsSync(join(one.folder, `into-${opened}`))).toBe(false)
  })

  it('that unpacks to far too much is not opened', async () => {
    await remake(path, (files) => files.set('document.json', Buffer.alloc(300 * 2 ** 20, 0x20)))
    expect(statSync(path).size).toBeLessThan(4 * 2 ** 20)
    await refused(/because it would unpack to 300 MB, far more than it should/)
    expect(existsSync(join(one.folder, `into-${opened}`))).toBe(false)
  })

  it('that is cut off is told to be', async () => {
    const data = readFileSync(path)
    for (const share of [0, 0.01, 0.3, 0.9, 0.999]) {
      writeFileSync(path, data.subarray(0, Math.floor(data.length * share)))
      await refused(/damaged/)
    }
  })

  it('of a newer version asks for that', async () => {
    await remake(path, (files) =>
      edit(files, 'manifest.json', (manifest) => Object.assign(manifest, { form: 2, answers: 1 })),
    )
    await refused(/newer SparseLens: install the newest one/)
  })

  it('that is some other archive is told to be', async () => {
    await remake(path, (files) => files.delete('mimetype'))
    await refused(/not a saved analysis/)
  })

  const wrong: [string, (files: Map<string, Buffer>) => void][] = [
    ['another document', (files) => files.set('source.txt', Buffer.from('The rent is paid.'))],
    ['no document', (files) => files.delete('source.txt')],
    ['no text', (files) => files.delete('document.json')],
    ['two documents', (files) => files.set('source.pdf', Buffer.from('%PDF-'))],
    ['text that is no JSON', (files) => files.set('document.json', Buffer.from('{"file":'))],
    ['text of another form', (files) => files.set('document.json', Buffer.from('[]'))],
    [
      'sentences beyond the text',
      (files) => edit(files, 'document.json', ({ sentences }: Edited) => Object.assign(sentences[0], { end: 10_000 })),
    ],
    [
      'sentences on no page',
      (files) => edit(files, 'document.json', ({ sentences }: Edited) => Object.assign(sentences[0], { page: 7 })),
    ],
    [
      'pages out of order',
      (files) => edit(files, 'document.json', ({ pages }: Edited) => Object.assign(pages[0], { number: 2 })),
    ],
    ['no answer', (files) => files.delete(answerFile('answer.json'))],
    [
      'another answer',
      (files) => edit(files, answerFile('answer.json'), (answer) => Object.assign(answer, { id: one.answer.document })),
    ],
    [
      'an answer at work',
      (files) => edit(files, answerFile('answer.json'), (answer) => Object.assign(answer, { state: 'reading' })),
    ],
    [
      'evidence that is nowhere',
      (files) =>
        edit(files, answerFile('answer.json'), ({ sentences }: Edited) =>
          Object.assign(sentences[0].evidence[0], { sentence: 99 }),
        ),
    ],
    ['damaged tokens', (files) => files.set(answerFile('tokens.bin'), Buffer.from('SLTK'))],
    ['tokens of another text', (files) => files.get(answerFile('tokens.bin'))!.writeUInt32LE(1, 12 + 4 * 10 + 4 * 2)],
  ]
  it.each(wrong)('with %s is damaged', async (_what, change) => {
    await remake(path, change)
    await refused(/damaged or cut off: copy it again/)
  })

  it('says what is wrong with its own place', async () => {
    const order = one.order('analysis', join(one.folder, 'none', 'a.sparselens'))
    await expect(writeExport(order)).rejects.toThrow(/^The analysis can't be written to .*: its folder does not exist/)
    if (!existsSync('/dev/full')) return
    await expect(writeExport(one.order('analysis', '/dev/full'))).rejects.toThrow(/the disk is full; free some space/)
  })
})

it('leaves nothing half written, and what was there before', async () => {
  const before = readFileSync(path)
  const folder = join(one.folder, 'copy')
  mkdirSync(folder)
  cpSync(path, join(folder, 'note.sparselens'))
  rmSync(new LibraryFiles(one.root).text(one.answer.document))
  await expect(writeExport(one.order('analysis', path))).rejects.toThrow()
  expect(readFileSync(path)).toEqual(before)
})
