import { Slider } from 'radix-ui'
import { count } from '../../../electron/shared/shown/numbers'
import { useLens } from '../../state/lens'
import type { Subject } from '../subject/subject'

/** One layer, with marks on the retrieval layers. */
export function LayerChooser({ subject: { generation, layer, retrievalLayers, result } }: { subject: Subject }) {
  const chooseLayer = useLens((state) => state.chooseLayer)
  const last = generation.layers - 1
  const isRetrieval = retrievalLayers.includes(layer)
  return (
    <div className="lens-layer">
      <span className="lens-layer-name" title="The layers are passed from first to last. Keys: [ and ]">
        Layer <b>{count(layer)}</b> <span className="lens-quiet">of 0–{count(last)}</span>
      </span>
      <Slider.Root className="lens-slider" min={0} max={last} value={[layer]} onValueChange={([l]) => chooseLayer(l!)}>
        <Slider.Track className="lens-slider-track" />
        {retrievalLayers.map((l) => (
          <span
            key={l}
            className="lens-slider-mark"
            style={{ left: `calc(7px + ${last ? l / last : 0} * (100% - 14px))` }}
            aria-hidden
          />
        ))}
        <Slider.Thumb
          className="lens-slider-thumb"
          aria-label="Layer"
          aria-valuetext={`Layer ${layer} of ${last}${isRetrieval ? ', a retrieval layer' : ''}`}
        />
      </Slider.Root>
      <span
        className={`lens-layer-kind ${isRetrieval ? 'lens-is-on' : ''}`}
        title={ABOUT[String(result.model.calibrated)]}
      >
        {isRetrieval ? 'retrieval layer' : 'other layer'}
      </span>
    </div>
  )
}

const ABOUT: Record<string, string> = {
  true: 'Retrieval layers are those whose indexers point at sources; they have a dot on the scale.',
  false: 'This model has not been calibrated yet, so all layers stand in for its retrieval layers.',
}
