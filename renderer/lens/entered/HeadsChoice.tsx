import type { Heads } from '../../../electron/shared/ipc/experiment_data'
import { count, percent } from '../../../electron/shared/shown/numbers'
import { Bar } from '../../design/Bar'
import { useHeads } from '../score/heads'
import { RowOnDemand } from '../score/RowOnDemand'
import type { Subject } from '../subject/subject'
import { chosenBy } from './head_choices'

interface Props {
  subject: Subject
  /** The head whose choice is shown; undefined: what any of them chose. */
  head: number | undefined
  onChoose(head: number | undefined, heads: Heads): void
}

/** Of models whose key heads choose for themselves: what each of them chose for this token, on demand. */
export const HeadsChoice = (props: Props) => (props.subject.result.model.headsChoose ? <Offered {...props} /> : null)

const Offered = ({ subject, head, onChoose }: Props) => (
  <RowOnDemand subject={subject} of={useHeads(subject)} offer="Which key head chose what?">
    {(heads) => <Shown heads={heads} head={head} onChoose={(one) => onChoose(one, heads)} />}
  </RowOnDemand>
)

interface ShownProps {
  heads: Heads
  head: number | undefined
  onChoose(head: number | undefined): void
}

const Shown = ({ heads, head, onChoose }: ShownProps) => (
  <section aria-label="What each key head chose">
    <h3 className="lens-heading">What each key head chose</h3>
    <ol className="lens-list">
      {Array.from({ length: heads.heads }, (_, i) => i).map((one) => {
        const chosen = chosenBy(heads, one).length
        return (
          <li key={one}>
            <button
              type="button"
              className="lens-item"
              aria-pressed={one === head}
              onClick={() => onChoose(one === head ? undefined : one)}
            >
              <span className="lens-item-head">
                <span>
                  Head {count(one)}
                  {one === head ? ': shown alone' : ''}
                </span>
                <Bar share={chosen / (heads.position + 1)} look="entered" />
                <span className="lens-item-note">
                  {count(chosen)} of {count(heads.position + 1)} ({percent(chosen / (heads.position + 1))})
                </span>
              </span>
            </button>
          </li>
        )
      })}
    </ol>
    <p className="lens-legend">
      Each key head of this layer attends to what it chose, and to nothing else. Choose a head to see its tokens alone;
      choose it again to see what any of them chose.
    </p>
  </section>
)
