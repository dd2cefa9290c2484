import type { Statistics } from '../shared/ipc/experiment_data'

const PLACES = ['template', 'text', 'question', 'answer']

/** Statistics as CSV with one value a line: what it is, layer, the other thing it is about, value. */
export function statisticsCsv(statistics: Statistics): string {
  const { layers, layerOverlap, tokenOverlap, sinks, distance, places, massKept, analyses } = statistics
  const lines: string[] = ['measure,layer,other,value']
  const line = (measure: string, layer: number | string, other: number | string, value: number) =>
    lines.push(`${measure},${layer},${other},${Number(value.toPrecision(6))}`)
  line('analyses', '', '', analyses.length)
  line(
    'answer_tokens',
    '',
    '',
    analyses.reduce((sum, { tokens }) => sum + tokens, 0),
  )
  for (let layer = 0; layer < layers; layer++) {
    for (let other = 0; other < layers; other++)
      line('layer_overlap', layer, other, layerOverlap[layer * layers + other]!)
    line('token_overlap', layer, '', tokenOverlap[layer]!)
    for (let at = 0; at < sinks.length / layers; at++)
      line('sink', layer, at, sinks[layer * (sinks.length / layers) + at]!)
    for (let bucket = 0; bucket < distance.buckets; bucket++) {
      const from = bucket === 0 ? 0 : 2 ** bucket
      line('distance_selected', layer, from, distance.selected[layer * distance.buckets + bucket]!)
      line('distance_visible', layer, from, distance.visible[layer * distance.buckets + bucket]!)
    }
    for (const [i, place] of PLACES.entries()) line('place', layer, place, places[layer * PLACES.length + i]!)
    if (massKept) line('mass_kept', layer, '', massKept[layer]!)
  }
  return `${lines.join('\n')}\n`
}
