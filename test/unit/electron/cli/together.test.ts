import { describe, expect, it } from 'vitest'
import type { Engine } from '../../../../electron/cli/engine'
import { failureOf } from '../../../../electron/cli/exit'
import { readText } from '../../../../electron/documents/text/text'
import { DocumentError, type SourceDocument } from '../../../../electron/shared/document/types'
import { type FakeRun, fakeReading, fakeResult, fakeRun } from './fakes'

const TEXTS: Record<string, string> = {
  'lease.txt': 'The rent is 240 euros. Dogs are allowed.',
  'old/lease.txt': 'The rent is 200 euros. Dogs are allowed.',
  'offer.txt': 'We offer 300 euros.',
}

/** Reads the texts above; what is asked is answered with the last sentence of all. */
function engine(opened: SourceDocument[]): Partial<Engine> {
  return {
    async readDocument(path) {
      const text = TEXTS[path]
      if (text === undefined) throw new DocumentError('not-found', `There is no file "${path}".`)
      return readText(text, path.replace(/^.*\//, ''))
    },
    async open(document) {
      opened.push(document)
      const last = document.sentences.length - 1
      const { page, start, end } = document.sentences[last]!
      const passage = { sentence: last, page, text: document.text.slice(start, end), score: 2 }
      const base = fakeResult()
      const { members } = document
      const result = fakeResult({
        kind: 'question',
        question: 'How much?',
        document: { ...base.document, imagePages: [], ...(members && { members }) },
        answer: {
          ...base.answer,
          sentences: [
            { text: 'It is 300.', from: 0, to: 3, support: 'supported', evidence: [{ ...passage, count: 1 }] },
          ],
        },
        excerpts: [passage],
      })
      const ran: FakeRun = { calls: [], notes: [], stdout: '', requests: [] }
      return { ...fakeReading(ran, (requests) => requests.map(() => result)), find: async () => [[passage]] }
    },
  }
}

describe('--together', () => {
  const files = ['lease.txt', 'old/lease.txt', 'offer.txt']

  it('asks all files as one, and every passage names its file and page', async () => {
    const opened: SourceDocument[] = []
    const argv = [...files, '--together', '--ask', 'How much?', '--find', 'price', '--json']
    const { stdout, error } = await fakeRun(argv, engine(opened))
    expect(error).toBeUndefined()
    expect(opened.map(({ kind, members }) => [kind, members!.map(({ file }) => file)])).toEqual([['collection', files]])
    const [find, result] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const passage = { file: 'offer.txt', page: 1, text: 'We offer 300 euros.', score: 2 }
    expect(find.find.passages).toEqual([passage])
    expect(result.document.files).toEqual(files.map((file) => ({ file, pages: 1 })))
    expect(result.answer.sentences[0].evidence).toEqual([{ ...passage, count: 1 }])
    expect(result.answer.looks[0].excerpts).toEqual([passage])
  })

  it('prints [file p. page] for people', async () => {
    const { stdout } = await fakeRun([...files, '--together', '--ask', 'How much?', '--find', 'price'], engine([]))
    expect(stdout).toMatch(/^\[offer\.txt p\. 1\] We offer 300 euros\.\n/)
    expect(stdout).toContain('It is 300. (supported)\n    [offer.txt p. 1] We offer 300 euros.')
  })

  it('talks about all files, each question following up on those before', async () => {
    const opened: SourceDocument[] = []
    async function* questions() {
      yield 'How much?'
      yield 'And who offers it?'
    }
    const { stdout, error } = await fakeRun([...files, '--together', '--chat'], engine(opened), { questions })
    expect(error).toBeUndefined()
    expect(opened.map(({ kind }) => kind)).toEqual(['collection'])
    expect(stdout.match(/It is 300\. \(supported\)\n {4}\[offer\.txt p\. 1\]/g)).toHaveLength(2)
  })

  it('goes on without what can’t be read, and says so at the end', async () => {
    const opened: SourceDocument[] = []
    const { error, notes, stdout } = await fakeRun([...files, 'gone.pdf', '--together', '--ask', 'x'], engine(opened))
    expect(opened[0]!.members).toHaveLength(3)
    expect(stdout).toContain('It is 300.')
    expect(notes).toContain('gone.pdf: There is no file "gone.pdf".')
    expect(failureOf(error)).toEqual({
      status: 6,
      line: '1 file could not be read and had no part in it: gone.pdf',
    })
    const none = await fakeRun(['gone.pdf', 'lost.pdf', '--together', '--ask', 'x'], engine([]))
    expect(failureOf(none.error).status).toBe(3)
  })
})

describe('--compare', () => {
  it('lists what changed without a model, and asks both what is asked', async () => {
    const opened: SourceDocument[] = []
    const { stdout, calls } = await fakeRun(['old/lease.txt', '--compare', 'lease.txt'], engine(opened))
    expect(stdout).toBe(
      'From old/lease.txt to lease.txt: 1 sentence changed, 0 added, 0 removed.\n\n    - [p. 1] The rent is 200 euros.\n    + [p. 1] The rent is 240 euros.\n',
    )
    expect([calls, opened]).toEqual([[], []])
    const asked = await fakeRun(
      ['old/lease.txt', '--compare', 'lease.txt', '--json', '--ask', 'How much?'],
      engine(opened),
    )
    const [changes, before, after] = asked.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(changes.compare).toMatchObject({ before: 'old/lease.txt', after: 'lease.txt', added: [], removed: [] })
    expect([before, after].map(({ source }) => source.path)).toEqual(['old/lease.txt', 'lease.txt'])
    expect(opened.map(({ text }) => text)).toEqual([TEXTS['old/lease.txt'], TEXTS['lease.txt']])
  })
})
