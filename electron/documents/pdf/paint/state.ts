import { EVERYWHERE, IDENTITY, type Matrix, type Point, type Rect } from './geometry'
import { OPERATORS as OPS } from './operators'

/** What q saves and Q brings back. */
export interface State {
  ctm: Matrix
  clip: Rect
  /** '#rrggbb'; undefined for patterns. */
  fill?: string
  stroke?: string
  /** pdf.js's id of the gradient that it fills with. */
  gradient?: string
  /** The outline of the clip, if that is no rectangle; 'rough' for several. */
  outline?: readonly Point[] | 'rough'
  fillAlpha: number
  strokeAlpha: number
  /** Blends with what lies below. */
  blended: boolean
  /** Is seen through a mask. */
  masked: boolean
  /** The group that it is part of blends so, or is clear, whatever is set inside. */
  veiled: boolean
  lineWidth: number
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
  blended: false,
  masked: false,
  veiled: false,
  lineWidth: 1,
  font: '',
  fontSize: 0,
  charSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
}

type Entry = [key: string, value: unknown]

/** Takes over what an extended graphics state says of what concerns us. */
function setGraphicsState(state: State, entries: readonly Entry[]): void {
  for (const [key, value] of entries) {
    if (key === 'ca') state.fillAlpha = Number(value)
    else if (key === 'CA') state.strokeAlpha = Number(value)
    else if (key === 'LW') state.lineWidth = Number(value)
    else if (key === 'BM') state.blended = value !== 'source-over'
    else if (key === 'SMask') state.masked = value !== false
    else if (key === 'Font') [state.font, state.fontSize] = value as [string, number]
  }
}

type StateStep = (state: State, args: unknown[]) => void

/** Operators that set something and paint nothing. */
export const STATE_STEPS: Record<number, StateStep> = {
  [OPS.setGState]: (state, [entries]) => setGraphicsState(state, entries as Entry[]),
  [OPS.setLineWidth]: numberStep('lineWidth'),
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
  [OPS.setFillColorN]: (state, [kind, id]) => {
    state.fill = undefined
    state.gradient = kind === 'Shading' ? (id as string) : undefined
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
    if (key === 'fill') state.gradient = undefined
  }
}

function patternStep(key: 'fill' | 'stroke'): StateStep {
  return (state) => {
    state[key] = undefined
    if (key === 'fill') state.gradient = undefined
  }
}
