/** How what is painted is mixed with what lies below: by its own colour, clearness and masks, and those of its groups. */

import { hidesBelow } from './blends'
import type { Area, Show } from './ink'
import type { State } from './state'

/** Whether nothing of what lies below shows through what is painted, where its masks let it through. */
export function isOpaque(state: State, color: string | undefined, alpha: number): boolean {
  const { blend, groupBlend, groupAlpha } = state
  const mixes = !hidesBelow(color, blend) || !hidesBelow(color, groupBlend)
  return !mixes && alpha * groupAlpha === 1
}

/** How its colour is mixed with what lies below; undefined behind masks, and where it blends twice. */
export function mixOf(state: State, alpha: number): Area['mix'] {
  const { blend, groupBlend, groupAlpha } = state
  const blends = [blend, groupBlend].filter((one) => one !== 'source-over')
  if (blends.length > 1 || masksOf(state).length > 0) return undefined
  return { alpha: alpha * groupAlpha, blend: blends[0] ?? 'source-over' }
}

/** A group begins anew; what was set is for all of it. */
export function veil(state: State): void {
  state.groupMasks = masksOf(state)
  state.groupAlpha *= state.fillAlpha
  if (state.blend !== 'source-over') state.groupBlend = state.blend
  Object.assign(state, { mask: undefined, blend: 'source-over', fillAlpha: 1, strokeAlpha: 1 })
}

export const masksOf = ({ mask, groupMasks }: State): State['groupMasks'] => (mask ? [...groupMasks, mask] : groupMasks)

/** Of the eight modes 3 paints nothing, 7 only adds to the clip; of the others some fill and some stroke. */
export function inkOf({ mode, fillAlpha, strokeAlpha, groupAlpha }: State): Show['ink'] {
  if (mode === 7) return 'clip'
  if (mode === 3) return 'none'
  const alpha = Math.max(fillsIn(mode) ? fillAlpha : 0, strokes(mode) ? strokeAlpha : 0)
  return alpha * groupAlpha > LEAST_ALPHA ? 'painted' : 'none'
}

/** `pattern`: the one colour of what it fills with. */
export function colorOf({ mode, fill, stroke }: State, pattern: string | undefined): string | undefined {
  if (!strokes(mode)) return fill ?? pattern
  return !fillsIn(mode) || fill === stroke ? stroke : undefined
}

const LEAST_ALPHA = 0.02
/** Modes from 4 on make a clip of the letters, whatever else they do. */
export const clipsIn = (mode: number): boolean => mode > 3
const fillsIn = (mode: number): boolean => mode % 4 === 0 || mode % 4 === 2
const strokes = (mode: number): boolean => mode % 4 === 1 || mode % 4 === 2

export const textAlphaOf = ({ mode, groupAlpha, fillAlpha, strokeAlpha }: State): number =>
  groupAlpha * Math.max(fillsIn(mode) ? fillAlpha : 0, strokes(mode) ? strokeAlpha : 0)

export const textBlendOf = ({ blend, groupBlend }: State): string => (blend === 'source-over' ? groupBlend : blend)
