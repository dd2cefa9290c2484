import { measuringWords, useCost } from '../cost/cost'
import { Progress } from '../design/Progress'
import { useApp } from '../state/app'

/** A measurement that goes on while its dialog is closed; a click opens it. */
export function RunningMeasurement() {
  const running = useCost((state) => state.running)
  const { dialog, show } = useApp()
  if (!running || dialog === 'cost') return null
  const { words, share } = measuringWords(running)
  return (
    <button type="button" className="app-status-item app-running" onClick={() => show('cost')} title={words}>
      <span>Measuring</span>
      <span className="app-running-bar">
        <Progress label={words} share={share} />
      </span>
    </button>
  )
}
