import { askTogether } from '../actions/opening'
import { Button } from '../design/Button'

/** Below the list while several documents are chosen. */
export function Together({ chosen, onEnd }: { chosen: string[]; onEnd: () => void }) {
  const ask = () => {
    onEnd()
    void askTogether(chosen)
  }
  return (
    <section className="library-together" aria-label="Documents to ask together">
      <p role="status">{chosen.length === 0 ? 'Choose two documents or more.' : `${chosen.length} chosen`}</p>
      <Button onClick={onEnd}>Cancel</Button>
      <Button look="primary" disabled={chosen.length < 2} onClick={ask}>
        Ask together
      </Button>
    </section>
  )
}
