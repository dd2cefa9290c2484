import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeHome, putDocument } from '../../electron/scripts/stage/home'
import { launch, picture, type Running } from '../../electron/scripts/stage/launch'
import { align } from '../../electron/shared/document/alignment'
import type { SourceDocument } from '../../electron/shared/document/types'
import type { AnswerEntry } from '../../electron/shared/ipc/answer_data'
import { dropFiles } from './drop'
import { ask, until } from './page'

/** What a person does: drops a PDF, watches the summary come, clicks a sentence, sees what the model read. */

const REPORT = join(import.meta.dirname, '..', 'fixtures', 'documents', 'report.pdf')
const PICTURES = join(import.meta.dirname, '..', '..', 'build', 'pictures')

let running: Running
let answer: AnswerEntry
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  const home = makeHome()
  running = await launch({ home })
  await running.window.evaluate(() => {
    const told = window as unknown as { tokens: number }
    told.tokens = 0
    window.sparselens.listen((name, data) => {
      if (name === 'answer.progress' && (data as { progress: { stage: string } }).progress.stage === 'answer')
        told.tokens++
    })
  })
  await dropFiles(running.window, running.window.locator('body'), [putDocument(home, REPORT)])
})
afterAll(() => running?.close())

test('a dropped PDF is summarized, token by token', async () => {
  answer = await until('the summary', async () => {
    const [entry] = await ask(running.window, 'library.list')
    const [newest] = entry ? await ask(running.window, 'answers.list', { document: entry.id }) : []
    return newest?.state === 'done' ? newest : undefined
  })
  expect(await running.window.evaluate(() => (window as unknown as { tokens: number }).tokens)).toBeGreaterThanOrEqual(
    10,
  )
  expect(answer.result?.document.coverage).toBe(1)
  const shown = running.window.locator('.answer-words')
  await expect.poll(() => shown.count()).toBe(answer.sentences.length)
})

test('a click on a sentence shows its evidence on the pages', async () => {
  const { window } = running
  await window.locator('.answer-words').first().click()
  await window.locator('[data-kind="evidence"]').first().waitFor()
  await picture(window, join(PICTURES, 'evidence.png'))
})

test('the boxes of entered attention are exactly the row of the trace', async () => {
  const { window } = running
  await window.getByRole('tab', { name: 'Entered attention' }).click()
  await window.locator('[data-kind="entered"]').first().waitFor()
  await picture(window, join(PICTURES, 'entered.png'))
  const generation = answer.result!.generations[answer.result!.main]!
  const token = firstVisible(answer.sentences[0]!.from, generation.tokenStarts, generation.answer.text)
  const layer = Number(await window.getByRole('slider', { name: 'Layer' }).getAttribute('aria-valuenow'))
  const positions = await rowOf(token, layer)
  const drawn = await window
    .locator('[data-kind="entered"]')
    .evaluateAll((boxes) => boxes.map((box) => Number((box as HTMLElement).dataset.position)))
  const alignment = align(...(await textAndTokens()))
  const pageOf = (position: number) => alignment.pageOfToken(generation.part!.from + position - generation.textStart)
  // only pages that are in sight are drawn
  const pages = new Set(drawn.map(pageOf))
  const expected = positions.filter((p) => p >= generation.textStart && p < generation.textEnd && pages.has(pageOf(p)))
  expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual(expected)
  expect(expected.length).toBeGreaterThan(10)
})

const firstVisible = (from: number, starts: number[], text: string) => {
  let token = from
  while (!text.slice(starts[token], starts[token + 1]).trim()) token++
  return token
}

/** Typed arrays don't cross into the test as they are. */
const rowOf = (token: number, layer: number): Promise<number[]> =>
  running.window.evaluate(
    async ([id, generation, token, layer]) => {
      const trace = { answer: id, generation }
      const reply = await window.sparselens.call('lens.row', { trace, token, layer })
      return Array.from((reply as unknown as { value: { positions: Int32Array } }).value.positions)
    },
    [answer.id, answer.result!.main, token, layer] as const,
  )

async function textAndTokens(): Promise<[SourceDocument, { ids: Int32Array; offsets: Uint32Array }]> {
  const opened = await ask(running.window, 'library.open', { document: answer.document })
  const source = (typeof opened.source === 'string' ? JSON.parse(opened.source) : opened.source) as SourceDocument
  const tokens = await running.window.evaluate(async (id) => {
    const reply = await window.sparselens.call('lens.tokens', { answer: id })
    const { ids, offsets } = (reply as unknown as { value: { ids: Int32Array; offsets: Uint32Array } }).value
    return { ids: Array.from(ids), offsets: Array.from(offsets) }
  }, answer.id)
  return [source, { ids: Int32Array.from(tokens.ids), offsets: Uint32Array.from(tokens.offsets) }]
}
