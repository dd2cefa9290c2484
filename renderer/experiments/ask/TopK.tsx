import '../../design/field_row.css'
import { Slider } from 'radix-ui'
import { useId } from 'react'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count } from '../../../electron/shared/shown/numbers'
import { Button } from '../../design/Button'
import { NumberField } from '../../design/NumberField'
import { allOf, nearestStep, topKName, topKSteps } from './top_k'

interface Props {
  generation: Pick<Generation, 'topK' | 'promptLength'>
  /** Undefined: as before. */
  topK: number | undefined
  onChange(topK: number | undefined): void
}

/** How many tokens may enter attention: a slider by doublings, and the number itself. */
export function TopK({ generation, topK, onChange }: Props) {
  const id = useId()
  const all = allOf(generation)
  const steps = topKSteps(all)
  const now = topK ?? generation.topK
  const choose = (value: number) => onChange(value === generation.topK ? undefined : value)
  return (
    <div className="try-field">
      <label htmlFor={id}>Top-k</label>
      <Slider.Root
        className="lens-slider"
        min={0}
        max={steps.length - 1}
        value={[nearestStep(steps, now)]}
        onValueChange={([step]) => choose(steps[step!]!)}
      >
        <Slider.Track className="lens-slider-track" />
        <Slider.Thumb
          className="lens-slider-thumb"
          aria-label="Top-k: tokens that may enter attention"
          aria-valuetext={topKName(now, all)}
        />
      </Slider.Root>
      <NumberField
        id={id}
        value={Math.min(now, all)}
        least={16}
        most={all}
        onChange={(value) => value && choose(value)}
      />
      <span className="ui-muted try-field-note">
        {now >= all ? 'all: nothing is left out' : `of ${count(generation.promptLength)} tokens and the answer’s own`}
      </span>
      {topK !== undefined && (
        <Button small look="quiet" onClick={() => onChange(undefined)}>
          As before ({count(generation.topK)})
        </Button>
      )}
    </div>
  )
}
