import { useId, useState } from 'react'
import { count } from '../../electron/shared/shown/numbers'
import { Button } from '../design/Button'
import { Progress } from '../design/Progress'
import { type Measuring, measuringWords, useCost } from './cost'

/** How deep to measure; undefined: as deep as model and computer go. */
const DEPTHS = [2048, 8192, 32_768, undefined]

/** Starts a measurement, shows how far it has come, and stops it: with the same button, which keeps the focus. */
export function Measure({ isAgain }: { isAgain: boolean }) {
  const { running, measure, cancel } = useCost()
  const [depth, setDepth] = useState<number | undefined>(8192)
  return (
    <div className="cost-measure">
      <Button
        look={isAgain || running ? 'plain' : 'primary'}
        aria-disabled={running?.isStopping}
        onClick={() => void (running ? cancel() : measure(depth))}
      >
        {running ? 'Stop' : isAgain ? 'Measure again' : 'Measure on this computer'}
      </Button>
      {running ? <Running running={running} /> : <DepthChoice depth={depth} onChange={setDepth} />}
      {!running && !isAgain && (
        <p className="ui-muted">
          Not measured yet with this model. It takes minutes, the longer the deeper, and can be stopped at any time. The
          model reads and writes made-up text at growing depth, sparse and dense in turn, and so does one layer of
          DeepSeek-V3.2’s attention with random weights. Nothing is downloaded.
        </p>
      )}
    </div>
  )
}

function Running({ running }: { running: Measuring }) {
  const { words, share } = measuringWords(running)
  return (
    <>
      <div className="cost-running" role="status">
        <span>{words}</span>
        <Progress label={words} share={share} />
      </div>
      <p className="ui-muted">
        It goes on when you close this. Leave the computer alone meanwhile: whatever else runs is measured with it.
      </p>
    </>
  )
}

interface DepthProps {
  depth: number | undefined
  onChange(depth: number | undefined): void
}

function DepthChoice({ depth, onChange }: DepthProps) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>up to</label>
      <select
        id={id}
        className="ui-field"
        value={depth ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}
      >
        {DEPTHS.map((most) => (
          <option key={most ?? 'all'} value={most ?? ''}>
            {most === undefined ? 'as deep as it goes' : `${count(most)} tokens`}
          </option>
        ))}
      </select>
    </>
  )
}
