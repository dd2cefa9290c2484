import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../../electron/library/settings'
import { DEFAULT_SENTENCES } from '../../../../electron/summarize/requests'
import { LibraryOfTest } from './library_of_test'

const made = new LibraryOfTest()
const { add, answerOf, open } = made
let root: string
beforeEach(() => {
  root = made.begin()
})
afterEach(() => made.end())

describe('documents', () => {
  it('are copies: the file may vanish', async () => {
    const library = await open()
    const id = await add(library)
    await rm(join(root, 'note.txt'))
    expect(readFileSync(library.source(id)!, 'utf8')).toBe('One sentence.')
    expect(library.list()).toMatchObject([
      { id, file: 'note.txt', title: 'A note', kind: 'text', bytes: 13, answers: 0 },
    ])
    expect(readdirSync(library.files.folder(id)).sort()).toEqual(['document.json', 'source.txt'])
  })

  it('are known by their bytes', async () => {
    const library = await open()
    const id = await add(library)
    const again = await library.files.copyIn(join(root, 'note.txt'))
    expect(library.find(again.sha256)).toBe(id)
    await library.files.forget(again)
    expect(readdirSync(join(root, 'data', 'incoming'))).toEqual([])
  })

  it('are listed with the last opened first', async () => {
    const library = await open()
    const [first, second] = [await add(library, 'one'), await add(library, 'two')]
    library.opened(first, Date.now() + 1000)
    expect(library.list().map(({ id }) => id)).toEqual([first, second])
  })

  it('go with their files and answers', async () => {
    const library = await open()
    const id = await add(library)
    const answer = answerOf(id)
    await library.finish(answer)
    await library.remove(id)
    expect(library.list()).toEqual([])
    expect(library.answers.get(answer.id)).toBeUndefined()
    expect(existsSync(library.files.folder(id))).toBe(false)
  })

  it('leave no word of theirs in the file that lists them', async () => {
    const library = await open()
    const id = await add(library, 'One sentence.', 'Zymurgist-agreement.txt')
    await library.finish({ ...answerOf(id), text: 'Quixotry is due in May.' })
    await library.remove(id)
    made.close(library)
    const list = readFileSync(join(root, 'data', 'library.db'), 'latin1')
    expect(list).not.toMatch(/Zymurgist|Quixotry/)
  })

  it('leave nothing behind when the file is not there', async () => {
    const library = await open()
    await expect(library.files.copyIn(join(root, 'gone.pdf'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(readdirSync(join(root, 'data', 'incoming'))).toEqual([])
  })
})

describe('answers', () => {
  it('are there again after a restart, as far as they were written', async () => {
    const before = await open()
    const id = await add(before)
    const answer = answerOf(id, { state: 'answering', seed: 7 })
    before.answers.save(answer)
    made.close(before)
    const after = await open()
    expect(after.answers.list(id)).toEqual([answer])
    expect(after.answers.unfinished()).toEqual([answer])
    expect(after.list()[0]!.answers).toBe(1)
  })

  it('stay in memory while the disk is full, and are written afterwards', async () => {
    const library = await open()
    const id = await add(library)
    const { db } = library as unknown as { db: Database.Database }
    const { page_count: pages } = db.prepare('PRAGMA page_count').get() as { page_count: number }
    db.exec(`PRAGMA max_page_count = ${pages}`)
    const answers = [0, 1].map((i) => answerOf(id, { createdAt: i, text: 'x'.repeat(100_000) }))
    for (const answer of answers) library.answers.save(answer)
    expect(made.problems.map(({ code }) => code)).toEqual(['disk-full'])
    expect(made.problems[0]!.message).toContain('The disk is full')
    expect(library.answers.list(id)).toEqual(answers)
    expect(library.list()[0]!.answers).toBe(2)

    db.exec('PRAGMA max_page_count = 1000000')
    const third = answerOf(id, { createdAt: 2 })
    library.answers.save(third)
    made.close(library)
    expect((await open()).answers.list(id)).toEqual([...answers, third])
  })

  it('that another version wrote in its own way are left out', async () => {
    const library = await open()
    const id = await add(library)
    library.answers.save(answerOf(id))
    const { db } = library as unknown as { db: Database.Database }
    db.exec(`UPDATE answers SET state = 'dreaming'`)
    expect(library.answers.list(id)).toEqual([])
  })
})

describe('settings', () => {
  it('fall back field by field', async () => {
    const library = await open()
    expect(library.settings.settings()).toEqual(DEFAULT_SETTINGS)
    library.settings.write('settings', { ...DEFAULT_SETTINGS, theme: 'dark', gpuLayers: 'all' })
    expect(library.settings.settings()).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  })

  it('ask for as many sentences as the model writes unasked', () => {
    expect(DEFAULT_SETTINGS.summarySentences).toBe(DEFAULT_SENTENCES)
  })
})

describe('a damaged library', () => {
  it.each([
    ['is no database', Buffer.from('no database '.repeat(500))],
    ['lost its pages', undefined],
  ])('that %s is put aside, and what lies in folders is found again', async (_what, bytes) => {
    const before = await open()
    const id = await add(before)
    const answer = answerOf(id)
    await before.finish(answer)
    made.close(before)
    const path = join(root, 'data', 'library.db')
    await writeFile(path, bytes ?? readFileSync(path).fill(7, 4096))
    await rm(`${path}-wal`, { force: true })

    const after = await open()
    expect(made.problems.map(({ code }) => code)).toEqual(['damaged'])
    expect(made.problems[0]!.message).toContain('1 document was found again')
    expect(after.list()).toMatchObject([
      { id, file: 'note.txt', title: 'A note', kind: 'text', pages: 1, bytes: 13, answers: 1 },
    ])
    expect(after.answers.list(id)).toEqual([answer])
    expect(readdirSync(join(root, 'data')).some((name) => name.startsWith('library.db.damaged-'))).toBe(true)
    await expect(after.files.copyIn(join(root, 'note.txt')).then(({ sha256 }) => after.find(sha256))).resolves.toBe(id)
  })

  it.each([
    ['holds no JSON', "UPDATE documents SET read_as = '{', image_pages = '['"],
    ['names another file', "UPDATE documents SET source = '../../../../etc/passwd'"],
    ['is of an unknown kind', "UPDATE documents SET kind = 'program'"],
  ])('of which a row %s is read, and that document is found again in its folder', async (_what, statement) => {
    const before = await open()
    const id = await add(before)
    const answer = answerOf(id)
    await before.finish(answer)
    made.close(before)
    const db = new Database(join(root, 'data', 'library.db'))
    db.exec(statement)
    db.close()

    const after = await open()
    expect(made.problems).toEqual([])
    expect(after.list()).toMatchObject([{ id, file: 'note.txt', kind: 'text', answers: 1 }])
    expect(after.source(id)).toBe(join(root, 'data', 'documents', id, 'source.txt'))
    expect(after.answers.list(id)).toEqual([answer])
  })

  it('of a newer version is left alone', async () => {
    made.close(await open())
    const path = join(root, 'data', 'library.db')
    const db = new Database(path)
    db.exec('PRAGMA user_version = 99')
    db.close()
    await expect(open()).rejects.toMatchObject({ code: 'newer' })
    expect(readdirSync(join(root, 'data')).some((name) => name.includes('damaged'))).toBe(false)
  })
})
