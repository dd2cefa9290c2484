import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SourceDocument } from '../../../../electron/shared/document/types'
import { type Comparison, ComparisonSchema } from '../../../../electron/shared/ipc/comparison_data'
import { AppOfTest, isDone } from './app_of_test'

let main: AppOfTest
beforeEach(async () => {
  main = new AppOfTest()
  await main.open()
})
afterEach(() => main.remove())

const added = async (name: string, text: string) => (await main.drop(main.file(name, text)))[0]!.document!

it('several documents become one that is asked together, and is there once', async () => {
  const ids = [
    await added('a.txt', 'One text.'),
    await added('b.txt', 'Another text.'),
    await added('c.txt', 'A third.'),
  ]
  await main.until('answer.changed', (answer) => isDone(answer) && answer.document === ids[2])
  const collection: string = await main.call('library.collect', { documents: ids })
  const entry = (await main.documents()).find(({ id }) => id === collection)
  expect(entry).toMatchObject({ kind: 'collection', file: 'a.txt, b.txt and 1 more', pages: 3, answers: 0 })
  const { source }: { source: string } = await main.call('library.open', { document: collection })
  const { text, members } = JSON.parse(source) as SourceDocument
  expect(text).toBe('One text.\n\nAnother text.\n\nA third.')
  expect(members!.map(({ id }) => id)).toEqual(ids)
  expect(await main.call('library.collect', { documents: ids })).toBe(collection)
  // nobody asked for a summary
  expect(main.engines[0]!.orders).toHaveLength(3)
  await main.call('answers.ask', { document: collection, request: { kind: 'question', question: 'Which?' } })
  await main.until('answer.changed', (answer) => isDone(answer) && answer.document === collection)
  expect(
    JSON.parse(readFileSync(join(main.engines[0]!.orders[3]!.folder, 'document.json'), 'utf8')).members,
  ).toHaveLength(3)
  await main.call('library.remove', { document: ids[0]! })
  expect((await main.documents()).map(({ id }) => id).sort()).toEqual([...ids.slice(1), collection].sort())
})

it('a collection is made of documents, and read as they were', async () => {
  const ids = [await added('a.txt', 'One text.'), await added('b.txt', 'Another text.')]
  const collection: string = await main.call('library.collect', { documents: ids })
  await expect(main.call('library.collect', { documents: [ids[0]!, collection] })).rejects.toThrow('no collection')
  await expect(main.call('library.collect', { documents: [ids[0]!, ids[0]!] })).rejects.toThrow('two documents')
  await expect(main.call('library.reread', { document: collection, readAs: { hidden: true } })).rejects.toThrow(
    'one by one',
  )
})

it('two versions are compared, sentence by sentence, where each of them is paged', async () => {
  const before = await added('old.txt', 'The rent is 240 euros. Dogs are allowed.')
  const after = await added('new.txt', 'The rent is 260 euros. Dogs are allowed.')
  const text = (await main.call('library.compare', { before, after })) as unknown as string
  const { rows, before: from }: Comparison = ComparisonSchema.parse(JSON.parse(text))
  expect(rows.map(({ kind }) => kind)).toEqual(['changed', 'same'])
  expect(rows[0]!.after).toEqual({ page: 1, text: 'The rent is 260 euros.', start: 0, end: 22 })
  expect(from.pages).toHaveLength(1)
  await main.call('library.remove', { document: after })
  await expect(main.call('library.compare', { before, after })).rejects.toThrow('not in the library any more')
})
