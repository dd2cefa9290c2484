/** "layer 17", "layers 4–7", "9 layers" */
export function layersName(layers: readonly number[]): string {
  const [first, last] = [layers[0], layers.at(-1)]
  if (first === undefined || last === undefined) return 'no layer'
  if (first === last) return `layer ${first}`
  return last - first === layers.length - 1 ? `layers ${first}–${last}` : `${layers.length} layers`
}
