import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importRecorded } from '../../../../electron/remote/import'
import { chosenBy } from '../../../fixtures/endpoint/engine'
import { ANSWER, recordedAnswer } from '../../../fixtures/endpoint/recorded'
import { fakeDocument } from '../cli/fakes'
import { fakeAddon } from './fake_addon'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const imported = (json: unknown, document = fakeDocument(), indent?: number) => {
  const path = join(folder, 'answer.json')
  writeFileSync(path, JSON.stringify(json, null, indent))
  return importRecorded(path, document, fakeAddon)
}

describe.each(['SGLang', 'vLLM'] as const)('a recorded answer of %s', (kind) => {
  it.each([undefined, 2])('has its text, its rows and its places, indented by %s', async (indent) => {
    const { prompt, json } = recordedAnswer(kind, fakeDocument().text)
    const { result, document } = await imported(json, fakeDocument(), indent)
    expect(result.answer.text).toBe(ANSWER)
    expect(result.answer.sentences.map(({ text }) => text)).toEqual(['The pier is old.', 'It will be renewed in 2027.'])
    expect(result.question).toBe('How old?')
    const { textStart, textEnd, promptLength } = result.generations[0]!
    const words = (from: number, to: number) =>
      result.traced[0]!.tokens.slice(from, to)
        .map(({ text }) => text)
        .join('')
    expect(words(textStart, textEnd)).toBe(fakeDocument().text)
    expect(promptLength).toBe(prompt.length)
    expect(document.tokens.ids).toHaveLength(textEnd - textStart)
    expect([...result.traced[0]!.trace.row(0, 0).positions]).toEqual(chosenBy(promptLength - 1, 0, 8).sort())
    expect(result.remote).toMatchObject({ server: kind, host: 'a recorded answer' })
  })

  it('without rows, or with wrong ones, is none', async () => {
    const { json } = recordedAnswer(kind, fakeDocument().text)
    const text = JSON.stringify(json).replace(/"indexer_topk":"[^"]*"/, '"indexer_topk":null')
    await expect(imported(JSON.parse(text))).rejects.toThrow(/holds no indexer_topk: ask the server for it\.$/)
    const cut = JSON.stringify(json).replace(/("indexer_topk":"[^"]{800})[^"]*"/, '$1"')
    await expect(imported(JSON.parse(cut))).rejects.toThrow(/can't be used: its (?:last row is|rows are) cut off/)
  })

  it('of another document is told', async () => {
    const { json } = recordedAnswer(kind, 'Another text.')
    await expect(imported(json)).rejects.toThrow(/text stands nowhere in the recorded prompt/)
  })
})

it('is told what it lacks', async () => {
  await expect(imported({ text: 'x', meta_info: {} })).rejects.toThrow(
    /lacks what its tokens are .*return_text_in_logprobs\.$/,
  )
  await expect(imported({ model: 'x', choices: [{ text: 'x' }] })).rejects.toThrow(/prompt_logprobs 0\.$/)
  await expect(imported({ hello: 1 })).rejects.toThrow(/is no answer of SGLang/)
  await expect(importRecorded(join(folder, 'none.json'), fakeDocument(), fakeAddon)).rejects.toThrow(/can't be read/)
})
