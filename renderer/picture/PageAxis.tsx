import './axis.css'
import type { PageTick } from '../../electron/shared/shown/page_ticks'

/** Page boundaries under a plot whose width is the text that was read. */
export const PageAxis = ({ ticks }: { ticks: readonly PageTick[] }) => (
  <div className="lens-axis" aria-hidden>
    {ticks.map(({ page, at, label, isNamed }) => (
      <span key={page} className="lens-tick" style={{ left: `${at * 100}%` }}>
        {isNamed && `p. ${label}`}
      </span>
    ))}
  </div>
)
