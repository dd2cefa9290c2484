import { checkWithout } from '../../electron/experiments/check'
import { inSituation } from '../../electron/experiments/situation'
import type { AnswerSentence } from '../../electron/shared/ipc/answer_data'
import type { ReadingSession } from '../../electron/summarize/session'
import type { RequestResult } from '../../electron/summarize/types'

/** What leaving out sentences does to how likely an answer's sentence is, for one case. */
export interface Removal {
  /** Sentences that were left out, each by itself: the best by evidence, and others. */
  tried: number
  /** True if leaving out the best by evidence hurts most. */
  topHurtsMost: boolean
  /** True if leaving out (one of) the known sources hurts most. */
  sourceHurtsMost: boolean
  /** Change in log-probability without the best by evidence, and the median of the others. */
  top: number
  others: number
}

/** Leaving out all sentences would take hours: so many best by evidence are tried, and as many spread over the others. */
const BEST = 4

/** `sources`: indices of sentences that state what was said. */
export async function removalOf(
  session: ReadingSession,
  result: RequestResult,
  says: AnswerSentence,
  evidence: Float32Array,
  sources: readonly number[],
): Promise<Removal> {
  const { sentences } = result.traced[0]!.trace.info
  const ranked = [...evidence.keys()].sort((a, b) => evidence[b]! - evidence[a]!)
  const rest = ranked.slice(BEST)
  const spread = Array.from(
    { length: Math.min(BEST, rest.length) },
    (_, i) => rest[Math.floor((i * rest.length) / BEST)]!,
  )
  const tried = [...new Set([...ranked.slice(0, BEST), ...spread, ...sources])]
  const { logProbabilities, without } = await inSituation(session, result.generations[0]!, sentences, {}, (situation) =>
    checkWithout(
      situation,
      sentences,
      tried.map((sentence) => [sentence]),
    ),
  )
  const changes = without.map((now) => {
    let change = 0
    for (let token = says.from; token < says.to; token++)
      change += now.logProbabilities[token]! - logProbabilities[token]!
    return change
  })
  const worst = tried[changes.indexOf(Math.min(...changes))]!
  const others = changes.slice(1).sort((a, b) => a - b)
  return {
    tried: tried.length,
    topHurtsMost: worst === ranked[0],
    sourceHurtsMost: sources.includes(worst),
    top: changes[0]!,
    others: others[others.length >> 1] ?? 0,
  }
}
