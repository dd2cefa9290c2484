import { PassThrough } from 'node:stream'
import type { Engine, ModelSettings, Reading } from '../../../../electron/cli/engine'
import { Output } from '../../../../electron/cli/output'
import { run } from '../../../../electron/cli/run'
import type { Surroundings } from '../../../../electron/cli/surroundings'
import type { Trace, TraceRow } from '../../../../electron/engine/native_trace'
import type { ReadOptions, SourceDocument } from '../../../../electron/shared/document/types'
import type { AnswerRequest } from '../../../../electron/shared/ipc/answer_data'
import type { CostReport } from '../../../../electron/shared/ipc/cost_data'
import type { Plan } from '../../../../electron/shared/ipc/plan_data'
import type { RequestOptions, RequestResult, TracedPart } from '../../../../electron/summarize/types'

/** A document of two pages and an image. */
export function fakeDocument(): SourceDocument {
  const text = 'The pier is old.\n\nIt will be renewed in 2027.'
  const size = { width: 612, height: 792 }
  return {
    file: 'pier.pdf',
    kind: 'pdf',
    text,
    pages: [
      { number: 1, ...size, start: 0, end: 18, imageOnly: false },
      { number: 2, ...size, start: 18, end: 18, imageOnly: true },
      { number: 3, ...size, start: 18, end: text.length, imageOnly: false },
    ],
    runs: [],
    sentences: [
      { start: 0, end: 16, page: 1, kind: 'prose' },
      { start: 18, end: text.length, page: 3, kind: 'prose' },
    ],
    headings: [],
    notes: [],
  }
}

export function fakeResult(changes: Partial<RequestResult> = {}): RequestResult {
  return {
    kind: 'summary',
    document: {
      file: 'pier.pdf',
      pages: 3,
      tokens: 1234,
      sentences: 2,
      coverage: 1,
      imagePages: [2],
      parts: [{ from: 0, to: 1234, firstPage: 1, lastPage: 3 }],
    },
    model: {
      name: 'Tiny',
      architecture: 'deepseek32',
      layers: 2,
      topK: 16,
      backend: 'CPU',
      sha256: 'ab'.repeat(32),
      builtIn: true,
      retrievalLayers: [0, 1],
      calibrated: true,
    },
    answer: {
      text: 'The pier will be renewed. It is blue.',
      tokens: 9,
      stopped: 'end',
      logProbability: -0.5,
      sentences: [
        {
          text: 'The pier will be renewed.',
          from: 0,
          to: 5,
          support: 'supported',
          evidence: [
            { sentence: 1, page: 3, text: 'It will be renewed in 2027.', score: 7.25, count: 12 },
            { sentence: 0, page: 1, text: 'The pier is old.', score: 1.5, count: 3, steps: 2 },
          ],
        },
        { text: 'It is blue.', from: 5, to: 9, support: 'none', evidence: [] },
      ],
    },
    others: [],
    timings: { prefillTokensPerSecond: 180.12345, decodeTokensPerSecond: 4.4, evaluatedTokens: 1300, seconds: 9.87 },
    traced: [],
    generations: [],
    main: 0,
    ranking: [],
    ...changes,
  }
}

/** Rows of two layers in which position p selects every position that is even, as far as topK goes. */
export function fakePart(tokens = 2, topK = 4, promptLength = 10): TracedPart {
  const row = (token: number, layer: number): TraceRow => {
    const position = promptLength - 1 + token
    const positions = Int32Array.from({ length: topK }, (_, i) => 2 * i)
    const scores = Float32Array.from(positions, (p) => 1 / 3 + layer + p)
    const none = new Int32Array()
    const noScores = new Float32Array()
    return {
      position,
      positions,
      scores,
      lastIn: scores[0]!,
      missed: none,
      missedScores: noScores,
      sentences: none,
      sentenceMax: noScores,
      sentenceLogSumExp: noScores,
    }
  }
  const info = {
    version: 1,
    topK,
    layers: 2,
    tokens,
    promptLength,
    sentences: new Int32Array(),
    promptStride: 1,
    meta: '',
  }
  return {
    title: 'pages 1-3',
    trace: { info, row, close: () => {} } as unknown as Trace,
    tokens: Array.from({ length: promptLength + tokens }, (_, id) => ({ id, text: `t${id}`, page: 1, sentence: null })),
  }
}

export const fakeReport = (): CostReport => ({
  measuredAt: 1,
  version: '1.2.3',
  llamaCpp: 'v0.5.0 (0ad4a86)',
  machine: { cpu: 'Fake', threads: 2, instructionSets: 'AVX2', memoryBytes: 8e9, device: 'CPU Fake (AVX2)' },
  attention: { sparse: true, reason: 'ggml-dsa computes it sparse on the CPU' },
  dense: 'twin',
  series: [
    {
      kind: 'model',
      name: 'Tiny',
      sha256: 'ab'.repeat(32),
      layers: 2,
      topK: 16,
      heads: 4,
      indexerHeads: 4,
      points: [
        { depth: 0, sparse: { prefill: 0.004, decode: 0.02 }, dense: { prefill: 0.002, decode: 0.01 } },
        { depth: 1000, sparse: { prefill: 0.004, decode: 0.02 }, dense: { prefill: 0.01, decode: 0.05 } },
      ],
      end: 'context',
    },
  ],
})

/** A model of 4 GiB on a GPU, and its experts in main memory. */
export function fakePlan(): Plan {
  const GIB = 2 ** 30
  const unknown = { bandwidth: null, operations: null }
  const part = { cache: 0, trace: 0, compute: GIB / 4, other: 0 }
  return {
    kind: 'plan',
    basis: 'computed',
    model: { name: 'Tiny', quantization: 'Q8_0 100%', fileBytes: 4 * GIB, layers: 2, topK: 16, contextLength: 8192 },
    machine: {
      name: 'made up',
      host: { totalBytes: 8 * GIB, freeBytes: 6 * GIB, cores: 2, disk: null, ...unknown },
      gpus: [{ name: 'GPU', backend: 'cuda', totalBytes: GIB, freeBytes: GIB, shared: false, link: null, ...unknown }],
    },
    fits: true,
    notes: ['A note.'],
    choice: {
      context: 8192,
      keys: 'f16',
      gpuLayers: 3,
      split: [3],
      cpuExperts: 2,
      mapped: true,
      threads: 2,
      answerTokens: 320,
    },
    devices: [
      { name: 'GPU', kind: 'gpu', freeBytes: 2 * GIB, weights: GIB, ...part, total: 1.25 * GIB },
      { name: 'Main memory', kind: 'host', freeBytes: 6 * GIB, weights: 3 * GIB, ...part, total: 3.25 * GIB },
    ],
    speed: [
      { depth: 0, readTokensPerSecond: null, writeTokensPerSecond: 12.4, bytesPerToken: 3e9, operationsPerToken: 7e9 },
    ],
  }
}

/** What is found for every question. */
const PASSAGES = [
  { sentence: 1, page: 3, text: 'It will be renewed in 2027.', score: 9.5 },
  { sentence: 0, page: 1, text: 'The pier is old.', score: 0.25 },
]

/** What a run of the command line called and printed. */
export interface FakeRun {
  calls: string[]
  /** Lines beside the results. */
  notes: string[]
  stdout: string
  settings?: ModelSettings
  requests: AnswerRequest[]
  options?: RequestOptions
  readOptions?: ReadOptions
  error?: unknown
}

export const fakeReading = (ran: FakeRun, results: (requests: AnswerRequest[]) => RequestResult[]): Reading => ({
  async run(requests, options) {
    ran.requests.push(...requests)
    ran.options = options
    return results(requests)
  },
  async find(questions) {
    ran.calls.push(`find ${questions.join(', ')}`)
    return questions.map(() => PASSAGES)
  },
  async modelHash(whole) {
    ran.calls.push(whole ? 'hash all' : 'hash')
    return { sha256: 'ab'.repeat(32) }
  },
  tokens: { ids: Int32Array.of(1), offsets: Uint32Array.of(0, 46) },
  async close() {
    ran.calls.push('close')
  },
})

/** Runs the command line on an engine that answers everything at once. */
export async function fakeRun(
  argv: string[],
  engine: Partial<Engine> = {},
  around: Partial<Surroundings> = {},
  results: (requests: AnswerRequest[]) => RequestResult[] = (requests) => requests.map(() => fakeResult()),
): Promise<FakeRun> {
  const stream = new PassThrough()
  const chunks: Buffer[] = []
  stream.on('data', (chunk) => chunks.push(chunk))
  const ran: FakeRun = { calls: [], notes: [], stdout: '', requests: [] }
  const surroundings: Surroundings = {
    engine: {
      hash: async () => ({ sha256: 'cd'.repeat(32), bytes: 46 }),
      async readDocument(path, options) {
        ran.calls.push(`read ${path}`)
        ran.readOptions = options
        return fakeDocument()
      },
      checkModel: async (settings): Promise<undefined> => void ran.calls.push(`check ${settings.model ?? 'built-in'}`),
      async hashModel(model) {
        ran.calls.push(`hash ${model ?? 'built-in'}`)
        return { name: 'Tiny', sha256: 'ab'.repeat(32), sampledSha256: 'cd'.repeat(32) }
      },
      async measureCost() {
        ran.calls.push('measure')
        return fakeReport()
      },
      async plan({ model, machine, choice }) {
        ran.calls.push(`plan ${model ?? 'built-in'} on ${machine ?? 'this computer'} ${JSON.stringify(choice)}`)
        return fakePlan()
      },
      async devices() {
        return [
          { name: 'CPU', description: 'Fake', kind: 'cpu', freeBytes: 3 * 2 ** 30, totalBytes: 8 * 2 ** 30 },
          { name: 'DSA', description: 'sparse attention, avx2', kind: 'accelerator', freeBytes: 0, totalBytes: 0 },
        ]
      },
      filesBelow: async () => undefined,
      async release() {},
      describeAddress: async (address) => ({ host: new URL(address).host, isPrivate: false }),
      async open(_document, settings) {
        ran.calls.push('open')
        ran.settings = settings
        return fakeReading(ran, results)
      },
      ...engine,
    },
    output: new Output(stream),
    progress: { show: () => {}, clear: () => {} },
    note: (line) => ran.notes.push(line),
    async *questions() {},
    signal: new AbortController().signal,
    ...around,
  }
  await run(argv, surroundings).catch((error) => {
    ran.error = error
  })
  ran.stdout = Buffer.concat(chunks).toString()
  return ran
}
