import { compareDocuments } from '../actions/comparing'
import { askTogether } from '../actions/opening'
import { Button } from '../design/Button'

/** Below the list while several documents are chosen, to be asked together or, if they are two, compared. */
export function Together({ chosen, onEnd }: { chosen: readonly string[]; onEnd: () => void }) {
  const ask = () => {
    onEnd()
    void askTogether(chosen)
  }
  const compare = () => {
    onEnd()
    compareDocuments(chosen)
  }
  return (
    <section className="library-together" aria-label="Documents to ask together or to compare">
      <div className="library-chosen">
        <p role="status">{chosen.length === 0 ? 'Choose two documents or more.' : `${chosen.length} chosen`}</p>
        <Button small onClick={onEnd}>
          Cancel
        </Button>
      </div>
      <Button
        disabled={chosen.length !== 2}
        title="Two versions side by side: what changed, and the same asked of both (Ctrl+D)"
        onClick={compare}
      >
        Compare
      </Button>
      <Button look="primary" disabled={chosen.length < 2} onClick={ask}>
        Ask together
      </Button>
    </section>
  )
}
