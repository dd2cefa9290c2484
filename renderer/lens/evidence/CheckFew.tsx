import { counted } from '../../../electron/shared/shown/numbers'
import { Button } from '../../design/Button'
import { RunningTask } from '../../design/RunningTask'
import { useTasks } from '../../state/tasks'
import type { Subject } from '../subject/subject'
import { CheckResult } from './CheckEntry'
import { checkName, taskName, useChecks } from './checks'
import type { EvidenceEntry } from './EvidenceList'

/** So many are checked at once. */
const FEW = 3

/** Checks the first sentences of the list, each by itself and all together. */
export function CheckFew({ subject, entries }: { subject: Subject; entries: readonly EvidenceEntry[] }) {
  const { trace } = subject
  const first = entries.slice(0, FEW).map(({ key }) => Number(key))
  const sets = first.length > 1 ? [...first.map((one) => [one]), first] : [first]
  const name = taskName(trace, sets)
  const task = useTasks((state) => state.running[name])
  const problem = useTasks((state) => state.problems[name])
  const results = useChecks((state) => state.results)
  const together = results[checkName(trace, first)]
  const isDone = sets.every((one) => results[checkName(trace, one)])
  return (
    <section className="try-few" aria-label="Check it">
      {first.length > 1 && together && (
        <>
          <h3 className="lens-heading lens-is-first">The first {counted(first.length, 'sentence')} together</h3>
          <CheckResult subject={subject} result={together} what="them" />
        </>
      )}
      {task ? (
        <RunningTask name={name} task={task} />
      ) : (
        !isDone && (
          <Button small onClick={() => void useChecks.getState().check(trace, sets)}>
            {first.length > 1
              ? `What if it had not read the first ${counted(first.length, 'sentence')}?`
              : 'What if it had not read this sentence?'}
          </Button>
        )
      )}
      {problem && <p role="alert">{problem}</p>}
    </section>
  )
}

/** What the numbers of checks mean, once there are some. */
export function CheckLegend({ subject: { trace }, entries }: { subject: Subject; entries: readonly EvidenceEntry[] }) {
  const results = useChecks((state) => state.results)
  if (!entries.some(({ key }) => results[checkName(trace, [Number(key)])])) return null
  return (
    <p className="lens-legend">
      The check: the same words of the answer are scored again while the model can’t see the sentence. What later
      sentences had absorbed from it while the text was read stays, so its part can be larger than shown. Unit: change
      in log-probability (nats; −0.7 halves a word’s chance, −2.3 makes it a tenth).{' '}
      <span className="try-token is-less">less likely</span> underlined,{' '}
      <span className="try-token is-more">more likely</span> dotted; the stronger the colour, the larger the change,
      full at 4 nats.
    </p>
  )
}
