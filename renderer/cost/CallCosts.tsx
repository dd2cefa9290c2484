import { useId, useState } from 'react'
import type { CostSeries } from '../../electron/shared/ipc/cost_data'
import { NumberField } from '../design/NumberField'
import { newestComplete } from '../lens/subject/looked_at'
import { useAnswers } from '../state/answers'
import { type Call, callsOf } from './calls'
import { callWords } from './words'

/** A contract with a short answer. */
const LONG: Call = { prompt: 30_000, answer: 300 }

/** What the open document's newest answer costs by a series, and any other call that one wants to know of. */
export function CallCosts({ series }: { series: CostSeries }) {
  const result = useAnswers(({ answers }) => newestComplete(answers)?.result)
  return (
    <div className="cost-calls">
      {result && <Words lines={callWords(series, 'This call', callsOf(result))} />}
      <AnyCall series={series} />
    </div>
  )
}

function AnyCall({ series }: { series: CostSeries }) {
  const [call, setCall] = useState(LONG)
  const id = useId()
  const field = (part: keyof Call, name: string) => (
    <>
      <label htmlFor={`${id}${part}`} className="ui-unseen">
        {name}
      </label>
      <NumberField
        id={`${id}${part}`}
        value={call[part]}
        least={1}
        most={1_000_000}
        onChange={(value) => value !== null && setCall({ ...call, [part]: value })}
      />
    </>
  )
  return (
    <details>
      <summary>Another call</summary>
      <p className="cost-any">
        A call that reads {field('prompt', 'Tokens that are read')} and writes{' '}
        {field('answer', 'Tokens that are written')} tokens:
      </p>
      <Words lines={callWords(series, 'A call', [call])} />
    </details>
  )
}

/** The first line says it; the others say what it means. */
const Words = ({ lines: [first, ...rest] }: { lines: string[] }) => (
  <div className="cost-words">
    <p>
      <b>{first}</b>
    </p>
    {rest.length > 0 && <p>{rest.join(' ')}</p>}
  </div>
)
