import { useMemo, useState } from 'react'
import { count, counted, percent } from '../../../electron/shared/shown/numbers'
import { Notice } from '../../design/Notice'
import { PageChip } from '../../design/PageChip'
import { Struck } from '../../design/Struck'
import { useDocument } from '../../state/document'
import type { Mark } from '../../state/marks'
import { InWords } from '../parts/InWords'
import { allEntered, visibleTokens } from '../row/places'
import { useShownMarks } from '../row/shown_marks'
import { useAsked } from '../subject/asked'
import { layersName } from '../subject/layers_name'
import { readsDocument } from '../subject/read_tokens'
import type { Subject } from '../subject/subject'
import { type Never, neverMarks, neverPassages } from './never'

const NONE: Mark[] = []

/** What of the text the whole answer never selected; and how to ask what a sentence was used for. */
export function NeverSelected({ subject }: { subject: Subject }) {
  const { generation, trace, layers } = subject
  const asked = useAsked('lens.never', readsDocument(generation) ? { trace, layers } : undefined)
  return (
    <div className="lens-view">
      <h3 className="lens-heading lens-is-first">What was a sentence used for?</h3>
      <p className="lens-about">
        Click a sentence of the document (or step to it with S and press Enter): the answer’s words are shaded by how
        often they selected it.
      </p>
      <h3 className="lens-heading">What was never selected?</h3>
      {asked.problem ? (
        <Notice again={asked.again}>{asked.problem}</Notice>
      ) : !readsDocument(generation) ? (
        <p className="lens-about">
          {generation.kind === 'prompt'
            ? 'A raw prompt is no document: see what entered, and the map.'
            : 'This text was merged from summaries and never saw the document.'}
        </p>
      ) : allEntered(generation, generation.tokenStarts.length - 2) ? (
        <p className="lens-about">
          All {count(visibleTokens(generation, generation.tokenStarts.length - 2))} tokens entered for every word of the
          answer; nothing was left out.
        </p>
      ) : (
        asked.value && <Passages subject={subject} never={asked.value} />
      )}
    </div>
  )
}

function Passages({ subject, never }: { subject: Subject; never: Never }) {
  const { generation, alignment, layers } = subject
  const [isMarked, setMarked] = useState(false)
  const goTo = useDocument((state) => state.goTo)
  const marks = useMemo(
    () => (isMarked && alignment ? neverMarks(never, generation, alignment) : NONE),
    [isMarked, never, generation, alignment],
  )
  useShownMarks(marks)
  const passages = useMemo(
    () => (alignment ? neverPassages(never, generation, alignment) : []),
    [never, generation, alignment],
  )
  const share = percent(never.tokens / Math.max(1, never.of))
  return (
    <>
      <p className="lens-about">
        <b>{count(never.tokens)}</b> of {count(never.of)} tokens of the text (<b>{share}</b>) entered attention for no
        token of this answer on {layersName(layers)}.
      </p>
      {never.tokens > 0 && (
        <label className="lens-check">
          <input type="checkbox" checked={isMarked} onChange={(event) => setMarked(event.target.checked)} />
          Fade them on the pages
        </label>
      )}
      {never.tokens > 0 && (
        <h3 className="lens-heading">
          {passages.length > 0 ? 'The longest passages' : 'Single words only: no passage of three tokens or more'}
        </h3>
      )}
      <ol className="lens-list">
        {passages.map(({ start, end, tokens, page, text }) => (
          <li key={start}>
            <button type="button" className="lens-item" onClick={() => goTo(start, end)}>
              <span className="lens-item-head">
                <PageChip page={page} />
                <span className="lens-item-note">{counted(tokens, 'token')}</span>
              </span>
              <span className="lens-item-text lens-is-short">
                <Struck text={text} />
              </span>
            </button>
          </li>
        ))}
      </ol>
      <InWords
        sentences={[
          `On ${layersName(layers)}, ${counted(never.tokens, 'token')} of the ${count(never.of)} that were read entered attention for none of the answer’s ${counted(generation.tokenStarts.length - 1, 'token')}.`,
          'The model still read them once, before it answered: what other tokens took up from them then may have come along.',
        ]}
      />
    </>
  )
}
