import { Slider, ToggleGroup } from 'radix-ui'
import { count } from '../../../electron/shared/shown/numbers'
import { useLens } from '../../state/lens'
import { layersSummary } from '../../words/layer_words'
import { layersName } from '../subject/layers_name'
import type { Subject } from '../subject/subject'

type Kind = 'retrieval' | 'all' | 'range'

/** Which layers evidence, map and uses are about: those that point at sources, all, or neighbours of one's own choice. */
export function LayersChoice({ subject: { generation, retrievalLayers, layers } }: { subject: Subject }) {
  const { layers: chosen, chooseLayers } = useLens()
  const last = generation.layers - 1
  const isAll = retrievalLayers.length === 0 || retrievalLayers.length === generation.layers
  const kind: Kind = typeof chosen === 'object' ? 'range' : isAll ? 'all' : chosen
  const summary = layersSummary(generation.layerKinds)
  const choose = (value: string) => {
    if (value === 'range') chooseLayers({ first: layers[0] ?? 0, last: layers.at(-1) ?? last })
    else if (value) chooseLayers(value as 'retrieval' | 'all')
  }
  return (
    <div className="lens-layer lens-is-wrapping">
      <span className="lens-layer-name">Layers</span>
      <ToggleGroup.Root
        type="single"
        className="lens-choice"
        value={kind}
        onValueChange={choose}
        aria-label="Layers that count"
      >
        <ToggleGroup.Item value="retrieval" disabled={isAll} title="The layers whose indexers point at sources">
          {count(retrievalLayers.length)} retrieval
        </ToggleGroup.Item>
        <ToggleGroup.Item value="all">All {count(generation.layers)}</ToggleGroup.Item>
        <ToggleGroup.Item value="range" title="Layers next to each other, chosen with the two knobs">
          Range
        </ToggleGroup.Item>
      </ToggleGroup.Root>
      {kind === 'range' && (
        <>
          <Slider.Root
            className="lens-slider"
            min={0}
            max={last}
            value={[layers[0] ?? 0, layers.at(-1) ?? last]}
            onValueChange={([first, end]) => chooseLayers({ first: first!, last: end! })}
          >
            <Slider.Track className="lens-slider-track">
              <Slider.Range className="lens-slider-range" />
            </Slider.Track>
            {retrievalLayers.map((layer) => (
              <span
                key={layer}
                className="lens-slider-mark"
                style={{ left: `calc(7px + ${last ? layer / last : 0} * (100% - 14px))` }}
                aria-hidden
              />
            ))}
            <Slider.Thumb className="lens-slider-thumb" aria-label="First layer" />
            <Slider.Thumb className="lens-slider-thumb" aria-label="Last layer" />
          </Slider.Root>
          <span className="lens-range-name">{layersName(layers)}</span>
        </>
      )}
      {summary && <span className="lens-range-name">{summary}</span>}
    </div>
  )
}
