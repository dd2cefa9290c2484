import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RECORDED } from '../../../../electron/shared/ipc/remote_data'
import { ANSWER, recordedAnswer } from '../../../fixtures/endpoint/recorded'
import { AppOfTest } from './app_of_test'

const TEXT = 'The pier is old. The board paid for lamps. It will be renewed in 2027.'

let main: AppOfTest
beforeEach(async () => {
  main = await new AppOfTest().open()
})
afterEach(() => main.remove())

const json = (kind: 'SGLang' | 'vLLM', text = TEXT) => JSON.stringify(recordedAnswer(kind, text).json)

/** All answers of a document that weren't asked for here. */
const taken = async (document: string) =>
  (await main.answers(document)).filter(({ result }) => result?.remote?.host === RECORDED)

describe.each(['SGLang', 'vLLM'] as const)('an answer that %s gave elsewhere, dropped', (kind) => {
  it('comes with the document that it is about, whichever is named first', async () => {
    const [answer, document, other] = await main.drop(
      main.file('answer.json', json(kind)),
      main.file('pier.txt', TEXT),
      main.file(
        'other.txt',
        'Another text. It is longer than the first one, and nobody asked about it. It has no pier.',
      ),
    )
    expect([answer!.state, answer!.problem]).toEqual(['done', undefined])
    expect(answer!.document).toBe(document!.document)
    const [found] = await taken(document!.document!)
    expect(found).toMatchObject({ state: 'done', text: ANSWER, request: { kind: 'question', question: 'How old?' } })
    expect(found!.sentences.map(({ text }) => text)).toEqual(['The pier is old.', 'It will be renewed in 2027.'])
    expect(found!.result!.remote).toMatchObject({ server: kind })
    expect(main.heard('answer.changed').map(({ id }) => id)).toContain(found!.id)
    expect(await taken(other!.document!)).toEqual([])
    // after a restart too, and a second time it is the same answer
    await main.restart()
    expect(await taken(document!.document!)).toHaveLength(1)
    const [again] = await main.drop(main.file('the same.json', json(kind)))
    expect(again).toMatchObject({ state: 'done', document: document!.document })
    expect(await taken(document!.document!)).toHaveLength(1)
  })

  it('is refused with a sentence without its document, without rows, and cut off', async () => {
    const [alone] = await main.drop(main.file('answer.json', json(kind)))
    expect(alone).toMatchObject({ state: 'failed' })
    expect(alone!.problem).toBe(
      '"answer.json" is an answer about a text that is not in your library, word for word: add the document that was asked about, then this file again.',
    )
    await main.drop(main.file('pier.txt', TEXT))
    const bad = {
      'without.json': json(kind).replace(/"indexer_topk":"[^"]*"/, '"indexer_topk":null'),
      'cut.json': json(kind).slice(0, -100),
      'other.json': json(kind).replace(/"(?:input_token|prompt)_logprobs"/, '"nothing"'),
    }
    const shown = await main.drop(...Object.entries(bad).map(([name, text]) => main.file(name, text)))
    expect(shown.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed'])
    expect(shown[0]!.problem).toBe('The recorded answer "without.json" holds no indexer_topk: ask the server for it.')
    expect(shown[1]!.problem).toMatch(
      /^The recorded answer "cut.json" (?:ends in the middle of its rows|is no JSON)\.$/,
    )
    expect(shown[2]!.problem).toMatch(/^The recorded answer "other.json" lacks what its tokens are .*: ask with /)
  })
})

it('of two texts it is about the longer one', async () => {
  const [, whole] = await main.drop(main.file('part.txt', 'The pier is old.'), main.file('whole.txt', TEXT))
  const [answer] = await main.drop(main.file('answer.json', json('SGLang')))
  expect(answer!.document).toBe(whole!.document)
})

it('other JSON is a text like any', async () => {
  const chat = JSON.stringify({ object: 'chat.completion', choices: [{ message: { content: 'The rent is due.' } }] })
  const [read] = await main.drop(main.file('chat.json', chat))
  expect(read).toMatchObject({ state: 'done' })
  expect(await main.documents()).toMatchObject([{ file: 'chat.json', kind: 'text' }])
})
