import { useExperiments } from '../../state/experiments'
import type { Run } from '../../state/runs'

/** The experiments of this session, newest last. */
export function RunChooser({ tab, runs, shown }: { tab: 'answer' | 'prompt'; runs: readonly Run[]; shown: Run }) {
  const showRun = useExperiments((state) => state.showRun)
  return (
    <div className="try-run-head">
      <h3>{runs.length === 1 ? 'Experiment' : 'Experiments'}</h3>
      {runs.length === 1 ? (
        <span>{shown.changed}</span>
      ) : (
        <select
          className="ui-field"
          aria-label="Which experiment"
          value={shown.entry.id}
          onChange={({ target }) => showRun(tab, target.value)}
        >
          {runs.map((run, i) => (
            <option key={run.entry.id} value={run.entry.id}>
              {i + 1}: {run.changed}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
