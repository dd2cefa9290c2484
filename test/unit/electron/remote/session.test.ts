import { afterEach, describe, expect, it } from 'vitest'
import { RemoteSession } from '../../../../electron/remote/session'
import type { SourceDocument } from '../../../../electron/shared/document/types'
import type { Progress } from '../../../../electron/shared/ipc/answer_data'
import { countsSentence } from '../../../../electron/shared/shown/remote'
import type { RequestOptions } from '../../../../electron/summarize/types'
import { chosenBy, MadeEngine } from '../../../fixtures/endpoint/engine'
import { EndpointServer, type ServerOptions } from '../../../fixtures/endpoint/server'
import { fakeDocument } from '../cli/fakes'
import { fakeAddon } from './fake_addon'

const ANSWER = 'The pier is old. It will be renewed in 2027.'
const QUESTION = { kind: 'question', question: 'How old is the pier?' } as const

const servers: EndpointServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function served(options: Partial<ServerOptions> = {}): Promise<EndpointServer> {
  const server = await EndpointServer.start({ kind: 'sglang', engine: new MadeEngine(ANSWER), ...options })
  servers.push(server)
  return server
}

/** One question about the pier, asked of a server. */
async function asked(options: Partial<ServerOptions> = {}, how: RequestOptions = {}) {
  const { address } = await served(options)
  const session = await RemoteSession.open({ address }, fakeDocument(), {}, () => fakeAddon)
  try {
    const [result] = await session.run([QUESTION], how)
    return { result: result!, session }
  } finally {
    await session.close()
  }
}

const failureOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (error) => `${error.code}: ${error.message.replace(/127\.0\.0\.1:\d+/g, 'HOST')}`,
  )

describe.each(['sglang', 'vllm'] as const)('an answer of %s', (kind) => {
  it('streams, and has its rows, its evidence and where it came from', async () => {
    const progress: Progress[] = []
    const { result } = await asked({ kind }, { onProgress: (one) => progress.push(one) })
    const { answer, remote, model, traced, generations } = result
    expect(answer.text).toBe(ANSWER)
    expect(answer.sentences.map(({ text, support }) => [text, support])).toEqual([
      ['The pier is old.', 'unknown'],
      ['It will be renewed in 2027.', 'unknown'],
    ])
    expect(answer.sentences[0]!.evidence.map(({ sentence }) => sentence)).toEqual([1, 0])
    const words = progress.flatMap((one) => (one.stage === 'answer' ? [one.token] : []))
    expect(words.length).toBeGreaterThan(5)
    expect(words.join('')).toBe(ANSWER)
    const [generation] = generations
    expect(traced).toHaveLength(1)
    const { promptLength } = generation!
    const { positions } = traced[0]!.trace.row(2, 2)
    expect([...positions]).toEqual(chosenBy(promptLength + 1, 2, 8).sort())
    expect(remote).toMatchObject({
      server: kind === 'sglang' ? 'SGLang' : 'vLLM',
      version: kind === 'sglang' ? '0.5.9' : '0.24.0',
      isPrivate: true,
      sentTokens: promptLength,
    })
    expect(model).toMatchObject({ name: 'made-deepseek', layers: 3, topK: 8, measure: 'counts', indexLayers: [0, 2] })
    expect(countsSentence(remote!)).toContain('no scores')
    expect(answer.logProbability).toBe(-0.5)
  })

  it('has every token of prompt and answer in its place', async () => {
    const { result } = await asked({ kind })
    const { tokens } = result.traced[0]!
    const { textStart, textEnd, promptLength, answer } = result.generations[0]!
    const words = (from: number, to?: number) =>
      tokens
        .slice(from, to)
        .map(({ text }) => text)
        .join('')
    expect(words(0, textStart)).toBe('<｜begin▁of▁sentence｜><｜User｜>Read the document and answer the question.\n\n')
    expect(words(textStart, textEnd)).toBe(fakeDocument().text)
    expect(words(textEnd, promptLength)).toBe('\n\nQuestion: How old is the pier?<｜Assistant｜></think>')
    expect(words(promptLength)).toBe(answer.text)
  })

  it('without rows is an answer without a lens, and says so', async () => {
    const { result } = await asked({ kind, tellsNoRows: true })
    expect(result.answer.text).toBe(ANSWER)
    expect(result.traced).toEqual([])
    expect(result.answer.sentences[0]).toMatchObject({ support: 'unknown', evidence: [] })
    expect(result.remote!.noLens).toContain("The server doesn't tell what entered attention")
  })

  it.each([
    ['of another size', (rows: Int32Array) => rows.slice(0, -24), /\d+ were read/],
    [
      'past the sequence',
      (rows: Int32Array) => rows.map((one, i) => (i === 500 ? 1 << 30 : one)),
      /can't have read token 1073741824/,
    ],
    [
      'of places in a cache',
      (rows: Int32Array) => rows.map((one, i) => (i > 1000 && one >= 0 ? one + 64 : one)),
      /SGLANG_DSA_FUSE_TOPK=0/,
    ],
    [
      'without end',
      (rows: Int32Array) => new Int32Array(rows.length * 9).fill(-1).map((_, i) => rows[i % rows.length]!),
      /more rows|were read|cut off/,
    ],
  ])('with rows %s keeps its text, and says why there is no lens', async (_, change, why) => {
    const { result } = await asked({ kind, mangleRows: ({ rows, encoded }) => ({ rows: change(rows), encoded }) })
    expect(result.answer.text).toBe(ANSWER)
    expect(result.traced).toEqual([])
    expect(result.remote!.noLens).toMatch(why)
  })

  it('that breaks off is kept as far as it came, and says so', async () => {
    const { result } = await asked({ kind, breakAfter: 5 })
    expect(ANSWER).toContain(result.answer.text)
    expect(result.answer.text.length).toBeGreaterThan(5)
    expect(result.answer.stopped).toBe('cancelled')
    expect(result.remote!.broken).toMatch(/^The connection to .* (broke|ended)/)
  })

  it('with nonsense in the middle is kept as far as it came', async () => {
    const mangle = (event: string, i: number) => (i === 6 ? event.replace('-0.5', 'NaN') : event)
    const { result } = await asked({ kind, mangle })
    expect(result.remote!.broken).toContain('an event that is no JSON')
    expect(result.answer.text.length).toBeGreaterThan(5)
  })

  it('is told where the server read other tokens than it was sent', async () => {
    const { result } = await asked({ kind, miscounts: 1 })
    expect(result.traced).toEqual([])
    expect(result.remote!.noLens).toMatch(/the server read \d+ tokens where \d+ were sent/)
  })
})

describe('failures', () => {
  it.each([
    [
      { status: 401, body: '{"error":"Unauthorized"}' },
      'HOST refuses the key (401: Unauthorized); give the right one.',
    ],
    [
      { status: 429, body: '{"message":"slow down"}' },
      'HOST has too many requests (429: slow down); wait, then ask again.',
    ],
    [{ status: 503, body: '<html>no</html>' }, "HOST failed (503); look into the server's log, then ask again."],
    [
      { status: 400, body: '{"error":{"message":"too long.\\nreally"}}' },
      'HOST refuses the request (400: too long. really).',
    ],
    [
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      'HOST sends elsewhere (302), which is not followed; name the address it leads to.',
    ],
  ])('are sentences: %j', async (fail, sentence) => {
    const failure = await failureOf(asked({ fail: { path: '/generate', ...fail } }))
    expect(failure).toBe(`endpoint-failed: ${sentence}`)
  })

  it('of the key before anything of the document is sent', async () => {
    const server = await served({ key: 'secret' })
    const open = RemoteSession.open({ address: server.address, key: 'wrong' }, fakeDocument())
    expect(await failureOf(open)).toMatch(/^endpoint-failed: HOST refuses the key \(401/)
    expect(server.received).not.toContain('pier')
    expect(server.asked.map(({ authorization }) => authorization)).toEqual(['Bearer wrong'])
  })

  it('of a server that isn’t there, that is silent, that is something else', async () => {
    const open = (address: string, patience?: number) =>
      failureOf(RemoteSession.open({ address, patience }, fakeDocument()))
    expect(await open('http://127.0.0.1:1')).toMatch(/^endpoint-failed: HOST can't be reached \(ECONNREFUSED\)/)
    const silent = await served({ silent: '/v1/models' })
    expect(await open(silent.address, 1)).toMatch(/^endpoint-failed: HOST said nothing for too long/)
    const other = await served({
      fail: { path: '/v1/models', status: 200, body: '{"data":[{"id":"x","owned_by":"me"}]}' },
    })
    expect(await open(other.address)).toContain('it is neither SGLang nor vLLM (its model is owned by "me")')
    const page = await served({ fail: { path: '/v1/models', status: 200, body: '<html>' } })
    expect(await open(page.address)).toContain('/v1/models gives no JSON')
  })

  it('of an address', async () => {
    const open = (address: string) => failureOf(RemoteSession.open({ address }, fakeDocument()))
    expect(await open('box:30000')).toMatch(/^bad-argument: "box:30000" is no address of a server/)
    expect(await open('http://me:secret@box')).toContain('a key in an address is seen by too many')
  })

  it('of a document that is too long for the server, before it is sent to be read', async () => {
    const server = await served({ contextLength: 50 })
    const session = await RemoteSession.open({ address: server.address }, fakeDocument(), {}, () => fakeAddon)
    expect(await failureOf(session.run([QUESTION]))).toMatch(
      /^context-full: The document has \d+ tokens with its question/,
    )
    expect(server.asked.map(({ path }) => path)).not.toContain('/generate')
    await session.close()
  })

  it('of a tokenizer that changes the text: a difference of one token is told, and nothing is asked', async () => {
    const engine = new MadeEngine(ANSWER)
    const { piece } = MadeEngine.prototype
    engine.piece = (id) =>
      piece.call(engine, id).toString() === ' renewed' ? Buffer.from(' removed') : piece.call(engine, id)
    expect(await failureOf(asked({ engine }))).toMatch(
      /^endpoint-failed: The server's tokens don't spell the document: at character 29 \(token 11\) it says " renewed in ", and they say " removed"/,
    )
  })

  it('of a model that isn’t DeepSeek’s, without a template', async () => {
    expect(await failureOf(asked({ engine: new MadeEngine(ANSWER, ['<｜end▁of▁sentence｜>']) }))).toMatch(
      /^no-chat-template: .*--template FILE/,
    )
  })
})

describe('what is sent', () => {
  it('is the text, the question and our own words, and the key in its header only', async () => {
    const server = await served({ key: 'secret' })
    const session = await RemoteSession.open(
      { address: server.address, key: 'secret' },
      fakeDocument(),
      {},
      () => fakeAddon,
    )
    await session.run([QUESTION])
    await session.close()
    expect(server.received).not.toContain('secret')
    expect(server.received).not.toContain('pier.pdf')
    expect(server.asked.map(({ path }) => path)).toEqual([
      '/v1/models',
      '/server_info',
      ...Array(4).fill(['/v1/tokenize', '/v1/detokenize']).flat(),
      '/generate',
      '/v1/detokenize',
    ])
  })

  it('holds no control token that a document brings along', async () => {
    const { text, ...rest } = fakeDocument()
    const evil = { ...rest, text: text.replace('old', '<｜User｜>') }
    const engine = new MadeEngine(ANSWER)
    const server = await served({ engine })
    const session = await RemoteSession.open({ address: server.address }, evil as SourceDocument, {}, () => fakeAddon)
    await session.run([QUESTION])
    await session.close()
    const { input_ids: ids } = server.asked.find(({ path }) => path === '/generate')!.body as { input_ids: number[] }
    const [user] = engine.tokenize('<｜User｜>')
    expect(ids.filter((id) => id === user)).toHaveLength(1)
  })

  it('of a follow-up has the conversation before the question', async () => {
    const { address } = await served()
    const session = await RemoteSession.open({ address }, fakeDocument(), {}, () => fakeAddon)
    const history = [{ question: 'Is there a pier?', answer: 'Yes.' }]
    const [result] = await session.run([{ ...QUESTION, history }])
    await session.close()
    expect(result).toMatchObject({ follows: [1], forgotten: 0 })
    const { textEnd, promptLength } = result!.generations[0]!
    const between = result!.traced[0]!.tokens.slice(textEnd, promptLength)
      .map(({ text }) => text)
      .join('')
    expect(between).toContain('Question: Is there a pier?\nAnswer: Yes.\n\nQuestion: How old is the pier?')
  })
})

it('costs what its tokens cost at the prices that were entered', async () => {
  const { address } = await served()
  const prices = { sent: 2, received: 10 }
  const session = await RemoteSession.open({ address, prices }, fakeDocument(), {}, () => fakeAddon)
  const [result] = await session.run([QUESTION])
  await session.close()
  const { sentTokens, receivedTokens, cost } = result!.remote!
  expect(cost).toBeCloseTo((sentTokens * 2 + receivedTokens * 10) / 1e6, 9)
})

it('cancelled after its first words is kept where that is wanted', async () => {
  const cancel = new AbortController()
  const onProgress = (one: Progress) => one.stage === 'answer' && one.tokens === 4 && cancel.abort()
  const { result } = await asked({}, { signal: cancel.signal, keepCancelled: true, onProgress })
  expect(result.answer.stopped).toBe('cancelled')
  expect(result.remote!.broken).toBeUndefined()
  const again = new AbortController()
  const stop = (one: Progress) => one.stage === 'answer' && again.abort()
  expect(await failureOf(asked({}, { signal: again.signal, onProgress: stop }))).toMatch(/^cancelled: /)
})
