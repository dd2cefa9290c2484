import { X } from 'lucide-react'
import { useState } from 'react'
import { unitText } from '../../../electron/shared/document/passages'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { counted } from '../../../electron/shared/shown/numbers'
import { Button } from '../../design/Button'
import { PageChip } from '../../design/PageChip'
import { positionsOf, tokensIn } from '../../lens/subject/spans'
import { selectedText } from '../../reader/citation/copy'
import { unitsOfWords } from '../../reader/units'
import { useDocument } from '../../state/document'
import { type SpanUse, useExperiments } from '../../state/experiments'
import { useLens } from '../../state/lens'

const USES: Record<SpanUse, { name: string; about: string }> = {
  exclude: { name: 'Leave out', about: 'can’t enter attention' },
  force: { name: 'Force in', about: 'enter attention whatever their scores are' },
}

/** Sentences of the document that are left out or forced in. */
export function Spans({ generation }: { generation: Generation }) {
  return (
    <div className="try-spans">
      <Use use="exclude" generation={generation} />
      <Use use="force" generation={generation} />
    </div>
  )
}

function Use({ use, generation }: { use: SpanUse; generation: Generation }) {
  const units = useExperiments((state) => state[use])
  const alignment = useDocument((state) => state.alignment)
  const [problem, setProblem] = useState<string>()
  const { name, about } = USES[use]
  const add = () => {
    const found = selectedUnits()
    const here = alignment ? found.filter((unit) => positionsOf(unit, generation, alignment)) : []
    setProblem(problemOf(found, here))
    if (here.length > 0) useExperiments.getState().use(use, here)
  }
  const positions = alignment ? units.flatMap((unit) => positionsOf(unit, generation, alignment) ?? []) : []
  return (
    <fieldset className="try-use">
      <legend>
        {name}{' '}
        <span className="ui-muted">
          {units.length > 0
            ? `${counted(units.length, 'sentence')}, ${counted(tokensIn(positions), 'token')}: ${about}`
            : `sentences that ${about}`}
        </span>
      </legend>
      <ul className="try-chips">
        {units.map((unit) => (
          <SpanChip key={unit} use={use} unit={unit} />
        ))}
        <li>
          <Button
            small
            // the selection must outlive the click
            onPointerDown={(event) => event.preventDefault()}
            onClick={add}
          >
            Add the selected sentences
          </Button>
        </li>
      </ul>
      {problem && (
        <p className="try-problem" role="status">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

/** Of the words that are selected on the pages; else the sentence that was clicked. */
function selectedUnits(): number[] {
  const { alignment } = useDocument.getState()
  const selected = selectedText()
  if (selected && alignment) return unitsOfWords(selected.text, selected.firstPage, selected.lastPage, alignment)
  const { askedUnit } = useLens.getState()
  return askedUnit === undefined ? [] : [askedUnit]
}

function problemOf(found: readonly number[], here: readonly number[]): string | undefined {
  if (found.length === 0)
    return 'Select words on a page or click a sentence there first; evidence in the lens has buttons of its own.'
  return here.length < found.length ? 'What this answer did not read can’t be left out or forced in.' : undefined
}

function SpanChip({ use, unit }: { use: SpanUse; unit: number }) {
  const alignment = useDocument((state) => state.alignment)
  const goTo = useDocument((state) => state.goTo)
  const drop = useExperiments((state) => state.drop)
  const found = alignment?.sentences[unit]
  if (!alignment || !found) return null
  const text = unitText(alignment, found)
  return (
    <li className="try-chip">
      <button type="button" className="try-chip-text" title={text} onClick={() => goTo(found.start, found.end)}>
        <PageChip page={found.page} /> <span>{text}</span>
      </button>
      <button
        type="button"
        className="lens-icon"
        aria-label={`Remove: ${text}`}
        title="Remove"
        onClick={() => drop(use, unit)}
      >
        <X size={12} aria-hidden />
      </button>
    </li>
  )
}
