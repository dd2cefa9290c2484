import { percent } from '../../../electron/shared/shown/numbers'
import { BarChart } from './BarChart'
import type { Bars } from './bars'
import type { Provenance } from './CopyChart'

interface Props extends Pick<Bars, 'title' | 'unit' | 'values' | 'before'> {
  provenance: Provenance
}

/** A share of what was selected, or of what a selection keeps, for each layer. */
export function LayerShares(props: Props) {
  return <BarChart {...props} across="layer" name={(i) => `layer ${i}`} text={percent} most={1} look="entered" />
}
