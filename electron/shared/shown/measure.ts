import type { Measure } from '../ipc/layer_kinds'
import { counted } from './numbers'

/**
 * What rows of a trace are called. With indexers they are what entered attention; without, everything enters, and rows
 * hold the positions with the most attention mass: another thing, with a name of its own.
 */

/** Of a model. */
export interface Measured {
  measure?: Measure
}

export const isOfMass = ({ measure }: Measured): boolean => measure === 'attention mass'

/** "entered attention 3 times" */
export const timesWords = (model: Measured, times: number): string =>
  isOfMass(model) ? `among the most attended ${counted(times, 'time')}` : `entered attention ${counted(times, 'time')}`

/** The same where there is little room. */
export const timesShort = (model: Measured, times: number): string =>
  isOfMass(model) ? `most attended ${counted(times, 'time')}` : `entered ${counted(times, 'time')}`

export const MASS_MEANS = 'the share of attention that a token got, as a mean over the layer’s heads'
