import { readText } from '../../electron/documents/text/text'
import type { OpenModel } from '../../electron/engine/model'
import { withTurn } from '../../electron/shared/conversation'
import type { Turn } from '../../electron/shared/ipc/answer_data'
import { ReadingSession } from '../../electron/summarize/session'
import { withInserted } from './cases/insert'
import { type InventedFact, Inventor } from './cases/invented'
import type { RealText } from './corpus'
import { isRight } from './judge'
import { rankAmong, statingSentences } from './looks'
import { commit } from './output'
import { Random } from './random'
import { CONTEXT, MAX_TOKENS } from './run_text'
import { share, table } from './table'

/**
 * Follow-ups: of two things of one kind the text tells the same two facts, at four places. "In what year was it opened?"
 * is asked after a question about one of them: only the conversation tells which. Asked alone it is a guess.
 */

export type Asked = 'in a conversation' | 'alone' | 'unrelated, after another question'
const HOW: Asked[] = ['in a conversation', 'alone', 'unrelated, after another question']

export interface FollowUpResult {
  text: string
  how: Asked
  question: string
  answer: string
  right: boolean
  /** Of the sentence that states it, among the eight best of the first look; 9 if it isn't among them. */
  rank: number
}

export async function runFollowUps(
  model: OpenModel,
  corpus: readonly RealText[],
  seed: string,
  threads: number | undefined,
  onText: (results: readonly FollowUpResult[]) => void,
): Promise<FollowUpResult[]> {
  const all: FollowUpResult[] = []
  for (const { source, paragraphs } of corpus) {
    const random = new Random(`${seed} follow-ups ${source.id}`)
    const twins = new Inventor(random).twins()
    const facts = random.shuffled(twins.flatMap(({ first, next }) => [first.sentence, next.sentence]))
    const text = withInserted(paragraphs, facts, random).join('\n\n')
    const session = await ReadingSession.open(model, readText(text, `${source.id}.txt`), {
      contextLength: CONTEXT,
      threads,
    })
    try {
      const results: FollowUpResult[] = []
      for (const [i, { first, next }] of twins.entries()) {
        const before = await asked(session, first, [])
        const history = withTurn([], { question: first.question, answer: before.answer })
        const other = twins[1 - i]!.first
        results.push(
          { text: source.id, how: 'in a conversation', ...(await asked(session, next, history)) },
          { text: source.id, how: 'alone', ...(await asked(session, next, [])) },
          { text: source.id, how: 'unrelated, after another question', ...(await asked(session, other, history)) },
        )
      }
      onText(results)
      all.push(...results)
    } finally {
      await session.close({ keep: false })
    }
  }
  return all
}

async function asked(session: ReadingSession, fact: InventedFact, history: Turn[]) {
  const { question } = fact
  const request = { kind: 'question' as const, question, ...(history.length > 0 && { history }) }
  const [result] = await session.run([request], { maxTokens: MAX_TOKENS })
  const { answer, nearest = [], traced } = result!
  for (const { trace } of traced) trace.close()
  return {
    question,
    answer: answer.text,
    right: isRight({ kind: 'hidden', ...fact }, answer.text),
    rank: rankAmong(nearest, statingSentences(session, fact)),
  }
}

/** The figures as Markdown. */
export function followUpsReport(results: readonly FollowUpResult[], model: string, seconds: number): string {
  const rows = HOW.map((how) => {
    const some = results.filter((one) => one.how === how)
    const within = (most: number) => share(some.filter(({ rank }) => rank <= most).length, some.length)
    return [how, within(1), within(3), within(5), share(some.filter(({ right }) => right).length, some.length)]
  })
  return [
    `Commit ${commit()}, ${model}, ${Math.round(seconds / 60)} minutes.`,
    table(['questions', 'source first', 'in 3', 'in 5', 'answered rightly'], rows),
  ].join('\n\n')
}
