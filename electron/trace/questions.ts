import { EngineError } from '../engine/errors'
import type { Span } from '../engine/native_trace'
import type { LensQuestion, QuestionAnswer, QuestionInput } from '../shared/ipc/lens_questions'
import type { PlacedTrace } from './files'
import { apart, binsOf, outsideOf, withOutside } from './places'

/** What answers a question of the lens, from the trace alone. */
type Answers = { [N in LensQuestion]: (placed: PlacedTrace, asked: QuestionInput<N>) => QuestionAnswer<N> }

function span({ trace, places }: PlacedTrace, asked: QuestionInput<'span'>): QuestionAnswer<'span'> {
  const span = nativeSpan(asked.span)
  const { sentences } = trace.info
  const { count, mass, distinct } = trace.totals(span, withOutside(places, sentences))
  const entered = apart(distinct)
  const { inside, outside, unsorted } = apart(count)
  return {
    evidence: trace.evidence(span),
    count: inside.slice(),
    mass: Float32Array.from(mass.subarray(1, 1 + sentences.length / 2)),
    distinct: entered.inside.slice(),
    entered: sum(entered.inside) + entered.unsorted,
    outside,
    unsorted,
    rows: (span.to - span.from) * span.layers.length,
    selected: sum(count),
  }
}

function row({ trace, places }: PlacedTrace, { token, layer }: QuestionInput<'row'>): QuestionAnswer<'row'> {
  const found = trace.row(token, layer)
  return { ...found, outside: outsideOf(found.positions, places) }
}

/** How often each bin of the text entered, layer by layer. */
export function layerMap({ trace, places }: PlacedTrace, asked: QuestionInput<'map'>): QuestionAnswer<'map'> {
  const { span, bins, leaveOut = { sinks: false, recent: false } } = asked
  const length = places.textEnd - places.textStart
  const within = { from: Math.min(asked.within?.from ?? 0, length), to: Math.min(asked.within?.to ?? length, length) }
  const segments = withOutside(places, binsOf(places, bins, within))
  const totals = trace.layerTotals(nativeSpan(span), segments, leaveOut)
  const layers = span.layers.length
  const count = new Uint32Array(layers * bins)
  const outside = new Uint32Array(layers * 3)
  const beyond = new Uint32Array(layers)
  const width = totals.count.length / Math.max(1, layers)
  for (let i = 0; i < layers; i++) {
    const layer = apart(totals.count.subarray(i * width, (i + 1) * width))
    count.set(layer.inside, i * bins)
    outside.set([layer.outside.template, layer.outside.question, layer.outside.answer], i * 3)
    beyond[i] = layer.unsorted
  }
  const { sinks, recent } = totals
  return { bins, within, layers: span.layers, count, outside, beyond, sinks, recent, tokens: span.to - span.from }
}

function byLayer({ trace }: PlacedTrace, { span, sentences }: QuestionInput<'byLayer'>): QuestionAnswer<'byLayer'> {
  return { layers: span.layers, evidence: trace.evidenceByLayer(nativeSpan(span), Int32Array.from(sentences)) }
}

function never({ trace, places }: PlacedTrace, { layers }: QuestionInput<'never'>): QuestionAnswer<'never'> {
  const { textStart, textEnd } = places
  const each = Int32Array.from({ length: 2 * (textEnd - textStart) }, (_, i) => textStart + ((i + 1) >> 1))
  const { distinct } = trace.totals(nativeSpan({ from: 0, to: trace.info.tokens, layers }), each)
  const runs: number[] = []
  let tokens = 0
  for (let token = 0; token < textEnd - textStart; token++) {
    if (distinct[token] !== 0) continue
    tokens++
    if (runs.at(-1) === token) runs[runs.length - 1] = token + 1
    else runs.push(token, token + 1)
  }
  return { runs: Uint32Array.from(runs), tokens, of: textEnd - textStart }
}

function uses({ trace }: PlacedTrace, { sentence, layers }: QuestionInput<'uses'>): QuestionAnswer<'uses'> {
  const { sentences } = trace.info
  const [begin, end] = sentences.subarray(2 * sentence, 2 * sentence + 2)
  if (begin === undefined || end === undefined) {
    throw new EngineError('bad-argument', `The text that was read has no sentence ${sentence}.`)
  }
  return { count: trace.uses(begin, end, Int32Array.from(layers)) }
}

/** By the question's name (electron/shared/ipc/lens_questions.ts). */
export const questionAnswers: Answers = { span, row, map: layerMap, byLayer, never, uses }

const nativeSpan = ({ from, to, layers }: { from: number; to: number; layers: number[] }): Span => ({
  from,
  to,
  layers: Int32Array.from(layers),
})

const sum = (values: Uint32Array) => values.reduce((total, value) => total + value, 0)
