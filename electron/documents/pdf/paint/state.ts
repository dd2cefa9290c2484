import { EVERYWHERE, IDENTITY, intersect, type Matrix, type Rect } from './geometry'
import type { Letters, Mask } from './ink'
import { OPERATORS as OPS } from './operators'
import type { Region } from './regions'

/** What q saves and Q brings back. */
export interface State {
  ctm: Matrix
  clip: Rect
  /** '#rrggbb'; undefined for patterns. */
  fill?: string
  stroke?: string
  /** The gradient or drawing that it fills with, as pdf.js hands it over. */
  pattern?: readonly unknown[]
  /** What of the clip is no rectangle. */
  regions: readonly Region[]
  /** Letters that are part of it, though `clip` isn't cut to them: what has no ink is in nobody's way. */
  letters: readonly Letters[]
  /** There was more of it than can be followed. */
  rough: boolean
  fillAlpha: number
  strokeAlpha: number
  /** How it is mixed with what lies below, by canvas's name. */
  blend: string
  /** What it is seen through. */
  mask?: Mask
  /** The groups that it is part of: how clear they are and blend, whatever is set inside, and what they are seen through. */
  groupAlpha: number
  groupBlend: string
  groupMasks: readonly Mask[]
  lineWidth: number
  dashed: boolean
  font: string
  fontSize: number
  charSpacing: number
  wordSpacing: number
  /** 1 for type as wide as it was drawn. */
  horizontalScale: number
  leading: number
  rise: number
  mode: number
}

export const FIRST_STATE: State = {
  ctm: IDENTITY,
  clip: EVERYWHERE,
  fill: '#000000',
  stroke: '#000000',
  fillAlpha: 1,
  strokeAlpha: 1,
  regions: [],
  letters: [],
  rough: false,
  blend: 'source-over',
  groupAlpha: 1,
  groupBlend: 'source-over',
  groupMasks: [],
  lineWidth: 1,
  dashed: false,
  font: '',
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
}

/** All that can be painted on: what is cut to letters, too. */
export const clipOf = ({ clip, letters }: Pick<State, 'clip' | 'letters'>): Rect =>
  letters.reduce((cut, { rect }) => intersect(cut, rect), clip)

type Entry = [key: string, value: unknown]

/** Takes over what an extended graphics state says of what concerns us. */
function setGraphicsState(state: State, entries: readonly Entry[]): void {
  for (const [key, value] of entries) {
    if (key === 'ca') state.fillAlpha = Number(value)
    else if (key === 'CA') state.strokeAlpha = Number(value)
    else if (key === 'LW') state.lineWidth = Number(value)
    else if (key === 'D') state.dashed = isDashed((value as [unknown])[0])
    else if (key === 'BM') state.blend = value as string
    else if (key === 'SMask' && value === false) state.mask = undefined
    else if (key === 'Font') [state.font, state.fontSize] = value as [string, number]
  }
}

const isDashed = (dashes: unknown): boolean => (dashes as ArrayLike<number>).length > 0

type StateStep = (state: State, args: unknown[]) => void

/** Operators that set something and paint nothing. */
export const STATE_STEPS: Record<number, StateStep> = {
  [OPS.setGState]: (state, [entries]) => setGraphicsState(state, entries as Entry[]),
  [OPS.setLineWidth]: numberStep('lineWidth'),
  [OPS.setDash]: (state, [dashes]) => {
    state.dashed = isDashed(dashes)
  },
  [OPS.setCharSpacing]: numberStep('charSpacing'),
  [OPS.setWordSpacing]: numberStep('wordSpacing'),
  [OPS.setLeading]: numberStep('leading'),
  [OPS.setTextRise]: numberStep('rise'),
  [OPS.setTextRenderingMode]: numberStep('mode'),
  [OPS.setHScale]: (state, [percent]) => {
    state.horizontalScale = Number(percent) / 100
  },
  [OPS.setFont]: (state, [font, size]) => {
    state.font = font as string
    state.fontSize = size as number
  },
  [OPS.setFillRGBColor]: colorStep('fill'),
  [OPS.setStrokeRGBColor]: colorStep('stroke'),
  [OPS.setFillColorN]: (state, pattern) => {
    state.fill = undefined
    state.pattern = pattern
  },
  [OPS.setStrokeColorN]: patternStep('stroke'),
  [OPS.setFillTransparent]: patternStep('fill'),
  [OPS.setStrokeTransparent]: patternStep('stroke'),
}

type NumberKey = 'lineWidth' | 'charSpacing' | 'wordSpacing' | 'leading' | 'rise' | 'mode'

function numberStep(key: NumberKey): StateStep {
  return (state, [value]) => {
    state[key] = value as number
  }
}

function colorStep(key: 'fill' | 'stroke'): StateStep {
  return (state, [color]) => {
    state[key] = String(color).toLowerCase()
    if (key === 'fill') state.pattern = undefined
  }
}

function patternStep(key: 'fill' | 'stroke'): StateStep {
  return (state) => {
    state[key] = undefined
    if (key === 'fill') state.pattern = undefined
  }
}
