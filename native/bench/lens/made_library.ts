import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDocument } from '../../../electron/documents/read'
import { writeTokens } from '../../../electron/library/tokens_file'
import { align } from '../../../electron/shared/document/alignment'
import type { SourceDocument, Tokens } from '../../../electron/shared/document/types'
import type { AnswerEntry, Generation } from '../../../electron/shared/ipc/answer_data'
import { metaText } from '../../../electron/trace/meta'
import { writeMadePdf } from './made_pdf'
import { writeMadeTrace } from './made_trace'

/** A library with one long document and one long answer about it, as the app would have stored them. */

export const SIZE = { pages: 1000, wordsOnPage: 100, layers: 61, topK: 2048, answerTokens: 500 }
const DOCUMENT = '00000000-0000-4000-8000-00000000d0c0'
const ANSWER = '00000000-0000-4000-8000-0000000a0000'
const TEMPLATE = 40
const QUESTION = 30
const SENTENCE = 25

export interface MadeLibrary {
  /** For --user-data-dir; to be copied, as the app writes into it. */
  folder: string
  trace: string
  traceBytes: number
  tokens: number
}

/** Made once, kept in build/. */
export async function madeLibrary(): Promise<MadeLibrary> {
  const folder = join('build', 'bench', `lens-${SIZE.pages}-${SIZE.layers}-${SIZE.answerTokens}`)
  const about = join(folder, 'about.json')
  if (!existsSync(about)) await make(folder)
  return JSON.parse(readFileSync(about, 'utf8')) as MadeLibrary
}

async function make(folder: string): Promise<void> {
  console.log('Making the document and the trace (once) …')
  rmSync(folder, { recursive: true, force: true })
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  const document = join('documents', DOCUMENT)
  const answer = join(document, 'answers', ANSWER)
  mkdirSync(join(making, answer), { recursive: true })
  const pdf = join(making, document, 'source.pdf')
  writeMadePdf(pdf, SIZE.pages, SIZE.wordsOnPage)
  const source = { ...(await readDocument(pdf)), file: 'A long document.pdf', title: 'A long document' }
  writeFileSync(join(making, document, 'document.json'), JSON.stringify(source))
  const tokens = wordTokens(source)
  await writeTokens(join(making, answer, 'tokens.bin'), tokens)
  const generation = madeGeneration(source, tokens)
  writeFileSync(join(making, answer, 'answer.json'), JSON.stringify(madeAnswer(source, generation)))
  const { textStart, textEnd, promptLength } = generation
  const traceBytes = writeMadeTrace(join(making, answer, '0.trace'), {
    ...SIZE,
    tokens: SIZE.answerTokens,
    promptLength,
    sentences: Int32Array.from(
      align(source, tokens).sentences.flatMap(({ firstToken, endToken }) => [
        textStart + firstToken,
        textStart + endToken,
      ]),
    ),
    meta: metaText({ kind: 'part', title: 'pages 1-1000', model: 'made', textStart, textEnd }),
  })
  const trace = join(folder, answer, '0.trace')
  writeFileSync(join(making, 'about.json'), JSON.stringify({ folder, trace, traceBytes, tokens: tokens.ids.length }))
  renameSync(making, folder)
}

/** Every word is a token, with the space before it. */
function wordTokens({ text }: SourceDocument): Tokens {
  const starts: number[] = []
  let bytes = 0
  let last = 0
  for (const { index } of text.matchAll(/\s*\S+/g)) {
    bytes += Buffer.byteLength(text.slice(last, index))
    last = index
    starts.push(bytes)
  }
  return { ids: new Int32Array(starts.length), offsets: Uint32Array.from([...starts, Buffer.byteLength(text)]) }
}

function madeGeneration(source: SourceDocument, tokens: Tokens): Generation {
  const length = tokens.ids.length
  const words = Array.from({ length: SIZE.answerTokens }, (_, i) => {
    const word = i % SENTENCE === 0 ? `Word${i}` : `word${i}`
    return i % SENTENCE === SENTENCE - 1 ? `${word}.` : word
  })
  const text = words.join(' ')
  const tokenStarts = [0]
  for (const word of words)
    tokenStarts.push(Math.min(text.length, tokenStarts.at(-1)! + word.length + (tokenStarts.length === 1 ? 0 : 1)))
  const sentences = Array.from({ length: SIZE.answerTokens / SENTENCE }, (_, i) => ({
    text: words.slice(i * SENTENCE, (i + 1) * SENTENCE).join(' '),
    from: i * SENTENCE,
    to: (i + 1) * SENTENCE,
    support: 'supported' as const,
    evidence: [],
  }))
  const textEnd = TEMPLATE + length
  return {
    kind: 'part',
    title: 'pages 1-1000',
    part: { from: 0, to: length, firstPage: 1, lastPage: source.pages.length },
    units: align(source, tokens).sentences.map((_, i) => i),
    answer: { text, tokens: SIZE.answerTokens, stopped: 'end', sentences, logProbability: -100 },
    tokenStarts,
    textStart: TEMPLATE,
    textEnd,
    promptLength: textEnd + QUESTION,
    topK: SIZE.topK,
    layers: SIZE.layers,
    pairs: { attended: 1e10, dense: 1e12, indexer: 1e12 },
  }
}

function madeAnswer({ file, pages, sentences }: SourceDocument, generation: Generation): AnswerEntry {
  const { text, sentences: said } = generation.answer
  const tokens = generation.part!.to
  const part = { from: 0, to: tokens, firstPage: 1, lastPage: pages.length }
  return {
    id: ANSWER,
    document: DOCUMENT,
    request: { kind: 'summary' },
    state: 'done',
    createdAt: 1,
    text,
    sentences: said,
    result: {
      document: {
        file,
        pages: pages.length,
        tokens,
        sentences: sentences.length,
        coverage: 1,
        imagePages: [],
        parts: [part],
      },
      model: {
        name: 'Made for measuring',
        architecture: 'deepseek32',
        layers: SIZE.layers,
        topK: SIZE.topK,
        backend: 'none',
        sha256: '0'.repeat(64),
        builtIn: false,
        retrievalLayers: [20, 24, 28, 31, 35, 40],
        calibrated: true,
      },
      timings: { prefillTokensPerSecond: 1, decodeTokensPerSecond: 1, evaluatedTokens: 1, seconds: 1 },
      generations: [generation],
      main: 0,
      ranking: [],
    },
  }
}
