import '../../design/field_row.css'
import { generationName } from '../../lens/subject/generations'
import { useExperiments } from '../../state/experiments'
import { useRuns } from '../../state/runs'
import { requestWords } from '../../words/request_words'
import { Ask } from './Ask'
import { askOtherwise } from './asking'
import { type Base, useBase } from './base'
import { RunChooser } from './RunChooser'
import { RunView } from './RunView'
import { Spans } from './Spans'
import { TopK } from './TopK'

/** The open answer's request, asked again with another selection. */
export function AnswerTab() {
  const base = useBase()
  if (!base) {
    return (
      <p className="ui-muted">Open a document and ask something first: then its answer can be asked for otherwise.</p>
    )
  }
  if (base.index === undefined) return <p className="ui-muted">This answer read no part of the document.</p>
  return <Trying base={base} />
}

function Trying({ base }: { base: Base }) {
  const { entry, generation, index, result } = base
  const { topK, exclude, force, chooseTopK } = useExperiments()
  const isChanged = topK !== undefined || exclude.length > 0 || force.length > 0
  const about = useExperiments((state) => state.about)
  const isMerged = result.generations[result.main]?.kind === 'merge'
  const parts = result.generations.flatMap(({ part }, i) => (part ? [i] : []))
  return (
    <>
      <p className="try-about">
        <b>{requestWords(entry.request).title}</b>
        <span className="ui-muted"> Ask it again, change what may enter attention, and compare.</span>
      </p>
      {isMerged && (
        <p className="try-about ui-muted">
          This text was merged from summaries of the document’s parts and read no part of it itself, so there is nothing
          to change in what it read. Choose the part that matters: its summary is asked for again, and compared.
        </p>
      )}
      {parts.length > 1 && (
        <label className="try-field">
          <span>Part</span>
          <select
            className="ui-field"
            value={index}
            onChange={({ target }) => about({ answer: entry.id, generation: Number(target.value) })}
          >
            {parts.map((i) => (
              <option key={i} value={i}>
                {generationName(entry.request.kind, result, i)}
              </option>
            ))}
          </select>
        </label>
      )}
      <TopK generation={generation} topK={topK} onChange={chooseTopK} />
      <Spans generation={generation} />
      <Ask
        onAsk={() => void askOtherwise(base)}
        note={isChanged ? undefined : 'Nothing is changed yet: the answer will be the same.'}
      />
      <Runs base={base} />
    </>
  )
}

function Runs({ base: { entry, index, generation } }: { base: Base }) {
  const shown = useExperiments((state) => state.shown.answer)
  const all = useRuns((state) => state.runs)
  const runs = all.filter(
    ({ about }) => about.kind === 'answer' && about.trace.answer === entry.id && about.trace.generation === index,
  )
  const run = runs.find((one) => one.entry.id === shown) ?? runs.at(-1)
  if (!run) return null
  return (
    <>
      <RunChooser tab="answer" runs={runs} shown={run} />
      <RunView key={run.entry.id} run={run} before={generation} answer={entry.id} />
    </>
  )
}
