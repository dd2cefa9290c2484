import './entered.css'
import { useMemo } from 'react'
import { count } from '../../../electron/shared/shown/numbers'
import { Notice } from '../../design/Notice'
import { layerSentence, unitSentence } from '../../words/layer_words'
import { InWords } from '../parts/InWords'
import { enteredMarks } from '../row/marks'
import { ofRow } from '../row/of_row'
import { allEntered, visibleTokens } from '../row/places'
import { useShownMarks } from '../row/shown_marks'
import { readsDocument } from '../subject/read_tokens'
import { CopyStrip } from './CopyStrip'
import { MergeEntered } from './MergeEntered'
import { RegionBins } from './RegionBins'
import { stripPages } from './strip'
import { TokenStrip } from './TokenStrip'
import { enteredWords } from './words'

/** The exact tokens that one layer looked at for one token of the answer. */
export const EnteredView = ofRow(
  function Entered({ subject, row, isStale }) {
    const { generation, alignment, token, layer } = subject
    const nothingLeftOut = allEntered(generation, token) || row.positions.length === visibleTokens(generation, token)
    const why = layerSentence(generation.layerKinds, layer)
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
        <RegionBins generation={generation} token={token} row={row} />
        {nothingLeftOut ? (
          <Notice>
            All {count(visibleTokens(generation, token))} tokens entered; nothing was left out, so there is nothing to
            tell apart on the pages.{' '}
            {generation.kind === 'excerpts'
              ? 'What the question’s words selected from the whole document is in the first look: choose it under “Text”.'
              : `Texts longer than ${count(generation.topK)} tokens show a selection here.`}
          </Notice>
        ) : !readsDocument(generation) ? (
          <MergeEntered subject={subject} />
        ) : (
          alignment && <TokenStrip pages={pages} />
        )}
        <div className="lens-row">
          <InWords sentences={enteredWords(row, generation, token, layer, alignment)} />
          {pages.length > 0 && <CopyStrip {...{ subject, row, pages }} />}
        </div>
        <p className="lens-legend">
          Unit: tokens, exact, for one token of the answer on layer {count(layer)}. That a token entered says that the
          layer could use it, not how much it weighed.
          {unitSentence(generation.layerKinds) && ` ${unitSentence(generation.layerKinds)}`}
        </p>
      </div>
    )
  },
  { needs: 'positions' },
)
