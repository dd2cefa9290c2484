import { useId, useState } from 'react'
import { useExperiments } from '../../state/experiments'
import { type Run, useRuns } from '../../state/runs'
import { Ask } from '../ask/Ask'
import { askPrompt } from '../ask/asking'
import { RunChooser } from '../ask/RunChooser'
import { RunView } from '../ask/RunView'
import { TopK } from '../ask/TopK'

/** A prompt of one's own, without a document: gone on with as it is, or answered as a message. */
export function PromptTab() {
  const id = useId()
  const shownId = useExperiments((state) => state.shown.prompt)
  const all = useRuns((state) => state.runs)
  const runs = all.filter(({ about }) => about.kind === 'prompt')
  const shown = runs.find(({ entry }) => entry.id === shownId) ?? runs.at(-1)
  const [prompt, setPrompt] = useState(promptOf(shown)?.prompt ?? '')
  const [framed, setFramed] = useState(promptOf(shown)?.framed ?? true)
  const [topK, setTopK] = useState<number>()
  const about = { kind: 'prompt', prompt, framed } as const
  // the same prompt again is compared with its first run
  const first = runs.find((run) => promptOf(run)?.prompt === prompt && promptOf(run)?.framed === framed)
  return (
    <>
      <label className="try-about" htmlFor={id}>
        <b>Raw prompt</b>
        <span className="ui-muted"> The model gets these words and no document.</span>
      </label>
      <textarea
        id={id}
        className="ui-field try-prompt"
        rows={4}
        maxLength={400_000}
        value={prompt}
        onChange={({ target }) => setPrompt(target.value)}
      />
      <label className="lens-check">
        <input type="checkbox" checked={framed} onChange={({ target }) => setFramed(target.checked)} />
        Framed as a message in the model’s chat template
      </label>
      <p className="ui-muted">
        {framed ? 'The model answers it.' : 'The model goes on where it ends; control tokens count as such.'}
      </p>
      {first && <TopK generation={first.result.generation} topK={topK} onChange={setTopK} />}
      <Ask
        disabled={prompt.trim() === ''}
        verb={first ? 'Ask again' : 'Ask'}
        onAsk={() => void askPrompt(about, first && topK, first)}
        note={first ? undefined : 'Its top-k can be changed once it was asked.'}
      />
      {shown && (
        <>
          <RunChooser tab="prompt" runs={runs} shown={shown} />
          <ShownRun run={shown} runs={runs} />
        </>
      )}
    </>
  )
}

const promptOf = (run: Run | undefined) => (run?.about.kind === 'prompt' ? run.about : undefined)

function ShownRun({ run, runs }: { run: Run; runs: readonly Run[] }) {
  const asked = promptOf(run)!
  const first = runs.find((one) => promptOf(one)?.prompt === asked.prompt && promptOf(one)?.framed === asked.framed)
  return (
    <>
      <p className="try-quote">{asked.prompt}</p>
      <RunView
        key={run.entry.id}
        run={run}
        before={first && first !== run ? first.result.generation : undefined}
        answer={first && first !== run ? first.entry.id : undefined}
      />
    </>
  )
}
