import { cancelJob } from '../actions/asking'
import { Button } from '../design/Button'
import { Progress } from '../design/Progress'
import { useExports } from '../state/exports'

/** Exports at work, each with a way to stop it. */
export function RunningExports() {
  const running = useExports((state) => state.running)
  return running.map(({ export: id, file, done, total }) => (
    <span key={id} className="app-status-item app-running">
      <span className="app-running-about" title={file}>
        Writing {file}
      </span>
      <span className="app-running-bar">
        <Progress label={`Writing ${file}`} share={done > 0 ? done / total : undefined} />
      </span>
      <Button small look="quiet" onClick={() => cancelJob(id)} aria-label={`Stop writing ${file}`}>
        Stop
      </Button>
    </span>
  ))
}
