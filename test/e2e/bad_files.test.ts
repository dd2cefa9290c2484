import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { give, makeHome, putDocument } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import { answersOf, isAtWork } from './answers'
import { dropFiles } from './drop'
import { ask, until } from './page'

/** Files that can't be read: each with a clear sentence in the window, and the next document works. */

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'documents')
const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')

const home = makeHome()
let running: Running
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  running = await launch({ home })
})
afterAll(() => running?.close())

const fixture = (name: string, as = name) => putDocument(home, join(FIXTURES, name), as)

function write(name: string, content: string | Buffer): string {
  const path = join(home, 'Documents', name)
  writeFileSync(path, content)
  give(path)
  return path
}

const drop = (...files: string[]) => dropFiles(running.window, running.window.locator('body'), files)
const rows = () => running.window.locator('.library-import')
const row = (file: string) => rows().filter({ hasText: file })

/** What the window says of a file that it could not take in; the row is dismissed, as a user does. */
async function refusal(file: string): Promise<string> {
  const failed = row(file).and(running.window.locator('[data-state=failed]'))
  const words = await failed.getByRole('alert').innerText({ timeout: 60_000 })
  await picture(running.window, join(PICTURES, 'refused.png'))
  await failed.getByRole('button', { name: `Dismiss ${file}` }).click()
  await failed.waitFor({ state: 'detached' })
  return words
}

/** The document is open in the window, with its name, and answers can be asked for. */
async function expectOpen(file: string): Promise<void> {
  const open = running.window.locator('.library-row.is-open').filter({ hasText: file })
  await open.waitFor({ timeout: 60_000 })
  await running.window.getByLabel('Question about the document').waitFor()
}

/** Nobody waits for the summaries that begin by themselves. */
async function stopAnswers(): Promise<void> {
  for (const { id } of await ask(running.window, 'library.list')) {
    for (const answer of await ask(running.window, 'answers.list', { document: id })) {
      if (isAtWork(answer)) await ask(running.window, 'job.cancel', { job: answer.id })
    }
  }
}

test.each([
  ['a broken PDF', () => fixture('truncated.pdf'), 'damaged and can', 'get a new copy of it.'],
  ['a PDF of empty pages', () => fixture('blank.pdf'), 'no text', 'choose another file.'],
  ['a PDF without bytes', () => fixture('no-bytes.pdf'), 'is empty', 'choose another file.'],
  ['an empty text', () => write('empty.txt', ''), 'is empty', 'choose another file.'],
  ['a damaged PNG named .pdf', () => write('photo.pdf', PNG), 'is damaged', 'get a new copy of it.'],
  [
    'a picture of no kind that is read',
    () => write('photo.gif', Buffer.from('GIF89a\x01\0\x01\0\xff\xff\0\0\0\x01', 'latin1')),
    'an image of another',
    'save it as',
  ],
  ['bytes of no kind', () => write('data.txt', Buffer.from([0, 1, 2, 3, 0])), 'unknown kind', 'save it as PDF'],
  ['a folder without documents', () => folder('empty folder'), 'There is no document', 'drop the files themselves.'],
])('%s', async (_what, make, problem, advice) => {
  const path = make()
  await drop(path)
  const file = path.split('/').at(-1)!
  const words = await refusal(file)
  expect(words).toContain(problem)
  expect(words).toContain(advice)
  expect(words).toContain(file)
  expect(await rows().count()).toBe(0)
})

function folder(name: string, files: Record<string, string> = {}): string {
  const path = join(home, 'Documents', name)
  mkdirSync(path)
  give(path)
  for (const [file, text] of Object.entries(files)) write(join(name, file), text)
  return path
}

test('a file that may not be read', async () => {
  const path = join(home, 'Documents', 'secret.txt')
  writeFileSync(path, 'Nobody reads this.', { mode: 0o000 })
  await drop(path)
  if (process.getuid?.() !== 0) return expect(await refusal('secret.txt')).toContain('not allowed to read')
  expect(await refusal('secret.txt')).toContain('You are not allowed to read "secret.txt": check its permissions.')
})

test('a PDF named .txt is read as what it is, and the document after all that works', async () => {
  await drop(fixture('one-page.pdf', 'page.txt'))
  await expectOpen('page.txt')
  await running.window.locator('.reader-page').first().waitFor()
  const answer = await until('an answer', async () => (await answersOf(running.window)).find((one) => !isAtWork(one)))
  expect(answer.state).toBe('done')
})

test('an encrypted PDF asks for its password in the window: a wrong one, then the right one', async () => {
  const { window } = running
  await drop(fixture('encrypted.pdf'))
  const field = row('encrypted.pdf').getByLabel('Password of encrypted.pdf')
  await field.fill('guess')
  await window.keyboard.press('Enter')
  await row('encrypted.pdf').getByText('That password is wrong').waitFor()
  await picture(window, join(PICTURES, 'password.png'))
  await field.fill('anchor')
  await window.keyboard.press('Enter')
  await expectOpen('encrypted.pdf')
  // the reader needs it once more, and knows it
  await window.locator('.reader-text').getByText('The safe is behind the stove').waitFor()
  await stopAnswers()
})

test('a file that vanishes while it waits', async () => {
  // it goes while another waits for its turn before it
  const before = write('long.txt', 'One sentence after the other. '.repeat(20_000))
  const file = write('gone.txt', 'Soon gone.')
  await drop(before, file)
  rmSync(file)
  expect(await refusal('gone.txt')).toMatch(/There is no file ".*gone\.txt": check its name and folder\./)
  await expectOpen('long.txt')
  await stopAnswers()
})

test('one that vanished before it was dropped', async () => {
  await drop(join(home, 'Documents', 'never.txt'))
  expect(await refusal('never.txt')).toContain('There is no file')
})

test('a folder: the documents in it, and what of it was left out', async () => {
  await drop(folder('letters', { 'a.txt': 'The first letter.', 'b.md': '# The second\n\nIt is long.', 'c.gif': 'x' }))
  expect(await refusal('letters')).toContain('was left out: c.gif.')
  const titles = () => running.window.locator('.library-row').allInnerTexts()
  await expect.poll(async () => (await titles()).filter((one) => /a\.txt|b\.md/.test(one)).length).toBe(2)
  await stopAnswers()
})

test('ten at once: the window shows the queue, and takes in every one', async () => {
  const { window } = running
  const long = 'The tide tables are printed on the back of the door. '
  const files = Array.from({ length: 10 }, (_, i) => write(`tide ${i}.txt`, long.repeat(4_000) + i))
  const most = window.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let most = 0
        const look = () => {
          const shown = document.querySelectorAll('.library-import').length
          most = Math.max(most, shown)
          if (most > 0 && shown === 0) resolve(most)
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  await drop(...files)
  expect(await most).toBe(10)
  const titles = await window.locator('.library-row').allInnerTexts()
  expect(titles.filter((one) => /tide \d\.txt/.test(one))).toHaveLength(10)
  await stopAnswers()
})
