import './entered.css'
import { useMemo, useState } from 'react'
import type { Heads } from '../../../electron/shared/ipc/experiment_data'
import { count } from '../../../electron/shared/shown/numbers'
import { Notice } from '../../design/Notice'
import { layerSentence, unitSentence } from '../../words/layer_words'
import { InWords } from '../parts/InWords'
import { enteredMarks } from '../row/marks'
import { ofRow, type RowProps } from '../row/of_row'
import { allEntered, visibleTokens } from '../row/places'
import type { Row } from '../row/row'
import { useShownMarks } from '../row/shown_marks'
import { readsDocument } from '../subject/read_tokens'
import type { Subject } from '../subject/subject'
import { CopyStrip } from './CopyStrip'
import { HeadsChoice } from './HeadsChoice'
import { rowOfHead } from './head_choices'
import { MergeEntered } from './MergeEntered'
import { RegionBins } from './RegionBins'
import { stripPages } from './strip'
import { TokenStrip } from './TokenStrip'
import { enteredWords } from './words'

/** The exact tokens that one layer looked at for one token of the answer. */
export const EnteredView = ofRow(Entered, { needs: 'positions' })

function Entered({ subject, row: whole, isStale }: RowProps) {
  const { generation, alignment, token, layer } = subject
  const { row, heads } = useRowOfHead(subject, whole)
  const nothingLeftOut = allEntered(generation, token) || whole.positions.length === visibleTokens(generation, token)
  const why = layerSentence(generation.layerKinds, layer)
  const unit = unitSentence(generation.layerKinds)
  const marks = useMemo(
    () => (alignment && !nothingLeftOut ? enteredMarks(row, generation, alignment) : []),
    [row, generation, alignment, nothingLeftOut],
  )
  useShownMarks(marks)
  const pages = useMemo(
    () => (alignment ? stripPages(row.positions, generation, alignment) : []),
    [row, generation, alignment],
  )
  return (
    <div className="lens-view" aria-busy={isStale}>
      {why && <p className="lens-about">{why}</p>}
      <RegionBins generation={generation} token={token} row={whole} />
      {nothingLeftOut ? (
        <AllEntered subject={subject} />
      ) : !readsDocument(generation) ? (
        <MergeEntered subject={subject} />
      ) : (
        alignment && <TokenStrip pages={pages} />
      )}
      {heads}
      <div className="lens-row">
        <InWords sentences={enteredWords(whole, generation, token, layer, alignment)} />
        {pages.length > 0 && <CopyStrip {...{ subject, row, pages }} />}
      </div>
      <p className="lens-legend">
        Unit: tokens, exact, for one token of the answer on layer {count(layer)}. That a token entered says that the
        layer could use it, not how much it weighed.
        {unit && ` ${unit}`}
      </p>
    </div>
  )
}

/** What one key head chose alone, once one was chosen, and the list to choose from; else what any of them chose. */
function useRowOfHead(subject: Subject, whole: Row) {
  const [chosen, setChosen] = useState<{ of: Row; head: number; heads: Heads }>()
  const current = chosen?.of === whole ? chosen : undefined // another row has other choices
  const row = useMemo(() => (current ? rowOfHead(whole, current.heads, current.head) : whole), [whole, current])
  const choose = (head: number | undefined, heads: Heads) =>
    setChosen(head === undefined ? undefined : { of: whole, head, heads })
  return { row, heads: <HeadsChoice subject={subject} head={current?.head} onChoose={choose} /> }
}

const AllEntered = ({ subject: { generation, token } }: { subject: Subject }) => (
  <Notice>
    All {count(visibleTokens(generation, token))} tokens entered; nothing was left out, so there is nothing to tell
    apart on the pages.{' '}
    {generation.kind === 'excerpts'
      ? 'What the question’s words selected from the whole document is in the first look: choose it under “Text”.'
      : `Texts longer than ${count(generation.topK)} tokens show a selection here.`}
  </Notice>
)
