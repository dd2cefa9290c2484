import './uses.css'
import { useEffect, useMemo } from 'react'
import { unitText } from '../../../electron/shared/document/passages'
import { count, counted } from '../../../electron/shared/shown/numbers'
import { sentenceOf } from '../../../electron/shared/trace_sentences'
import { Bar } from '../../design/Bar'
import { Notice } from '../../design/Notice'
import { PageChip } from '../../design/PageChip'
import { Struck } from '../../design/Struck'
import { useDocument } from '../../state/document'
import { useLens } from '../../state/lens'
import { useUses } from '../../state/uses'
import { InWords } from '../parts/InWords'
import { TokenInContext } from '../parts/TokenInContext'
import { UseButtons } from '../parts/UseButtons'
import { askedMark } from '../row/marks'
import { useShownMarks } from '../row/shown_marks'
import { firstSpan, tokenName } from '../subject/answer_tokens'
import { useAsked } from '../subject/asked'
import { generationName, readersOf } from '../subject/generations'
import { readsDocument } from '../subject/read_tokens'
import { goToToken } from '../subject/steps'
import type { Subject } from '../subject/subject'
import { mostUsedBy, usedTokens, usesWords } from './words'

/** What was this sentence of the document used for? */
export function UsesPanel({ subject, unit }: { subject: Subject; unit: number }) {
  const { generation, alignment } = subject
  const goTo = useDocument((state) => state.goTo)
  const askUnit = useLens((state) => state.askUnit)
  const asked = alignment?.sentences[unit]
  useShownMarks(useMemo(() => (asked ? [askedMark(asked, 'You asked what this was used for.')] : []), [asked]))
  if (!alignment || !asked) return null
  const index = (readsDocument(generation) ? sentenceOf(generation, unit) : undefined) ?? -1
  return (
    <div className="lens-view">
      <div className="lens-asked">
        <h3 className="lens-heading">What was this used for?</h3>
        <button type="button" className="lens-more" onClick={() => askUnit(undefined)}>
          Back
        </button>
      </div>
      <button type="button" className="lens-item lens-quote" onClick={() => goTo(asked.start, asked.end)}>
        <PageChip page={asked.page} />
        <span className="lens-item-text lens-is-short">
          <Struck text={unitText(alignment, asked)} />
        </span>
      </button>
      <div className="try-under">
        <UseButtons unit={index < 0 ? undefined : unit} />
      </div>
      {index < 0 ? <ReadElsewhere subject={subject} unit={unit} /> : <Uses subject={subject} sentence={index} />}
    </div>
  )
}

function Uses({ subject, sentence }: { subject: Subject; sentence: number }) {
  const { entry, index, generation, trace, layers, token } = subject
  const asked = useAsked('lens.uses', { trace, sentence, layers })
  const times = asked.isStale ? undefined : asked.value?.count
  useEffect(() => {
    if (times) useUses.getState().setUses(entry.id, index, times)
    return useUses.getState().clear
  }, [times, entry.id, index])
  if (asked.problem) return <Notice again={asked.again}>{asked.problem}</Notice>
  if (!times) return null
  const most = mostUsedBy(times, generation)
  const first = most[0]
  if (!first)
    return <Notice>No token of this sentence entered attention for any token of the answer on these layers.</Notice>
  return (
    <>
      <p className="lens-about">
        Its tokens entered attention for <b>{count(usedTokens(times))}</b> of {counted(times.length, 'answer token')} on{' '}
        {counted(layers.length, 'layer')}; most at “<b>{tokenName(generation, first.token)}</b>”.
      </p>
      <ol className="lens-list">
        {most.map(({ token: at, count: n }) => (
          <li key={at}>
            <button
              type="button"
              className="lens-item lens-use"
              aria-current={at === token}
              onClick={() => goToToken(generation, at)}
            >
              <TokenInContext generation={generation} token={at} />
              <Bar share={n / first.count} look="asked" />
              <span className="lens-number">{count(n)}</span>
            </button>
          </li>
        ))}
      </ol>
      <InWords sentences={usesWords(times, usedTokens(times), layers, tokenName(generation, first.token))} />
      <p className="lens-legend">
        Unit: times that a token of the sentence entered attention, over the chosen layers. The answer above is shaded
        the same way.
      </p>
    </>
  )
}

/** A merge never saw the document, and a part only its own pages. */
function ReadElsewhere({ subject: { entry, result, generation }, unit }: { subject: Subject; unit: number }) {
  const { look, askUnit } = useLens()
  const readers = readersOf(result, unit)
  const goTo = (reader: number) => {
    look(entry.id, reader, firstSpan(result.generations[reader]!))
    askUnit(unit)
  }
  return (
    <>
      <p className="lens-about">
        {readsDocument(generation)
          ? `The ${generation.pieces ? 'excerpts that were read again don’t' : 'part of the document that is shown here doesn’t'} hold this sentence.`
          : 'This text was merged from summaries and never saw the document.'}
        {readers.length === 0 && ' The sentence was not read for this answer.'}
      </p>
      {readers.map((reader) => (
        <button key={reader} type="button" className="ui-button" onClick={() => goTo(reader)}>
          Look in the {generationName(entry.request.kind, result, reader).toLowerCase()}
        </button>
      ))}
    </>
  )
}
