import { readText } from '../../../electron/documents/text/text'
import type { AnswerEntry, AnswerResult, AnswerSentence, Generation } from '../../../electron/shared/ipc/answer_data'
import type { Recording } from './harness/recordings'

/** A small document and answers about it, made by hand. */

export const DOCUMENT = '00000000-0000-4000-8000-00000000d0c0'

export const TEXT = `The old pier was closed in 2021.

A new pier of steel is built in May. It costs 4 million.

A new pier of steel is built in May.`

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export function answer(n: number, changes: Partial<AnswerEntry> = {}): AnswerEntry {
  const request = { kind: 'summary' as const }
  return { id: id(n), document: DOCUMENT, request, state: 'queued', createdAt: n, text: '', sentences: [], ...changes }
}

export const evidence = (text: string, page = 1) => ({ sentence: 0, page, text, score: 3, count: 2 })

export const SENTENCES: AnswerSentence[] = [
  {
    text: 'The pier is old.',
    from: 0,
    to: 6,
    support: 'supported',
    evidence: [evidence('The old pier was closed in 2021.')],
  },
  { text: 'It costs more.', from: 6, to: 10, support: 'none', evidence: [] },
]

/** " It" is the engine's sixth token; its space still stands in the sentence before. */
export const GENERATION: Generation = {
  kind: 'part',
  title: 'all',
  part: { from: 0, to: 40, firstPage: 1, lastPage: 1 },
  units: [0, 1, 2],
  answer: {
    text: 'The pier is old. It costs more.',
    tokens: 9,
    stopped: 'end',
    sentences: SENTENCES,
    logProbability: -3,
  },
  tokenStarts: [0, 3, 8, 11, 15, 16, 19, 25, 30, 31],
  textStart: 10,
  textEnd: 50,
  promptLength: 60,
  topK: 256,
  layers: 2,
  pairs: { attended: 100, dense: 200, indexer: 200 },
}

export const RESULT: AnswerResult = {
  document: {
    file: 'pier.txt',
    pages: 0,
    tokens: 40,
    sentences: 4,
    coverage: 1,
    imagePages: [],
    parts: [{ from: 0, to: 40, firstPage: 1, lastPage: 1 }],
  },
  model: {
    name: 'Small',
    architecture: 'deepseek32',
    layers: 2,
    topK: 256,
    backend: 'CPU',
    sha256: 'abc',
    builtIn: true,
    retrievalLayers: [1],
    calibrated: true,
  },
  timings: { prefillTokensPerSecond: 310, decodeTokensPerSecond: 34, evaluatedTokens: 70, seconds: 3.2 },
  generations: [GENERATION],
  main: 0,
  ranking: [],
}

/** As the harness plays back, without the engine. */
export const RECORDING: Recording = {
  file: 'pier.txt',
  read: { title: 'The Pier', kind: 'text', pages: 0, imagePages: [] },
  source: readText(TEXT, 'pier.txt'),
  status: {
    model: { name: 'Small', builtIn: true, layers: 2, topK: 256, contextLength: 8192 },
    device: 'CPU AMD EPYC',
    instructionSets: 'SSE3, AVX2, AVX512',
    attention: { sparse: false, reason: 'llama.cpp masks on the CPU' },
    version: '0.1.0',
  },
  answers: [{ request: { kind: 'summary' }, events: [], result: RESULT }],
}
