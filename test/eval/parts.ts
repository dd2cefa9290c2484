import { readText } from '../../electron/documents/text/text'
import type { OpenModel } from '../../electron/engine/model'
import { readingPlan } from '../../electron/summarize/reading_plan'
import { ReadingSession } from '../../electron/summarize/session'
import type { Case, EvalText } from './cases/types'
import type { RealText } from './corpus'
import { rankAmong, statingSentences } from './looks'
import { commit } from './output'
import { Random } from './random'
import { share, table } from './table'

/**
 * Finding in a long document: is the sentence that states the answer among the first of one ranking over all parts? The
 * texts with their hidden facts stand among copies without them, whose paragraphs are in another order.
 */

const PARTS = 20

const KINDS = [
  { kind: 'hidden', name: 'hidden facts' },
  { kind: 'stated', name: 'facts really stated' },
  { kind: 'fresh', name: 'facts really stated, written later' },
] as const

interface PartsOptions {
  seed: string
  threads: number | undefined
  /** At most so many questions. */
  cases: number
  parts?: number
}

export interface PartsResult {
  parts: number
  tokens: number
  found: { kind: Case['kind']; question: string; rank: number }[]
}

export async function runParts(
  model: OpenModel,
  corpus: readonly RealText[],
  texts: readonly EvalText[],
  { seed, threads, cases: most, parts = PARTS }: PartsOptions,
  say: (line: string) => void,
): Promise<PartsResult> {
  const source = await longDocument(model, corpus, texts, parts, new Random(`${seed} parts`))
  const asked = KINDS.flatMap(({ kind }) => texts.flatMap(({ cases }) => cases.filter((one) => one.kind === kind)))
  const cases = asked.slice(0, most)
  const session = await ReadingSession.open(model, source, { threads })
  say(`${session.parts.length} parts, ${cases.length} questions`)
  let part = -1
  try {
    const found = await session.find(
      cases.map(({ question }) => question),
      {
        onProgress: (progress) => {
          if (progress.stage !== 'look' || progress.part === part) return
          part = progress.part
          say(`part ${part + 1}`)
        },
      },
    )
    return {
      parts: session.parts.length,
      tokens: session.info.tokens,
      found: cases.map((one, i) => ({
        kind: one.kind,
        question: one.question,
        rank: rankAmong(found[i]!, statingSentences(session, one)),
      })),
    }
  } finally {
    await session.close({ keep: false })
  }
}

/** As many copies as make the parts. */
async function longDocument(
  model: OpenModel,
  corpus: readonly RealText[],
  texts: readonly EvalText[],
  least: number,
  random: Random,
) {
  const stating = texts.filter(({ cases }) => cases.some(({ kind }) => kind === 'hidden')).map(({ text }) => text)
  const blocks = [...stating]
  for (let at = 0; ; at++) {
    const source = readText(random.shuffled(blocks).join('\n\n'), 'long.txt')
    const { parts } = await readingPlan(model, source, {})
    if (parts.length >= least) return source
    blocks.push(random.shuffled(corpus[at % corpus.length]!.paragraphs).join('\n\n'))
  }
}

/** The figures as Markdown. */
export function partsReport({ parts, tokens, found }: PartsResult, model: string, seconds: number): string {
  const rows = KINDS.flatMap(({ kind, name }) => {
    const some = found.filter((one) => one.kind === kind)
    const within = (most: number) => share(some.filter(({ rank }) => rank <= most).length, some.length)
    return some.length > 0 ? [[name, within(1), within(3), within(5)]] : []
  })
  return [
    `Commit ${commit()}, ${model}, ${tokens} tokens in ${parts} parts, ${Math.round(seconds / 60)} minutes.`,
    table(['questions', 'source first', 'in 3', 'in 5'], rows),
  ].join('\n\n')
}
