import { isOfMass } from '../../../electron/shared/shown/measure'
import { count, percent } from '../../../electron/shared/shown/numbers'
import { Bar } from '../../design/Bar'
import { allEntered, enteredTokens, visibleTokens } from '../row/places'
import type { Subject } from '../subject/subject'

/** How much of what the token could see entered attention: exact, and the same on every layer. */
export function Gauge({ subject: { generation, token, result } }: { subject: Subject }) {
  const visible = visibleTokens(generation, token)
  if (isOfMass(result.model)) {
    return (
      <div className="lens-gauge">
        <Bar share={1} look="mass" />
        <span>
          All <b>{count(visible)}</b> tokens entered: this model has no indexers
        </span>
      </div>
    )
  }
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
