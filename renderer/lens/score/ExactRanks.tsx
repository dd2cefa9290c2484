import { count } from '../../../electron/shared/shown/numbers'
import { ask } from '../../ipc/client'
import type { Row } from '../row/row'
import type { Subject } from '../subject/subject'
import { RowOnDemand } from './RowOnDemand'
import { agree } from './ranks'
import { ofRows } from './rows'

const useComputed = ofRows('scores', (order) => ask('experiment.scores', order))

/** All index scores of the row that is looked at, once they were asked for. */
export const useRowScores = (subject: Subject, row: Row): Float32Array | undefined => {
  const scores = useComputed(subject).value?.scores
  // a row may still be that of the token before
  return scores?.length === row.position + 1 ? scores : undefined
}

/** Asks for the ranks that the trace doesn't keep: the model reads the answer up to this token again. */
export function ExactRanks({ subject, row }: { subject: Subject; row: Row }) {
  return (
    <RowOnDemand
      subject={subject}
      of={useComputed(subject)}
      offer="Show exact ranks"
      title="The model scores all tokens again for this one"
    >
      {({ scores }) => (
        <p className="lens-quiet" role="status">
          {agree(row, scores)
            ? 'Scored anew: the same scores as in the trace, so every rank is exact.'
            : `Scored anew, but not quite as in the trace (another backend or machine): ranks beyond the best ${count(row.missed.length)} that missed are near, not exact.`}
        </p>
      )}
    </RowOnDemand>
  )
}
