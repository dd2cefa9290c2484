import '../entered/entered.css'
import './mass.css'
import { useMemo } from 'react'
import { kindOf } from '../../../electron/shared/ipc/layer_kinds'
import { MASS_MEANS } from '../../../electron/shared/shown/measure'
import { count, percent } from '../../../electron/shared/shown/numbers'
import { Bar } from '../../design/Bar'
import { Notice } from '../../design/Notice'
import { PageChip } from '../../design/PageChip'
import { useDocument } from '../../state/document'
import { InWords } from '../parts/InWords'
import { REGION_NAMES, RegionStack } from '../parts/RegionStack'
import { ofRow, type RowProps } from '../row/of_row'
import { REGIONS, type Region } from '../row/places'
import { useShownMarks } from '../row/shown_marks'
import { tokenName } from '../subject/answer_tokens'
import type { Subject } from '../subject/subject'
import { type Attended, attendedTokens, massByRegion, massMarks } from './mass'

/** Tokens that are listed. */
const LISTED = 12

/** How one layer of a model without indexers shared its attention: not what entered, as everything did. */
export function MassView({ subject }: { subject: Subject }) {
  const { generation, layer } = subject
  if (kindOf(generation.layerKinds, layer).kind !== 'attended') {
    return (
      <Notice>
        Attention mass is read on the layers that evidence is computed from; layer {count(layer)} is none of them.
      </Notice>
    )
  }
  return <MassOfRow subject={subject} />
}

const MassOfRow = ofRow(Mass, { needs: 'positions' })

function Mass({ subject, row, isStale }: RowProps) {
  const { generation, alignment, token, layer } = subject
  const tokens = useMemo(
    () => (alignment ? attendedTokens(row, generation, alignment) : []),
    [row, generation, alignment],
  )
  const marks = useMemo(() => massMarks(tokens), [tokens])
  useShownMarks(marks)
  const regions = massByRegion(row, generation)
  const kept = REGIONS.reduce((sum, region) => sum + regions[region], 0)
  const most = [...tokens].sort((a, b) => b.share - a.share).slice(0, LISTED)
  const name = tokenName(generation, token)
  const words = [
    `When “${name}” was written, layer ${count(layer)} gave ${percent(regions.text)} of its attention to the document, ${percent(regions.template)} to the template, ${percent(regions.question)} to the question and ${percent(regions.answer)} to the answer itself.`,
    'All tokens entered: nothing was chosen and nothing was left out.',
  ]
  return (
    <div className="lens-view lens-mass" aria-busy={isStale}>
      <Regions regions={regions} />
      <MostAttended tokens={most} />
      <InWords sentences={words} />
      <p className="lens-legend">
        Unit: {MASS_MEANS}, for one token of the answer on layer {count(layer)}. Shown are the{' '}
        {count(row.positions.length)} tokens with the most: {percent(kept)} of it together. It says what was looked at,
        not why.
      </p>
    </div>
  )
}

const Regions = ({ regions }: { regions: Record<Region, number> }) => (
  <div className="lens-regions">
    <RegionStack amounts={regions} />
    <ul>
      {REGIONS.map((region) => (
        <li key={region}>
          <span className={`lens-key lens-stack-${region}`} aria-hidden />
          {REGION_NAMES[region]} <b>{percent(regions[region])}</b>
        </li>
      ))}
    </ul>
  </div>
)

function MostAttended({ tokens }: { tokens: readonly Attended[] }) {
  const goTo = useDocument((state) => state.goTo)
  if (tokens.length === 0) return <p className="lens-about">No token of the document is among those with the most.</p>
  const best = tokens[0]!.share
  return (
    <ol className="lens-list" aria-label="Tokens of the document with the most attention mass">
      {tokens.map(({ position, share, start, end, page, text }) => (
        <li key={position}>
          <button type="button" className="lens-item" onClick={() => goTo(start, end)}>
            <span className="lens-item-head">
              <PageChip page={page} />
              <span className="lens-mass-token">{text.trim() || '␣'}</span>
              <Bar share={share / best} look="mass" />
              <span className="lens-number" title="Share of this layer’s attention">
                {percent(share)}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  )
}
