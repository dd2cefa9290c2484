import './bar.css'
/** A small bar beside a number. `at` draws a line across it, such as the last score that got in. */
export const Bar = ({ share, at, look }: { share: number; at?: number; look: string }) => (
  <span className={`lens-bar lens-is-${look}`} aria-hidden>
    <span className="lens-bar-fill" style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
    {at !== undefined && <span className="lens-bar-line" style={{ left: `${at * 100}%` }} />}
  </span>
)
