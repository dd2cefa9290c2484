import type { Plan } from '../../../electron/shared/ipc/plan_data'
import { bytes } from '../../../electron/shared/shown/numbers'
import { overfull } from './plan_words'

/** What each device would hold. */
export const PlanTable = ({ plan }: { plan: Plan }) => (
  <table className="models-memory">
    <caption className="ui-unseen">Expected memory by device</caption>
    <thead>
      <tr>
        <th scope="col">Memory of</th>
        <th scope="col">Weights</th>
        <th scope="col">KV cache</th>
        <th scope="col">Working</th>
        <th scope="col">All</th>
        <th scope="col">Free now</th>
      </tr>
    </thead>
    <tbody>
      {plan.devices.map((device, i) => {
        const { name, kind, weights, cache, compute, trace, other, total, freeBytes } = device
        const isOver = overfull(plan, i)
        return (
          <tr key={name} className={isOver ? 'is-too-large' : ''}>
            <th scope="row">{kind === 'host' ? 'this computer' : name}</th>
            <td>{bytes(weights)}</td>
            <td>{bytes(cache)}</td>
            <td>{bytes(compute + trace + other)}</td>
            <td>
              {bytes(total)}
              {isOver && ' (too much)'}
            </td>
            <td>{bytes(freeBytes)}</td>
          </tr>
        )
      })}
    </tbody>
  </table>
)
