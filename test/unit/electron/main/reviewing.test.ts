import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppOfTest, isDone } from './app_of_test'

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

it('a sentence is ticked and noted, kept over a restart and in the copy beside it, and taken back', async () => {
  await main.open()
  const [shown] = await main.drop(main.file('note.txt'))
  const { id } = await main.until('answer.changed', isDone)
  const review = (sentence: number, verified: boolean, note = '') =>
    main.call('answers.review', { answer: id, sentence, verified, note })
  await review(0, false, '  See clause 4. ')
  await review(0, true, 'See clause 4.')
  const kept = [{ sentence: 0, verified: true, note: 'See clause 4.', at: expect.any(Number) }]
  const [answer] = await main.answers(shown!.document!)
  expect(answer!.reviews).toEqual(kept)
  const copy = main.app.library.files.answerCopy(shown!.document!, id)
  expect(JSON.parse(readFileSync(join(copy), 'utf8')).reviews).toEqual(kept)
  await main.restart()
  expect((await main.answers(shown!.document!))[0]!.reviews).toEqual(kept)
  await review(0, false)
  expect((await main.answers(shown!.document!))[0]!.reviews ?? []).toEqual([])
  await expect(review(99, true)).rejects.toThrow('not written yet')
})
