import { count, percent } from '../../../electron/shared/shown/numbers'
import { Bar } from '../../design/Bar'
import { allEntered, enteredTokens, visibleTokens } from '../row/places'
import type { Subject } from '../subject/subject'

/** How much of what the token could see entered attention: exact, and the same on every layer. */
export function Gauge({ subject: { generation, token } }: { subject: Subject }) {
  const visible = visibleTokens(generation, token)
  const entered = enteredTokens(generation, token)
  return (
    <div className="lens-gauge">
      <Bar share={entered / visible} look="entered" />
      {allEntered(generation, token) ? (
        <span>
          All <b>{count(visible)}</b> tokens entered; nothing was left out
        </span>
      ) : (
        <span>
          <b>{count(entered)}</b> of {count(visible)} tokens entered attention here (<b>{percent(entered / visible)}</b>
          )
        </span>
      )}
    </div>
  )
}
