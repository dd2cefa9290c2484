import type { CostSeries } from '../../electron/shared/ipc/cost_data'
import { count } from '../../electron/shared/shown/numbers'
import { perSecond, perToken } from './words'

/** The plots' numbers: time for a token, and tokens in a second. */
export const CostTable = ({ series: { points, name } }: { series: CostSeries }) => (
  <table className="cost-table">
    <caption className="ui-unseen">Time for one token of {name}, and tokens per second, by depth</caption>
    <thead>
      <tr>
        <th scope="col">Tokens before</th>
        <th scope="col">Reading, sparse</th>
        <th scope="col">Reading, dense</th>
        <th scope="col">Writing, sparse</th>
        <th scope="col">Writing, dense</th>
      </tr>
    </thead>
    <tbody>
      {points.map(({ depth, sparse, dense }) => (
        <tr key={depth}>
          <th scope="row">{count(depth)}</th>
          <Cost seconds={sparse.prefill} />
          <Cost seconds={dense.prefill} />
          <Cost seconds={sparse.decode} />
          <Cost seconds={dense.decode} />
        </tr>
      ))}
    </tbody>
  </table>
)

const Cost = ({ seconds }: { seconds: number | null }) => (
  <td>
    {seconds === null ? (
      'not measured'
    ) : (
      <>
        {perToken(seconds)} <span className="ui-muted">{perSecond(seconds)}</span>
      </>
    )}
  </td>
)
