import { basename } from 'node:path'
import { EngineError } from '../engine/errors'
import type { NativeAddon } from '../engine/native'
import { meanOf } from '../network/told'
import { type Alignment, align } from '../shared/document/alignment'
import { oneLine } from '../shared/document/one_line'
import type { SourceDocument } from '../shared/document/types'
import { RECORDED, type Remote } from '../shared/ipc/remote_data'
import { AnswerText } from '../summarize/answer_text'
import { documentInfo } from '../summarize/document_info'
import { DocumentFacts } from '../summarize/facts/unfound'
import type { RequestResult } from '../summarize/types'
import { modelInfo } from './described'
import { partTitle, type RemoteSaid, remoteGeneration, remoteTraced } from './generation'
import { Heard } from './heard'
import { type RemoteText, sentencesAt } from './prompt'
import { type RecordedAnswer, type RecordedToken, readRecorded, readRows } from './recorded'
import { spell } from './spelling'

/** An answer that a server gave elsewhere, with its trace, as if it had been given here. */
export interface ImportedAnswer {
  result: RequestResult
  document: Alignment
}

/** Reads a recorded answer about a document. Throws EngineError: an import without its rows is none. */
export async function importRecorded(
  path: string,
  source: SourceDocument,
  addon: Pick<NativeAddon, 'CountedTrace'>,
): Promise<ImportedAnswer> {
  const recorded = await readRecorded(path)
  const text = placedText(recorded, source)
  if (text) return imported(path, { recorded, text, addon })
  throw unusable(
    'The document’s text stands nowhere in the recorded prompt, word for word; name the document that was asked about.',
  )
}

/** The same of the document among several that it is about: the longest whose text stands in the prompt. */
export async function importAbout<D>(
  path: string,
  documents: AsyncIterable<{ of: D; source: SourceDocument }>,
  addon: Pick<NativeAddon, 'CountedTrace'>,
  signal?: AbortSignal,
): Promise<ImportedAnswer & { of: D }> {
  const recorded = await readRecorded(path)
  let found: { of: D; text: RemoteText } | undefined
  for await (const { of, source } of documents) {
    signal?.throwIfAborted()
    const text = placedText(recorded, source)
    if (text && text.textEnd - text.textStart > (found ? found.text.textEnd - found.text.textStart : 0)) {
      found = { of, text }
    }
  }
  if (found) return { of: found.of, ...(await imported(path, { recorded, text: found.text, addon, signal })) }
  throw unusable(
    `"${basename(path)}" is an answer about a text that is not in your library, word for word: add the document that was asked about, then this file again.`,
  )
}

interface Found {
  recorded: RecordedAnswer
  text: RemoteText
  addon: Pick<NativeAddon, 'CountedTrace'>
  signal?: AbortSignal
}

async function imported(path: string, { recorded, text, addon, signal }: Found): Promise<ImportedAnswer> {
  const heard = new Heard(addon, text, recorded.prompt.length, {}, () => {})
  const fault = await readRows(path, recorded, (positions, shape) => heard.onRows(positions, shape), signal)
  const why = heard.rowsFault ?? fault
  if (why !== undefined) throw unusable(`What it tells of attention can't be used: ${why}.`)
  const answer = saidBy(recorded)
  const found = heard.finish(answer.ids.length)
  if (!found) throw unusable('The recorded answer has no words.')
  const said = saidOf(recorded, text, answer, found.trace)
  return { result: resultOf(recorded, said, found.missing), document: text.document }
}

/** Where the document stands in the prompt; undefined if it doesn't. */
function placedText({ prompt }: RecordedAnswer, source: SourceDocument): RemoteText | undefined {
  const pieces = prompt.map(({ text }) => text)
  // some tokenizers drop a space before each token
  const most = pieces.reduce((sum, piece) => sum + piece.length + 1, 0)
  if (source.text.length > most) return undefined
  for (let first = 0; first < pieces.length; first++) {
    if (pieces[first] === '' || !startsAs(source.text, pieces[first]!)) continue
    const spelled = spell(source.text, pieces.slice(first), true)
    if (!('offsets' in spelled)) continue
    const { offsets } = spelled
    const ids = Int32Array.from(prompt.slice(first, first + offsets.length - 1), ({ id }) => id)
    return placed(align(source, { ids, offsets }), first)
  }
  return undefined
}

/** A token that holds a part of a character may begin any text. */
const startsAs = (text: string, piece: string): boolean => {
  const start = piece.trimStart().replace(/\ufffd.*$/s, '')
  return text.trimStart().startsWith(start) || start.startsWith(text)
}

function placed(document: Alignment, textStart: number): RemoteText {
  const none = { ids: [], pieces: [] }
  return {
    document,
    opening: none,
    closing: none,
    opensThinking: false,
    textStart,
    textEnd: textStart + document.tokens.ids.length,
    sentences: sentencesAt(document, textStart),
  }
}

/** The answer's tokens up to the one that ends it, which writes nothing into its text. */
function saidBy({ text, answer }: RecordedAnswer): AnswerText {
  const whole = new AnswerText({ isPossible: true })
  const spelled = spell(
    text,
    answer.map((token) => token.text),
    true,
  )
  if (!('offsets' in spelled)) throw unusable("The recorded answer's tokens don't spell its text.")
  const bytes = Buffer.from(text)
  for (let i = 0; i + 1 < spelled.offsets.length; i++) {
    whole.push(answer[i]!.id, bytes.subarray(spelled.offsets[i], spelled.offsets[i + 1]))
  }
  whole.dropRest()
  return whole
}

function saidOf(
  recorded: RecordedAnswer,
  text: RemoteText,
  answer: AnswerText,
  trace: RemoteSaid['trace'],
): RemoteSaid {
  const { prompt, stopped } = recorded
  const info = documentInfo(text.document, [{ from: 0, to: text.document.tokens.ids.length }])
  const part = info.parts[0]!
  return {
    text,
    answer,
    ids: Int32Array.from([...prompt.map(({ id }) => id), ...answer.ids]),
    promptLength: prompt.length,
    writtenAs: [...prompt, ...recorded.answer.slice(0, answer.ids.length)].map((token) => token.text),
    stopped,
    logProbability: likelihoodOf(recorded.answer),
    trace,
    facts: new DocumentFacts(text.document.document.text),
    title: partTitle(part),
    part,
  }
}

function resultOf(recorded: RecordedAnswer, said: RemoteSaid, missing: number): RequestResult {
  const { server, model, prompt, answer } = recorded
  const remote: Remote = {
    host: RECORDED,
    server,
    isPrivate: true,
    sentTokens: prompt.length,
    receivedTokens: answer.length,
    ...(missing > 0 && { missingRows: missing }),
  }
  const generation = remoteGeneration(said)
  const { document } = said.text
  return {
    kind: 'question',
    question: questionIn(recorded, said.text.textEnd),
    document: documentInfo(document, [{ from: 0, to: document.tokens.ids.length }]),
    model: modelInfo({ kind: server, model }, said.trace, remote),
    answer: generation.answer,
    others: [],
    timings: { prefillTokensPerSecond: 0, decodeTokensPerSecond: 0, evaluatedTokens: 0, seconds: 0 },
    traced: [remoteTraced(said, said.trace!)],
    generations: [generation],
    main: 0,
    ranking: [],
    remote,
  }
}

/** What stands between the document and the answer, without marks of the template. */
function questionIn({ prompt }: RecordedAnswer, from: number): string {
  const text = prompt
    .slice(from)
    .map((token) => token.text)
    .join('')
  const plain = oneLine(text.replace(/<[|｜]?[^<>]{1,40}[|｜]?>/g, ' ').replace(/^\s*Question:/, ''))
  return plain.slice(0, MOST_QUESTION) || 'What the recorded prompt asks'
}

const MOST_QUESTION = 4000

function likelihoodOf(tokens: readonly RecordedToken[]): number {
  const known = tokens.flatMap(({ logProbability }) => (logProbability === undefined ? [] : [logProbability]))
  return known.length > 0 ? meanOf(known) : 0
}

const unusable = (message: string) => new EngineError('bad-argument', message)
