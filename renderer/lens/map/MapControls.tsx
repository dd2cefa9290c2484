import { ZoomIn, ZoomOut } from 'lucide-react'
import type { mapSums } from '../../../electron/shared/shown/map_cells'
import { GROUPS } from '../../../electron/shared/shown/map_groups'
import { count, percent } from '../../../electron/shared/shown/numbers'
import { useMapView } from './map_view_state'

interface Props {
  sums: ReturnType<typeof mapSums>
  layers: number
  /** Which part of the text is shown, in words. */
  shown: string
  isWhole: boolean
  onZoom(factor: number): void
  onWhole(): void
}

/** Zoom, rows, and what is left out: and the picture says how much that is. */
export function MapControls({ sums, layers, shown, isWhole, onZoom, onWhole }: Props) {
  const { group, hideSinks, hideRecent, set } = useMapView()
  const all = sums.inText + sums.outside + sums.beyond + sums.sinks + sums.recent
  const hidden = sums.sinks + sums.recent
  return (
    <div className="lens-map-controls">
      <span className="lens-map-zoom">
        <button type="button" className="lens-icon" onClick={() => onZoom(2)} aria-label="Closer" title="Closer (+)">
          <ZoomIn size={14} aria-hidden />
        </button>
        <button
          type="button"
          className="lens-icon"
          onClick={() => onZoom(0.5)}
          disabled={isWhole}
          aria-label="Further away"
          title="Further away (−)"
        >
          <ZoomOut size={14} aria-hidden />
        </button>
        {isWhole ? (
          <span className="lens-quiet">{shown}</span>
        ) : (
          <button type="button" className="lens-more" onClick={onWhole} title="Show the whole text (0)">
            {shown}: show all
          </button>
        )}
      </span>
      <label
        className="lens-check"
        title="Sinks: tokens that more than half of the later prompt rows selected, whatever they were about"
      >
        <input type="checkbox" checked={hideSinks} onChange={(event) => set({ hideSinks: event.target.checked })} />
        Hide sinks
      </label>
      <label className="lens-check" title="The 64 tokens before each token of the answer">
        <input type="checkbox" checked={hideRecent} onChange={(event) => set({ hideRecent: event.target.checked })} />
        Hide recent
      </label>
      {layers > 2 && (
        <label className="lens-check">
          Rows of
          <select className="lens-speed" value={group} onChange={(event) => set({ group: Number(event.target.value) })}>
            {GROUPS.map((size) => (
              <option key={size} value={size}>
                {size === 1 ? '1 layer' : `${size} layers`}
              </option>
            ))}
          </select>
        </label>
      )}
      {(hideSinks || hideRecent) && (
        <span className="lens-map-hidden" role="status">
          {count(hidden)} of {count(all)} times ({percent(hidden / Math.max(1, all))}) not drawn
        </span>
      )}
    </div>
  )
}
