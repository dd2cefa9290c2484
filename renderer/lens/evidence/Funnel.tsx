import './funnel.css'
import { useMemo, useState } from 'react'
import { count } from '../../../electron/shared/shown/numbers'
import { unitOf } from '../../../electron/shared/trace_sentences'
import { Bar } from '../../design/Bar'
import { useLens } from '../../state/lens'
import type { SpanTotals } from '../row/ranking'
import { useAsked } from '../subject/asked'
import type { Subject } from '../subject/subject'
import type { EvidenceEntry } from './EvidenceList'
import { documentEntries } from './evidence_entries'
import { type FunnelStep, funnelSteps, sourcesOf } from './funnel_steps'

interface Props {
  subject: Subject
  totals: SpanTotals
  entries: readonly EvidenceEntry[]
}

/** How many tokens of the document are left after each step, for the chosen words; on demand for every sentence. */
export function Funnel({ subject, totals, entries }: Props) {
  const [isOpen, setOpen] = useState(false)
  const steps = useSteps(subject, totals, entries)
  const read = steps[0]!.tokens
  return (
    <section className="lens-funnel" aria-label="From the document to its sources">
      <ol>
        {steps.map((step) => (
          <li key={step.name} className={`lens-is-${step.look}`} title={step.sentence}>
            <b>{count(step.tokens)}</b> {step.name}
            <Bar share={step.tokens / Math.max(1, read)} look={step.look} />
            <span className="lens-quiet">{step.note}</span>
          </li>
        ))}
      </ol>
      <button type="button" className="lens-more" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide the other sentences' : 'Every sentence of the answer'}
      </button>
      {isOpen && <FunnelTable subject={subject} />}
    </section>
  )
}

function useSteps(subject: Subject, totals: SpanTotals, entries: readonly EvidenceEntry[]): FunnelStep[] {
  const { generation, result, span, layers, alignment } = subject
  return useMemo(() => {
    const tokensOf = (index: number) => {
      const unit = alignment?.sentences[unitOf(generation, index) ?? -1]
      return unit ? unit.endToken - unit.firstToken : 0
    }
    const asked = { generation, document: result.document.tokens, span, layers: layers.length }
    return funnelSteps(asked, totals, sourcesOf(entries, tokensOf))
  }, [generation, result, span, layers, alignment, totals, entries])
}

function FunnelTable({ subject }: { subject: Subject }) {
  return (
    <table className="lens-funnel-table">
      <caption className="ui-unseen">Tokens of the document left after each step, for every sentence</caption>
      <thead>
        <tr>
          <th scope="col">Sentence</th>
          <th scope="col">scored</th>
          <th scope="col">entered</th>
          <th scope="col">evidence</th>
        </tr>
      </thead>
      <tbody>
        {subject.generation.answer.sentences.map((sentence) => (
          <FunnelRow key={sentence.from} subject={subject} from={sentence.from} to={sentence.to} text={sentence.text} />
        ))}
      </tbody>
    </table>
  )
}

function FunnelRow({ subject, from, to, text }: { subject: Subject; from: number; to: number; text: string }) {
  const { entry, index, trace, layers, span } = subject
  const look = useLens((state) => state.look)
  const { value } = useAsked('lens.span', { trace, span: { from, to, layers } })
  return (
    <tr aria-current={span.from === from && span.to === to}>
      <th scope="row">
        <button type="button" className="lens-funnel-sentence" onClick={() => look(entry.id, index, { from, to })}>
          {text}
        </button>
      </th>
      {value ? <FunnelCells subject={{ ...subject, span: { from, to } }} totals={value} /> : <td colSpan={3}>…</td>}
    </tr>
  )
}

function FunnelCells({ subject, totals }: { subject: Subject; totals: SpanTotals }) {
  const entries = useMemo(() => documentEntries(subject, totals), [subject.alignment, subject.layers, totals])
  const steps = useSteps(subject, totals, entries)
  return steps.slice(1).map(({ name, tokens, note, sentence }) => (
    <td key={name} title={sentence}>
      {count(tokens)}
      <span className="lens-quiet">{note}</span>
    </td>
  ))
}
