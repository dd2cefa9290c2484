import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readDocument } from '../../../../electron/documents/read'
import { writeCollection } from '../../../../electron/documents/stored_collection'
import { compareStored } from '../../../../electron/documents/stored_comparison'
import { readAnalysis } from '../../../../electron/export/saved/read'
import { textHash } from '../../../../electron/export/saved/text_hash'
import { writeExport } from '../../../../electron/export/write'
import { writeTokens } from '../../../../electron/library/tokens_file'
import type { EngineProcess } from '../../../../electron/main/engine_host'
import { importAnswer } from '../../../../electron/service/recorded'
import type { AnswerResult } from '../../../../electron/shared/ipc/answer_data'
import type { EngineCalls, EngineEvents, Handlers, Input } from '../../../../electron/shared/ipc/calls'
import { engineCalls, engineEvents } from '../../../../electron/shared/ipc/contract'
import type { ExportOrder } from '../../../../electron/shared/ipc/export_data'
import { CallFailure } from '../../../../electron/shared/ipc/failure'
import { listedDocument } from '../../../../electron/shared/ipc/listed_document'
import type { ModelChoice } from '../../../../electron/shared/ipc/model_calls'
import type { InspectedModel, ModelCard } from '../../../../electron/shared/ipc/model_data'
import { type Port, serve, type Tell, teller } from '../../../../electron/shared/ipc/port'
import { PLAN } from '../../plan'
import { fakeAddon } from '../remote/fake_addon'

type Order = Input<EngineCalls, 'answer.run'>

/** What an engine is made to do in a test. */
export interface Script {
  /** How one request is answered; the usual: a short summary in tokens. */
  answer?(order: Order, engine: FakeEngine): Promise<AnswerResult>
  /** How an export is written; the usual: as it is. `cancelled` settles when it is to stop. */
  write?(order: ExportOrder, tell: (done: number, total: number) => void, cancelled: Promise<void>): Promise<void>
  /** Calls that are answered otherwise than usual. */
  handlers?(engine: FakeEngine): Partial<Handlers<EngineCalls>>
  /** Answers nothing at all. */
  hung?: boolean
}

/** The engine's calls without a model, over a port as between processes: what is sent is cloned and comes later. */
export class FakeEngine implements EngineProcess {
  readonly port: Port
  readonly tell: Tell<EngineEvents>
  readonly orders: Order[] = []
  readonly calls: string[] = []
  readonly cancelled = new Set<string>()
  private readonly exports = new Map<string, () => void>()
  private exited = false
  private readonly exitListeners: ((what: string) => void)[] = []

  constructor(private readonly script: Script = {}) {
    const [main, engine] = ports(() => this.exited)
    this.port = main
    this.tell = teller(engine, engineEvents)
    if (!script.hung) serve(engine, engineCalls, { ...this.handlers(), ...script.handlers?.(this) })
  }

  kill(): void {
    this.exit('killed')
  }

  exit(what: string): void {
    if (this.exited) return
    this.exited = true
    setTimeout(() => {
      for (const listener of this.exitListeners) listener(what)
    })
  }

  onExit(listener: (what: string) => void): void {
    this.exitListeners.push(listener)
  }

  token(answer: string, token: string, tokens: number, part = 0, parts = 1): void {
    const progress = { stage: 'answer', part, parts, merging: false, token, tokens, tokensPerSecond: 100 } as const
    this.tell('answer.progress', { answer, progress })
  }

  private handlers(): Handlers<EngineCalls> {
    return {
      'document.pages': ({ path, into }) => {
        this.note(`document.pages ${basename(path)}`)
        writeFileSync(into, '%PDF-1.7 pages', { flag: 'wx' })
      },
      'document.collect': ({ from, into }) => writeCollection(from, into),
      'document.compare': ({ before, after }) => compareStored(before, after),
      'document.read': async ({ job, path, into, password, readAs }) => {
        const read = await readDocument(path, {
          ...readAs,
          password: async (retry) => (retry ? undefined : password),
          onProgress: (pagesDone, pages) => this.tell('document.progress', { job, pagesDone, pages }),
        })
        const document = { ...read, readAs }
        writeFileSync(into, JSON.stringify(document), { flag: 'wx' })
        return { ...listedDocument(document), imagePages: [] }
      },
      'answer.run': (order) => {
        this.orders.push(order)
        return (this.script.answer ?? usualAnswer)(order, this)
      },
      'answer.find': ({ question }) => [{ sentence: 1, page: 1, text: `About ${question}`, score: 3 }],
      'session.close': () => this.note('session.close'),
      'session.forget': ({ folder }) => this.note(`session.forget ${folder}`),
      'trace.span': () => notKept(),
      'trace.row': () => notKept(),
      'trace.map': () => notKept(),
      'trace.byLayer': () => notKept(),
      'trace.never': () => notKept(),
      'trace.uses': () => notKept(),
      'trace.release': ({ folder }) => this.note(`trace.release ${folder}`),
      'export.write': ({ job, order }) => {
        if (!this.script.write) return writeExport(order)
        const cancelled = new Promise<void>((resolve) => this.exports.set(job, resolve))
        return this.script.write(order, (done, total) => this.tell('export.progress', { job, done, total }), cancelled)
      },
      'analysis.read': ({ path, into }) => readAnalysis(path, basename(path), into),
      'analysis.import': (order) => importAnswer(order, fakeAddon),
      'analysis.textHash': ({ path }) => textHash(path),
      'experiment.check': () => notKept(),
      'experiment.ask': () => notKept(),
      'experiment.heads': () => notKept(),
      'experiment.scores': () => notKept(),
      'experiment.statistics': () => notKept(),
      'cost.measure': () => notKept(),
      'job.cancel': ({ job }) => {
        this.cancelled.add(job)
        this.exports.get(job)?.()
      },
      'model.inspect': ({ model }) => {
        this.note(`model.inspect ${basename(model.path ?? '')}`)
        return inspectedModel(model)
      },
      'model.plan': ({ model, choice }) => {
        this.note(`model.plan ${basename(model.path ?? '')} ${JSON.stringify(choice)}`)
        return PLAN
      },
      'model.hash': ({ job }) => {
        this.tell('job.progress', { job, progress: { step: 'hash', done: 2 ** 30, total: 2 ** 31 } })
        return { sha256: 'ab'.repeat(32), sampledSha256: 'cd'.repeat(32) }
      },
      'model.load': ({ job, model }) => {
        this.tell('job.progress', { job, progress: { step: 'load', done: 500, total: 1000 } })
        this.tell('model.loaded', { path: model.path ?? '' })
      },
      'model.unload': () => {
        this.note('model.unload')
        this.tell('model.loaded', { path: null })
      },
      'engine.status': ({ model }) => ({
        model: {
          name: model.path ?? 'built in',
          builtIn: model.path === undefined,
          layers: 2,
          topK: 4,
          contextLength: 64,
          ...(model.path?.includes('thinker') && { thinks: false }),
          ...(model.path?.includes('bad') ? { problem: 'It has no indexers.' } : {}),
        },
        device: 'CPU',
        instructionSets: '',
        attention: { sparse: true, reason: '' },
        version: 'fake',
      }),
      'engine.ping': () => undefined,
    }
  }

  private note(call: string): void {
    this.calls.push(call)
  }
}

/** What a model file is goes by its name: "bad" has no indexers, "mute" no chat template. */
function inspectedModel({ path = 'built in', template }: ModelChoice): InspectedModel {
  const name = basename(path)
  if (name.includes('bad')) return { problem: { code: 'no-indexer', message: `${name} has no indexers.` } }
  const card = { ...CARD, name: name.replace('.gguf', '') }
  if (template?.includes('wrong')) return { card, problem: { code: 'bad-argument', message: 'It is no template.' } }
  if (name.includes('mute') && !template)
    return { card, problem: { code: 'no-chat-template', message: 'It has no chat template.' } }
  return { card, hash: { sha256: '', sampledSha256: 'cd'.repeat(32) } }
}

export const CARD: ModelCard = {
  name: 'Fake',
  architecture: 'deepseek32',
  parameters: 671e9,
  quantization: 'Q4_K 90%, Q6_K 10%',
  contextLength: 163_840,
  layers: 61,
  indexerHeads: 64,
  indexerDim: 128,
  topK: 2048,
  license: 'mit',
  bytes: 4e11,
  files: 9,
}

function notKept(): never {
  throw new CallFailure('trace-damaged', 'No such trace.')
}

/** Two ends of a channel. */
function ports(closed: () => boolean): [Port, Port] {
  const listeners: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []]
  const end = (mine: 0 | 1): Port => ({
    post(message) {
      const copy = structuredClone(message)
      setTimeout(() => {
        if (!closed()) for (const listener of listeners[mine === 0 ? 1 : 0]) listener(copy)
      })
    },
    listen: (listener) => listeners[mine].push(listener),
  })
  return [end(0), end(1)]
}

export const SENTENCE = {
  text: 'It is about rent.',
  from: 0,
  to: 5,
  support: 'supported',
  evidence: [{ sentence: 0, page: 1, text: 'The rent is due.', score: 3, count: 2 }],
} as const

async function usualAnswer(order: Order, engine: FakeEngine): Promise<AnswerResult> {
  const { job: answer } = order
  engine.tell('answer.progress', { answer, progress: { stage: 'load', done: 1 } })
  for (const [i, token] of ['It', ' is', ' about', ' rent', '.'].entries()) engine.token(answer, token, i + 1)
  engine.tell('answer.sentence', { answer, generation: 0, sentence: { ...SENTENCE, evidence: [...SENTENCE.evidence] } })
  return resultOf(order, SENTENCE.text)
}

/** A result, with the files that belong to it. */
export async function resultOf(
  order: Order,
  text: string,
  stopped: 'end' | 'cancelled' = 'end',
): Promise<AnswerResult> {
  mkdirSync(order.answerFolder, { recursive: true })
  writeFileSync(join(order.answerFolder, '0.trace'), 'trace')
  await writeTokens(join(order.answerFolder, 'tokens.bin'), { ids: Int32Array.of(1), offsets: Uint32Array.of(0, 4) })
  return {
    document: { file: 'note.txt', pages: 1, tokens: 4, sentences: 1, coverage: 1, imagePages: [], parts: [] },
    model: {
      name: 'Fake',
      architecture: 'deepseek32',
      layers: 2,
      topK: 4,
      backend: 'CPU',
      sha256: 'abc123',
      builtIn: true,
      retrievalLayers: [1],
      calibrated: true,
    },
    timings: { prefillTokensPerSecond: 1, decodeTokensPerSecond: 1, evaluatedTokens: 9, seconds: 1 },
    generations: [
      {
        kind: 'part',
        title: 'page 1',
        units: [0],
        answer: {
          text,
          tokens: 5,
          stopped,
          sentences: [{ ...SENTENCE, evidence: [...SENTENCE.evidence] }],
          logProbability: -1,
        },
        tokenStarts: [0, 2, 5, 11, 16, 17],
        textStart: 1,
        textEnd: 3,
        promptLength: 4,
        topK: 4,
        layers: 2,
        pairs: { attended: 1, dense: 1, indexer: 1 },
      },
    ],
    main: 0,
    ranking: [],
  }
}
