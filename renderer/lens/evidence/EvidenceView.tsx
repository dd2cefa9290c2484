import { useMemo } from 'react'
import { isOfMass } from '../../../electron/shared/shown/measure'
import { count, score } from '../../../electron/shared/shown/numbers'
import { isFromFew } from '../../../electron/shared/support'
import { unitOf } from '../../../electron/shared/trace_sentences'
import { Notice } from '../../design/Notice'
import { useLens } from '../../state/lens'
import { useIsRun } from '../../state/runs'
import { InWords } from '../parts/InWords'
import { UseButtons } from '../parts/UseButtons'
import type { SpanTotals } from '../row/ranking'
import { isThinking, isWhole, sentenceOf, spanText } from '../subject/answer_tokens'
import { useAsked } from '../subject/asked'
import { stepsName, stepsOf } from '../subject/generations'
import { readsDocument } from '../subject/read_tokens'
import type { Subject } from '../subject/subject'
import { useByLayer } from './by_layer'
import { CheckEntry } from './CheckEntry'
import { CheckFew, CheckLegend } from './CheckFew'
import { CopyEvidence } from './CopyEvidence'
import { type EvidenceEntry, EvidenceList } from './EvidenceList'
import { documentEntries, readEntries } from './evidence_entries'
import { Funnel } from './Funnel'
import { evidenceOverview } from './overview'
import { ShownEvidence } from './ShownEvidence'
import { SupportLine } from './SupportLine'
import { evidenceWords } from './words'

/** Where a span of the answer came from: our estimate. */
export function EvidenceView({ subject }: { subject: Subject }) {
  const { generation, trace, span, layers } = subject
  const asked = useAsked('lens.span', { trace, span: { ...span, layers } })
  const sentence = sentenceOf(generation.answer.sentences, span)
  const whole = isWhole(sentence, span)
  // the sentence came with its evidence: it stands in until trace and tokens are there
  // a raw prompt has no document to be aligned with
  const isThere = subject.alignment !== undefined || generation.kind === 'prompt'
  const known = isThere && asked.value ? asked.value : whole ? sentence?.evidence : undefined
  const entries = useMemo(() => known && documentEntries(subject, known), [subject, known])
  return (
    <div className="lens-view" aria-busy={asked.isStale}>
      {generation.kind === 'look' ? (
        <p className="lens-about">
          First look, before anything was answered: what these words of the question selected in the whole text. The
          best sentences were read again.
        </p>
      ) : (
        sentence && <SupportLine support={sentence.support} fromFew={isFromFew(generation)} />
      )}
      {!whole && (
        <p className="lens-about">
          {isThinking(generation.answer, span) ? (
            'What the model read while it thought: no part of the answer, and not checked'
          ) : (
            <>
              Evidence for the chosen words “<b>{spanText(generation, span).trim()}</b>”
            </>
          )}
        </p>
      )}
      {asked.problem ? (
        <Notice again={asked.again}>{asked.problem}</Notice>
      ) : generation.kind === 'merge' ? (
        <MergeEvidence subject={subject} entries={asked.value ? readEntries(subject, asked.value) : []} />
      ) : (
        <DirectEvidence subject={subject} entries={entries} totals={asked.isStale ? undefined : asked.value} />
      )}
    </div>
  )
}

interface DirectProps {
  subject: Subject
  entries?: EvidenceEntry[]
  totals?: SpanTotals
}

function DirectEvidence({ subject, entries, totals }: DirectProps) {
  const { generation, alignment, layers: counted } = subject
  const layers = counted.length
  const overview = useMemo(
    () => totals && evidenceOverview(totals, generation, alignment),
    [totals, generation, alignment],
  )
  const keys = useMemo(() => (totals ? entries?.map(({ key }) => Number(key)) : undefined), [totals, entries])
  const byLayer = useByLayer(subject, keys)
  const isTried = useCanBeTried(subject)
  if (!entries) return null
  const ofMass = isOfMass(subject.result.model)
  if (entries.length === 0) {
    return <Notice>No sentence of the document {ofMass ? 'got much attention' : 'entered attention'} for this.</Notice>
  }
  const best = entries[0]!
  return (
    <>
      {totals && isTried && <CheckFew subject={subject} entries={entries} />}
      <ShownEvidence
        {...{ entries, layers, overview, byLayer, counted }}
        model={subject.result.model}
        under={totals && (({ key }) => <UnderEntry subject={subject} sentence={Number(key)} />)}
      />
      <CheckLegend subject={subject} entries={entries} />
      {totals && !ofMass && <Funnel subject={subject} totals={totals} entries={entries} />}
      <div className="lens-row">
        <InWords sentences={evidenceWords(entries, totals, counted, alignment, subject.result.model)} />
        <CopyEvidence {...{ subject, entries, byLayer, overview }} layers={counted} />
      </div>
      <p className="lens-legend">
        Evidence score: log of how many times more than usual a sentence was read, summed over {count(layers)} layers.{' '}
        {score(best.score, 1)} is the best here.{' '}
        {ofMass
          ? `“Most attended” counts its tokens among the ${count(generation.topK)} with the most attention mass`
          : '“Entered” counts its tokens'}{' '}
        over the answer’s tokens and these layers. Small bars: what each layer adds; the underlined layers count. Shaded
        sentences count as sources.
      </p>
    </>
  )
}

/** A run of an experiment is no answer that could be checked, and at a first look nothing was written. */
function useCanBeTried({ entry, generation }: Subject): boolean {
  const isRun = useIsRun(entry.id)
  return !isRun && generation.kind !== 'look'
}

/** What can be tried with a sentence. */
function UnderEntry({ subject, sentence }: { subject: Subject; sentence: number }) {
  const isTried = useCanBeTried(subject)
  return (
    <div className="try-under">
      {isTried && <CheckEntry subject={subject} sentences={[sentence]} />}
      <UseButtons unit={readsDocument(subject.generation) ? unitOf(subject.generation, sentence) : undefined} />
    </div>
  )
}

/** A merged summary never attended to the document: its evidence goes through the summaries it was made of. */
function MergeEvidence({ subject, entries }: { subject: Subject; entries: EvidenceEntry[] }) {
  const { entry, generation, result, index, span } = subject
  const steps = stepsOf(result, index)
  const look = useLens((state) => state.look)
  const sentence = sentenceOf(generation.answer.sentences, span)
  const composed = useMemo(() => documentEntries(subject, sentence?.evidence ?? []), [subject, sentence])
  const goToSummary = ({ key }: EvidenceEntry) => {
    const read = generation.read?.[Number(key)]
    const from = read && result.generations[read.generation]?.answer.sentences[read.sentence]
    if (read && from) look(entry.id, read.generation, { from: from.from, to: from.to })
  }
  return (
    <>
      <p className="lens-about">
        <b>{stepsName(steps)}.</b> This text was merged from summaries of the document’s parts and never saw the
        document itself.
      </p>
      <h3 className="lens-heading">First step: the summaries’ sentences it was written from</h3>
      <EvidenceList
        entries={entries.slice(0, 4)}
        layers={subject.layers.length}
        model={subject.result.model}
        onChoose={goToSummary}
      />
      <h3 className="lens-heading">{steps > 2 ? 'Last step' : 'Second step'}: what these came from in the document</h3>
      <ShownEvidence entries={composed} model={subject.result.model} />
      <CopyEvidence subject={subject} entries={composed} layers={[]} />
      <p className="lens-legend">
        Score of the second list: evidence of the first step times evidence of the summary’s sentence. Choose a sentence
        of the first list to look into the summary it stands in: there you can also try what the model would have said
        without a sentence of the document.
      </p>
    </>
  )
}
