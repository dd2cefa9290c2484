import type { mapSums } from '../../../electron/shared/shown/map_cells'
import { count } from '../../../electron/shared/shown/numbers'

/** The scale in words, a square root, as its numbers show; and the counts, which add up to all that entered. */
export const MapLegend = ({ sums }: { sums: ReturnType<typeof mapSums> }) => {
  const parts = [
    [sums.inText, 'in the text shown'],
    [sums.beyond, 'in the rest of the text'],
    [sums.outside, 'in T, Q, A'],
    [sums.sinks, 'sinks'],
    [sums.recent, 'recent'],
  ] as const
  const shown = parts.filter(([n], i) => n > 0 || i === 0)
  const all = parts.reduce((sum, [n]) => sum + n, 0)
  return (
    <div className="lens-map-legend">
      <span className="lens-quiet" title="How often a token entered attention, over the chosen words and layers">
        {shown.map(([n, name]) => `${count(n)} ${name}`).join(' + ')}
        {shown.length > 1 && ` = ${count(all)}`} times
      </span>
      <span className="lens-map-scale" role="img" aria-label="Share of a place’s tokens that entered, 0 to 100%" />
      <span className="lens-quiet">Colour: share of a place’s tokens that entered</span>
      <span className="lens-map-scale-names">
        <span>0</span>
        <span>25%</span>
        <span>100%</span>
      </span>
    </div>
  )
}
