import type { AnswerEntry, AnswerResult } from '../../electron/shared/ipc/answer_data'
import { generationName, stepsName, stepsOf } from '../lens/subject/generations'
import { GenerationText } from './AnswerText'

/** Of a long document: the summaries that were merged, or what the other parts answered, best first. */
export function OtherTexts({ answer, result }: { answer: AnswerEntry; result: AnswerResult }) {
  const { generations, main, ranking } = result
  const order = ranking.length > 0 ? ranking : generations.map((_, i) => i)
  const others = order.filter((i) => i !== main && generations[i] && generations[i].kind !== 'look')
  if (others.length === 0) return null
  const isMerged = generations[main]!.kind === 'merge'
  const summaries = generations.filter(({ part }) => part).length
  const steps = stepsName(stepsOf(result, main))
  const parts = others.length === 1 ? '1 other part' : `${others.length} other parts`
  return (
    <details className="answer-others">
      <summary>{isMerged ? `${steps}: merged from ${summaries} summaries` : `Answers from ${parts}`}</summary>
      {isMerged && (
        <p className="ui-muted">
          Each part was summarized, then the summaries, until one was left. The merged text never read the document
          itself: its evidence goes through the summaries below.
        </p>
      )}
      {others.map((i) => (
        <section key={i}>
          <h3>{generationName(answer.request.kind, result, i)}</h3>
          <GenerationText answer={answer.id} generation={generations[i]!} index={i} />
        </section>
      ))}
    </details>
  )
}
