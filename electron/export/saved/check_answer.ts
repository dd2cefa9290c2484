import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTokens, TOKENS_FILE } from '../../library/tokens_file'
import { type Alignment, align } from '../../shared/document/alignment'
import type { SourceDocument, Tokens } from '../../shared/document/types'
import type { Generation, Thinking } from '../../shared/ipc/answer_data'
import { type ExportedAnswer, ExportedAnswerSchema } from '../../shared/ipc/export_data'
import { readMeta } from '../../trace/meta'
import { openTrace } from '../../trace/open'
import { Damage } from './damage'

const AT_WORK: readonly ExportedAnswer['state'][] = ['queued', 'reading', 'answering']

/** An unpacked answer with its tokens and traces, after all that the lens relies on was found true. */
export async function checkAnswer(folder: string, id: string, document: SourceDocument): Promise<ExportedAnswer> {
  const answer = ExportedAnswerSchema.parse(JSON.parse(await readFile(join(folder, 'answer.json'), 'utf8')))
  need(answer.id === id && !AT_WORK.includes(answer.state), 'an answer is not what it says')
  const tokens = join(folder, TOKENS_FILE)
  const alignment = existsSync(tokens) ? align(document, await tokensOf(tokens, document.text)) : undefined
  checkEvidence(answer, document, alignment)
  const reviews = answer.reviews ?? []
  need(
    reviews.every(({ sentence }) => sentence < answer.sentences.length),
    'a note is on no sentence of its answer',
  )
  const generations = answer.result?.generations ?? []
  need(generations.length === 0 || answer.result!.main < generations.length, 'an answer is missing')
  for (const [i, generation] of generations.entries()) {
    if (alignment) checkUnits(generation, alignment)
    const { thinking, tokens } = generation.answer
    need(!thinking || isPlaced(thinking, tokens), 'its thinking is not in its answer')
    const trace = join(folder, `${i}.trace`)
    if (existsSync(trace)) await checkTrace(trace, generation)
  }
  return answer
}

function need(condition: boolean, what: string): void {
  if (!condition) throw new Damage('damaged', what)
}

async function tokensOf(path: string, text: string): Promise<Tokens> {
  const tokens = await readTokens(path).catch(({ message }: Error) => {
    throw new Damage('damaged', message)
  })
  const { offsets } = tokens
  const inOrder = offsets.every((offset, i) => i === 0 || offset >= offsets[i - 1]!)
  need(inOrder && offsets[0] === 0 && offsets.at(-1) === Buffer.byteLength(text), 'its tokens are of another text')
  return tokens
}

function checkEvidence(answer: ExportedAnswer, document: SourceDocument, alignment: Alignment | undefined): void {
  const generations = answer.result?.generations ?? []
  const sentences = [...answer.sentences, ...generations.flatMap((generation) => generation.answer.sentences)]
  const units = alignment?.sentences.length ?? Number.POSITIVE_INFINITY
  const isThere = sentences.every(({ from, to, evidence }) => {
    return from <= to && evidence.every(({ page, sentence }) => page <= document.pages.length && sentence < units)
  })
  const { excerpts = [], nearest = [], keyPassages = [] } = answer.result ?? {}
  const passages = [...excerpts, ...nearest, ...keyPassages]
  const areThere = passages.every(({ page, sentence }) => page <= document.pages.length && sentence < units)
  need(isThere && areThere, 'its evidence is not in its document')
}

const isPlaced = ({ text, tokens, tokenStarts }: Thinking, all: number): boolean =>
  tokens <= all && tokenStarts.length === tokens + 1 && tokenStarts.every((start) => start <= text.length)

function checkUnits({ part, pieces, units, textStart, textEnd }: Generation, { sentences, tokens }: Alignment): void {
  if (!part && !pieces) return
  const stretches = pieces ?? [{ from: part!.from, to: part!.to, at: textStart }]
  const isInside = stretches.every(
    ({ from, to, at }) =>
      from <= to && to <= tokens.ids.length && at >= textStart && (part !== undefined || at + to - from <= textEnd),
  )
  need(isInside, 'it read more than its document')
  need(
    units.every((unit) => unit < sentences.length),
    'it read more than its document',
  )
}

async function checkTrace(path: string, generation: Generation): Promise<void> {
  const trace = await openTrace(path)
  try {
    await trace.verify()
    const { info } = trace
    const { textStart, textEnd } = readMeta(info.meta)
    const isSame =
      info.layers === generation.layers &&
      info.promptLength === generation.promptLength &&
      info.tokens >= generation.answer.tokens &&
      info.sentences.length === 2 * (generation.units.length + (generation.turns?.length ?? 0)) &&
      textStart === generation.textStart &&
      textEnd === generation.textEnd
    need(isSame, 'a trace is of another answer')
  } finally {
    trace.close()
  }
}
