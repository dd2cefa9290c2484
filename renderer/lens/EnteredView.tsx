import { useMemo } from 'react'
import { count } from '../design/numbers'
import { useAsked } from './asked'
import { InWords } from './InWords'
import { MergeEntered } from './MergeEntered'
import { enteredMarks } from './marks'
import { Notice } from './Notice'
import { allEntered, visibleTokens } from './places'
import { RegionBins } from './RegionBins'
import type { Row } from './ranking'
import { useShownMarks } from './shown_marks'
import type { Subject } from './subject'
import { TokenStrip } from './TokenStrip'
import { enteredWords } from './words'

/** The exact tokens that one layer looked at for one token of the answer. */
export function EnteredView({ subject }: { subject: Subject }) {
  const { trace, token, layer } = subject
  const asked = useAsked('lens.row', { trace, token, layer })
  if (asked.problem) return <Notice again={asked.again}>{asked.problem}</Notice>
  if (!asked.value) return null
  return <Entered subject={subject} row={asked.value} isStale={asked.isStale} />
}

function Entered({ subject, row, isStale }: { subject: Subject; row: Row; isStale: boolean }) {
  const { generation, alignment, token, layer } = subject
  const nothingLeftOut = allEntered(generation, token)
  const marks = useMemo(
    () => (alignment && !nothingLeftOut ? enteredMarks(row, generation, alignment) : []),
    [row, generation, alignment, nothingLeftOut],
  )
  useShownMarks(marks)
  return (
    <div className="lens-view" aria-busy={isStale}>
      <RegionBins generation={generation} token={token} row={row} />
      {nothingLeftOut ? (
        <Notice>
          All {count(visibleTokens(generation, token))} tokens entered; nothing was left out, so there is nothing to
          tell apart on the pages. Texts longer than {count(generation.topK)} tokens show a selection here.
        </Notice>
      ) : generation.kind === 'merge' ? (
        <MergeEntered subject={subject} />
      ) : (
        alignment && <TokenStrip positions={row.positions} generation={generation} alignment={alignment} />
      )}
      <InWords sentences={enteredWords(row, generation, token, layer, alignment)} />
      <p className="lens-legend">
        Unit: tokens, exact, for one token of the answer on layer {count(layer)}. That a token entered says that the
        layer could use it, not how much it weighed.
      </p>
    </div>
  )
}
