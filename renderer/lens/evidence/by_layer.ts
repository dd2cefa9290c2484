import { useMemo } from 'react'
import { useAsked } from '../subject/asked'
import type { Subject } from '../subject/subject'

/** What each layer of the model adds to the evidence of a few sentences. */
export interface ByLayer {
  layers: number[]
  /** By index of the trace's sentence. */
  of: Map<number, Float32Array>
  most: number
}

/** For the sentences of a list, all layers of the model, whether they count or not. */
export function useByLayer(subject: Subject, sentences: readonly number[] | undefined): ByLayer | undefined {
  const { trace, span, generation } = subject
  const layers = useMemo(() => Array.from({ length: generation.layers }, (_, i) => i), [generation.layers])
  const question = sentences?.length ? { trace, span: { ...span, layers }, sentences: [...sentences] } : undefined
  const { value, isStale } = useAsked('lens.byLayer', question)
  return useMemo(
    () => (value && !isStale && sentences ? sorted(value.evidence, layers, sentences) : undefined),
    [value, isStale, layers, sentences],
  )
}

function sorted(evidence: Float32Array, layers: number[], sentences: readonly number[]): ByLayer {
  const of = new Map(
    sentences.map((sentence, s) => [
      sentence,
      Float32Array.from(layers, (_, l) => evidence[l * sentences.length + s]!),
    ]),
  )
  return { layers, of, most: evidence.reduce((most, value) => Math.max(most, value), 0) }
}
