import type { Alignment } from '../shared/document/alignment'
import { isOneDocument, type MaybeCollection } from '../shared/document/members'
import type { Passage } from '../shared/ipc/answer_data'
import type { PartReader } from './part_reader'
import { type Before, QuestionLikelihood } from './question_likelihood'
import type { RequestOptions } from './types'

/**
 * What a first look found best is weighed: each passage is read alone, and what counts is how much more probable it makes
 * the question. It knows a sentence that answers from one that only speaks of the same: test/eval/README.md.
 */

/** What passages are from. */
export type PassageSource = Pick<Alignment, 'tokens' | 'sentences'> & { document?: MaybeCollection }

export interface Weighing extends Before {
  /** Before each passage. */
  onProgress?: RequestOptions['onProgress']
}

/** Best first, and what the model did for it. */
export interface Weighed {
  passages: Passage[]
  tokens: number
  seconds: number
}

/**
 * How many of the best of a first look are weighed: 8, and as many more if nothing explains half of the question by then.
 * Of 28 stated facts 24 were among the first 8, and 26 among 16. Each is read with the question, some 50 tokens.
 */
const AT_ONCE = 8
const MOST = 16
const ENOUGH = 0.5

/** What the nats of a gain weigh beside the evidence: they tell more. */
const GAIN_WEIGHT = 3

/** Nats of a question that asks for no single thing ("What is it about?" has 13): it tells no passages apart. */
const LEAST_SURPRISE = 15

/**
 * A sentence beside the best one counts with it if both together explain so much more of the question: "The crane was
 * built in 1931. It was repaired by Tom Baker." Where the best one explains more than most, nobody asks.
 */
const TOGETHER = 0.1
const PLENTY = 0.85

/**
 * Passages of a first look (best first) with the best of them weighed: the nats that they gain are added to their score,
 * which is a sum of logarithms, too, by their weight. Nothing changes where a question tells no passages apart or is so
 * long that it doesn't fit beside them. The reader's text is another one after it.
 */
export async function weighed(
  reader: PartReader,
  question: string,
  ranked: readonly Passage[],
  document: PassageSource,
  how: Weighing = {},
): Promise<Weighed> {
  const started = performance.now()
  const likelihood = await QuestionLikelihood.open(reader, question, how)
  const texts = ranked.slice(0, MOST).map((passage) => ({ passage, ids: idsOf(passage, document) }))
  const known: Passage[] = []
  if (texts.length > 0 && texts.every(({ ids }) => likelihood.fits(ids))) {
    const surprise = -(await likelihood.logProbability())
    for (const { passage, ids } of surprise < LEAST_SURPRISE ? [] : texts) {
      if (known.length % AT_ONCE === 0 && known.some(({ explains }) => explains! >= ENOUGH)) break
      how.onProgress?.({ stage: 'weigh', passage: known.length, passages: texts.length })
      known.push(withGain(passage, (await likelihood.logProbability(ids)) + surprise, surprise))
    }
    await joinNeighbour(known, { ranked, document, likelihood, surprise })
  }
  const rest = ranked.filter(({ sentence }) => !known.some((one) => one.sentence === sentence))
  known.sort((a, b) => b.score - a.score || a.sentence - b.sentence)
  const seconds = (performance.now() - started) / 1000
  return { passages: [...known, ...rest], tokens: likelihood.evaluated, seconds }
}

interface Neighbourhood {
  ranked: readonly Passage[]
  document: PassageSource
  likelihood: QuestionLikelihood
  surprise: number
}

/** Puts the sentence before or after the best one beside it, if both together explain more. */
async function joinNeighbour(known: Passage[], { ranked, document, likelihood, surprise }: Neighbourhood) {
  const best = known.reduce((one, other) => (other.explains! > one.explains! ? other : one), known[0]!)
  if (!best || best.explains! >= PLENTY) return
  let together = best.explains! + TOGETHER
  let joined: Passage[] = []
  const isBeside = ({ sentence, page }: Passage) =>
    Math.abs(sentence - best.sentence) === 1 && isOneDocument(document.document ?? {}, page, best.page)
  for (const beside of ranked.filter(isBeside)) {
    const both = [best, beside].sort((a, b) => a.sentence - b.sentence)
    const ids = Int32Array.from(both.flatMap((one) => [...idsOf(one, document)]))
    if (!likelihood.fits(ids)) continue
    const gain = (await likelihood.logProbability(ids)) + surprise
    if (gain / surprise < together) continue
    together = gain / surprise
    joined = both.map((one) => withGain(evidenceOnly(one, ranked), gain, surprise))
  }
  for (const one of joined) {
    const at = known.findIndex(({ sentence }) => sentence === one.sentence)
    if (at < 0) known.push(one)
    else known[at] = one
  }
}

/** As the first look found it. */
const evidenceOnly = ({ sentence }: Passage, ranked: readonly Passage[]): Passage =>
  ranked.find((one) => one.sentence === sentence)!

const withGain = (passage: Passage, gain: number, surprise: number): Passage => ({
  ...passage,
  score: passage.score + GAIN_WEIGHT * Math.max(0, gain),
  explains: gain / surprise,
})

function idsOf({ sentence }: Passage, { tokens, sentences }: PassageSource): Int32Array {
  const { firstToken, endToken } = sentences[sentence]!
  return tokens.ids.subarray(firstToken, endToken)
}
