import type { AnswerEntry, AnswerResult } from '../../electron/ipc/answer_data'
import { GenerationText } from './AnswerText'

/** Of a long document: the summaries that were merged, or what the other parts answered, best first. */
export function OtherTexts({ answer, result }: { answer: AnswerEntry; result: AnswerResult }) {
  const { generations, main, ranking } = result
  const isMerged = generations[main]!.kind === 'merge'
  const order = ranking.length > 0 ? ranking : generations.map((_, i) => i)
  const others = order.filter((i) => i !== main)
  if (others.length === 0) return null
  return (
    <details className="answer-others">
      <summary>
        {isMerged
          ? `Merged from ${others.length} summaries: its evidence goes through them, in two steps`
          : `What the ${others.length === 1 ? 'other part' : `other ${others.length} parts`} answered`}
      </summary>
      {others.map((i) => (
        <section key={i}>
          <h3>{generations[i]!.title}</h3>
          <GenerationText answer={answer.id} generation={generations[i]!} index={i} />
        </section>
      ))}
    </details>
  )
}
