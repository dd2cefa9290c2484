import { ToggleGroup } from 'radix-ui'
import { count } from '../design/numbers'
import { useLens } from '../state/lens'
import type { Subject } from './subject'

/** Which layers evidence and map are about. */
export function LayersChoice({ subject: { generation, retrievalLayers } }: { subject: Subject }) {
  const { layers, chooseLayers } = useLens()
  const choose = (value: string) => value && chooseLayers(value as 'retrieval' | 'all')
  const isAll = retrievalLayers.length === 0 || retrievalLayers.length === generation.layers
  return (
    <div className="lens-layer">
      <span className="lens-layer-name">Layers</span>
      <ToggleGroup.Root
        type="single"
        className="lens-choice"
        value={isAll ? 'all' : layers}
        onValueChange={choose}
        aria-label="Layers that count"
      >
        <ToggleGroup.Item value="retrieval" disabled={isAll} title="The layers whose indexers point at sources">
          {count(retrievalLayers.length)} retrieval layers
        </ToggleGroup.Item>
        <ToggleGroup.Item value="all">All {count(generation.layers)} layers</ToggleGroup.Item>
      </ToggleGroup.Root>
    </div>
  )
}
