import { type Alignment, align } from '../../../../electron/shared/document/alignment'
import type { SourceDocument } from '../../../../electron/shared/document/types'
import type { AnswerEntry, AnswerResult, Generation } from '../../../../electron/shared/ipc/answer_data'
import type { Row } from '../../../../renderer/lens/row/row'

/** Two pages, three sentences; every word is a token that begins with the space before it. */
export const TEXT = 'The pier is old. It will close.\n\nA new one comes in June.'

export const source: SourceDocument = {
  file: 'pier.pdf',
  kind: 'pdf',
  text: TEXT,
  pages: [
    { number: 1, width: 600, height: 800, start: 0, end: 31, imageOnly: false },
    { number: 2, label: 'ii', width: 600, height: 800, start: 33, end: TEXT.length, imageOnly: false },
  ],
  runs: [],
  sentences: [
    { start: 0, end: 16, page: 1, kind: 'prose' },
    { start: 17, end: 31, page: 1, kind: 'prose' },
    { start: 33, end: TEXT.length, page: 2, kind: 'prose' },
  ],
  headings: [],
  notes: [],
}

export function alignment(): Alignment {
  const offsets = [...TEXT.matchAll(/\s*\S+/g)].map((match) => match.index)
  return align(source, { ids: new Int32Array(offsets.length), offsets: Uint32Array.from([...offsets, TEXT.length]) })
}

/** 13 document tokens at positions 5..17, a question of 3, then the answer. */
export const generation: Generation = {
  kind: 'part',
  title: 'pages 1-2',
  part: { from: 0, to: 13, firstPage: 1, lastPage: 2 },
  units: [0, 1, 2],
  answer: {
    text: 'It closes in June. Then it opens.',
    tokens: 7,
    stopped: 'end',
    logProbability: -0.2,
    sentences: [
      { text: 'It closes in June.', from: 0, to: 4, support: 'supported', evidence: [] },
      { text: 'Then it opens.', from: 4, to: 7, support: 'none', evidence: [] },
    ],
  },
  tokenStarts: [0, 2, 9, 12, 18, 23, 26, 33],
  textStart: 5,
  textEnd: 18,
  promptLength: 21,
  topK: 8,
  layers: 4,
  pairs: { attended: 100, dense: 300, indexer: 300 },
}

export const row = (parts: Partial<Row> = {}): Row => ({
  position: 22,
  positions: Int32Array.from([0, 5, 6, 9, 15, 17, 19, 21]),
  scores: Float32Array.from([1, 2, 3, 2, 5, 4, 1, 1]),
  lastIn: 1,
  missed: Int32Array.from([7]),
  missedScores: Float32Array.from([0.75]),
  sentences: Int32Array.from([2, 0, 1]),
  sentenceMax: Float32Array.from([5, 3, 0.75]),
  sentenceLogSumExp: Float32Array.from([5.5, 3.5, 1]),
  outside: { template: 1, question: 1, answer: 1 },
  ...parts,
})

export const model: AnswerResult['model'] = {
  name: 'Small',
  architecture: 'deepseek32',
  layers: 4,
  topK: 8,
  backend: 'CPU',
  sha256: 'small',
  builtIn: true,
  retrievalLayers: [2, 3],
  calibrated: true,
}

export const timings: AnswerResult['timings'] = {
  prefillTokensPerSecond: 100,
  decodeTokensPerSecond: 10,
  evaluatedTokens: 1,
  seconds: 1,
}

/** A summary of `source` that ended, of the one generation. */
export const summary = (id: string, parts: Partial<AnswerEntry> = {}): AnswerEntry => ({
  id,
  document: '00000000-0000-4000-9000-000000000000',
  request: { kind: 'summary' },
  state: 'done',
  createdAt: 1,
  text: generation.answer.text,
  sentences: generation.answer.sentences,
  result: {
    document: { file: 'pier.pdf', pages: 2, tokens: 13, sentences: 3, coverage: 1, imagePages: [], parts: [] },
    model,
    timings,
    generations: [generation],
    main: 0,
    ranking: [],
  },
  ...parts,
})
