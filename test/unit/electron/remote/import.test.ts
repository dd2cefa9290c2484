import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importRecorded } from '../../../../electron/remote/import'
import { chosenBy, MadeEngine, madeRows } from '../../../fixtures/endpoint/engine'
import { npyBase64 } from '../../../fixtures/endpoint/server'
import { fakeDocument } from '../cli/fakes'
import { fakeAddon } from './fake_addon'

const ANSWER = 'The pier is old. It will be renewed in 2027.'
const END = '<｜end▁of▁sentence｜>'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const engine = new MadeEngine(ANSWER)

/** What a server would have written down about a prompt and its answer. */
function recorded(kind: 'SGLang' | 'vLLM', text = fakeDocument().text) {
  const prompt = engine.tokenize(`<｜User｜>Read this.\n\n${text}\n\nQuestion: How old?<｜Assistant｜>`)
  const answer = engine.tokenize(`${ANSWER}${END}`)
  const rows = madeRows(prompt.length + answer.length - 1, 3, 8)
  const written = (id: number) => engine.piece(id).toString()
  if (kind === 'SGLang') {
    const told = (ids: number[]) => ids.map((id, i) => [i === 0 ? null : -0.25, id, written(id)])
    const meta = {
      input_token_logprobs: told(prompt),
      output_token_logprobs: told(answer),
      finish_reason: { type: 'stop' },
    }
    const encoded = Buffer.from(rows.buffer).toString('base64')
    return { prompt, json: { text: ANSWER, output_ids: answer, meta_info: { ...meta, indexer_topk: encoded } } }
  }
  const choice = {
    index: 0,
    text: ANSWER,
    finish_reason: 'stop',
    token_ids: answer,
    prompt_token_ids: prompt,
    prompt_logprobs: prompt.map((id, i) => (i === 0 ? null : { [id]: { logprob: -1, decoded_token: written(id) } })),
    logprobs: { tokens: answer.map(written), token_logprobs: answer.map(() => -0.25) },
    indexer_topk: npyBase64(rows, 3, 8),
  }
  return { prompt, json: { id: 'x', model: 'made', choices: [choice] } }
}

const imported = (json: unknown, document = fakeDocument(), indent?: number) => {
  const path = join(folder, 'answer.json')
  writeFileSync(path, JSON.stringify(json, null, indent))
  return importRecorded(path, document, fakeAddon)
}

describe.each(['SGLang', 'vLLM'] as const)('a recorded answer of %s', (kind) => {
  it.each([undefined, 2])('has its text, its rows and its places, indented by %s', async (indent) => {
    const { prompt, json } = recorded(kind)
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
    const { json } = recorded(kind)
    const text = JSON.stringify(json).replace(/"indexer_topk":"[^"]*"/, '"indexer_topk":null')
    await expect(imported(JSON.parse(text))).rejects.toThrow(/holds no indexer_topk: ask the server for it\.$/)
    const cut = JSON.stringify(json).replace(/("indexer_topk":"[^"]{800})[^"]*"/, '$1"')
    await expect(imported(JSON.parse(cut))).rejects.toThrow(/can't be used: its (?:last row is|rows are) cut off/)
  })

  it('of another document is told', async () => {
    const { json } = recorded(kind, 'Another text.')
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
