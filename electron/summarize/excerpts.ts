import type { Alignment } from '../shared/document/alignment'
import { isOneDocument } from '../shared/document/members'
import { MOST_TOKENS } from '../shared/document/units'
import type { Generation, Passage } from '../shared/ipc/answer_data'
import type { TracedSentence } from './evidence'
import { SAID } from './found'
import type { Readable } from './part_reader'
import type { PassageSource } from './weighing'

/**
 * What the second look reads: the sentences that the first look found best, until they fill a quarter of what enters
 * attention.
 */
const SHARE_OF_TOP_K = 0.25
/** So many are read again even if they are longer than that. */
const FEWEST = 5
/** More would only be read because they are short. */
const MOST = 24

/**
 * The built-in model answers from the wrong one of several excerpts. Of what explains the question it reads the best one
 * again, and others only if they explain nearly as much. Where nothing does, as no single thing is asked ("What is it
 * about?"), it reads as much as others. Measured: test/eval/README.md.
 */
const NEARLY = 0.9

/** Document tokens that excerpts may have together, beyond the fewest. */
export const excerptBudget = (topK: number): number => Math.max(64, Math.floor(topK * SHARE_OF_TOP_K))

/** The most tokens that the best excerpts have together. */
export const longestExcerpts = (topK: number): number => Math.max(excerptBudget(topK), FEWEST * MOST_TOKENS)

/**
 * Passages of one ranking, best first; of a sentence that two parts share, the better. Headings are left out: late ones are
 * selected whatever is asked, and they say little by themselves.
 */
export function bestFirst(found: readonly Passage[], { sentences }: Pick<Alignment, 'sentences'>): Passage[] {
  const best = new Map<number, Passage>()
  const isText = ({ sentence }: Passage) => sentences[sentence]?.kind !== 'heading'
  for (const passage of found.some(isText) ? found.filter(isText) : found) {
    const known = best.get(passage.sentence)
    if (!known || known.score < passage.score) best.set(passage.sentence, passage)
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.sentence - b.sentence)
}

/** Those of `ranked` (best first) that are read again, in the document's order. */
export function chooseExcerpts(
  ranked: readonly Passage[],
  { sentences }: Pick<Alignment, 'sentences'>,
  budget: number,
): Passage[] {
  const chosen: Passage[] = []
  let tokens = 0
  for (const passage of ranked.slice(0, MOST)) {
    const { firstToken, endToken } = sentences[passage.sentence]!
    tokens += endToken - firstToken
    if (tokens > budget && chosen.length >= FEWEST) break
    chosen.push(passage)
  }
  return chosen.sort((a, b) => a.sentence - b.sentence)
}

/** Those of `ranked` that explain the question nearly best, as far as any does; else all of them. */
export function bestExplained(ranked: readonly Passage[]): readonly Passage[] {
  const most = Math.max(0, ...ranked.map(({ explains = 0 }) => explains))
  return most < SAID ? ranked : ranked.filter(({ explains = 0 }) => explains >= NEARLY * most)
}

export type Pieces = NonNullable<Generation['pieces']>

/** Excerpts as a text to read; `pieces` say where the document's tokens are in it, from the text's start. */
export interface ReadableExcerpts extends Readable {
  pieces: Pieces
}

/** The document's own tokens, in its order; `between` (token ids) stands where something was left out. */
export function readableExcerpts(
  excerpts: readonly Passage[],
  { tokens, sentences: units, document = {} }: PassageSource,
  between: Int32Array,
): ReadableExcerpts {
  const ids: number[] = []
  const sentences: TracedSentence[] = []
  const pieces: Pieces = []
  for (const [i, { sentence, page, text, uncertain }] of excerpts.entries()) {
    const { firstToken, endToken } = units[sentence]!
    const last = pieces.at(-1)
    if (last?.to === firstToken && isOneDocument(document, excerpts[i - 1]!.page, page)) last.to = endToken
    else {
      if (last) ids.push(...between)
      pieces.push({ from: firstToken, to: endToken, at: ids.length })
    }
    const begin = ids.length
    ids.push(...tokens.ids.subarray(firstToken, endToken))
    sentences.push({ begin, end: ids.length, sentence, page, text, uncertain })
  }
  return { ids: Int32Array.from(ids), sentences, pieces }
}
