import type { EngineCalls, Handlers, Input, Output } from '../../ipc/calls'
import type { Span } from '../../trace/types'
import { EngineError } from '../errors'
import { apart, binsOf, outsideOf, withOutside } from './segments'
import { type PlacedTrace, TraceFiles } from './trace_files'

type TraceCalls = 'trace.span' | 'trace.row' | 'trace.map' | 'trace.uses' | 'trace.release'
type Asked<N extends TraceCalls> = Input<EngineCalls, N>
type Answered<N extends TraceCalls> = Output<EngineCalls, N>

/** The questions of the lens, answered from a trace's file alone. */
export function traceHandlers(files = new TraceFiles()): Pick<Handlers<EngineCalls>, TraceCalls> {
  return {
    'trace.span': async ({ file, span }) => spanTotals(await files.open(file), span),
    'trace.row': async ({ file, token, layer }) => row(await files.open(file), token, layer),
    'trace.map': async ({ file, span, bins }) => layerMap(await files.open(file), span, bins),
    'trace.uses': async ({ file, sentence, layers }) => uses(await files.open(file), sentence, layers),
    'trace.release': ({ folder }) => files.release(folder),
  }
}

function spanTotals({ trace, places }: PlacedTrace, asked: Asked<'trace.span'>['span']): Answered<'trace.span'> {
  const span = nativeSpan(asked)
  const { sentences } = trace.info
  const { count, mass } = trace.totals(span, withOutside(places, sentences))
  const { inside, outside, unsorted } = apart(count)
  return {
    evidence: trace.evidence(span),
    count: inside.slice(),
    mass: Float32Array.from(mass.subarray(1, 1 + sentences.length / 2)),
    outside,
    unsorted,
    rows: (span.to - span.from) * span.layers.length,
    selected: sum(count),
  }
}

function row({ trace, places }: PlacedTrace, token: number, layer: number): Answered<'trace.row'> {
  const found = trace.row(token, layer)
  return { ...found, outside: outsideOf(found.positions, places) }
}

/** Layer by layer, as totals are over all layers of a span. */
export function layerMap(
  { trace, places }: PlacedTrace,
  span: Asked<'trace.map'>['span'],
  bins: number,
): Answered<'trace.map'> {
  const segments = withOutside(places, binsOf(places, bins))
  const count = new Uint32Array(span.layers.length * bins)
  const outside = new Uint32Array(span.layers.length * 3)
  for (const [i, layer] of span.layers.entries()) {
    const totals = apart(trace.totals(nativeSpan({ ...span, layers: [layer] }), segments).count)
    count.set(totals.inside, i * bins)
    outside.set([totals.outside.template, totals.outside.question, totals.outside.answer], i * 3)
  }
  return { bins, layers: span.layers, count, outside, tokens: span.to - span.from }
}

function uses({ trace }: PlacedTrace, sentence: number, layers: number[]): Answered<'trace.uses'> {
  const { sentences } = trace.info
  const [begin, end] = sentences.subarray(2 * sentence, 2 * sentence + 2)
  if (begin === undefined || end === undefined) {
    throw new EngineError('bad-argument', `The text that was read has no sentence ${sentence}.`)
  }
  return { count: trace.uses(begin, end, Int32Array.from(layers)) }
}

const nativeSpan = ({ from, to, layers }: { from: number; to: number; layers: number[] }): Span => ({
  from,
  to,
  layers: Int32Array.from(layers),
})

const sum = (values: Uint32Array) => values.reduce((total, value) => total + value, 0)
