import { useEffect, useMemo } from 'react'
import type { Alignment } from '../../../electron/shared/document/alignment'
import type { AnswerEntry, AnswerResult, Generation } from '../../../electron/shared/ipc/answer_data'
import { kindOf } from '../../../electron/shared/ipc/layer_kinds'
import type { TraceKey } from '../../../electron/shared/ipc/lens_data'
import { hashWords } from '../../../electron/shared/shown/files_hash'
import { useDocument } from '../../state/document'
import { type LayersChoice, type TokenSpan, useLens } from '../../state/lens'
import { firstSpan, firstVisible } from './answer_tokens'
import { useLookedAt } from './looked_at'

/** What the lens looks at, once the answer is complete. */
export interface Subject {
  entry: AnswerEntry
  result: AnswerResult
  index: number
  generation: Generation
  trace: TraceKey
  span: TokenSpan
  token: number
  layer: number
  retrievalLayers: number[]
  /** Layers of evidence, map and uses. */
  layers: number[]
  alignment?: Alignment
}

/** The answer that the lens looks at, and all about it once it is complete. */
export function useSubject(): { entry?: AnswerEntry; subject?: Subject } {
  const { answer, generation: chosen, span: chosenSpan, token: chosenToken, layer, layers: which } = useLens()
  const entry = useLookedAt(answer)
  // a raw prompt is of no document, whichever is open
  const alignment = useDocument((state) => (state.entry?.id === entry?.document ? state.alignment : undefined))
  const subject = useMemo(() => {
    const result = entry?.result
    if (!entry || !result) return undefined
    const index = answer && result.generations[chosen] ? chosen : result.main
    const generation = result.generations[index]!
    const tokens = Math.max(0, generation.tokenStarts.length - 1)
    const span = spanWithin(generation, answer ? chosenSpan : undefined, tokens)
    const token = chosenToken >= span.from && chosenToken < span.to && answer ? chosenToken : span.from
    const all = choosingLayers(generation)
    const retrievalLayers = result.model.retrievalLayers.filter((l) => all.includes(l))
    return {
      entry,
      result,
      index,
      generation,
      trace: { answer: entry.id, generation: index },
      span,
      token: token === span.from ? firstVisible(generation, span) : token,
      layer: Math.min(layer, generation.layers - 1),
      retrievalLayers,
      layers: chosenLayers(which, retrievalLayers, all),
      alignment,
    }
  }, [entry, answer, chosen, chosenSpan, chosenToken, layer, which, alignment])
  return { entry, subject }
}

/** Layers whose choice, or attention mass, is their own: another one's counts once. */
function choosingLayers({ layers, layerKinds }: Generation): number[] {
  const all = Array.from({ length: layers }, (_, i) => i)
  const own = all.filter((layer) => ['chosen', 'attended', 'counted'].includes(kindOf(layerKinds, layer).kind))
  return own.length > 0 ? own : all
}

function chosenLayers(which: LayersChoice, retrieval: number[], all: number[]): number[] {
  if (which === 'retrieval') return retrieval.length > 0 ? retrieval : all
  if (which === 'all') return all
  const range = all.filter((layer) => layer >= which.first && layer <= which.last)
  return range.length > 0 ? range : all
}

/** A span that was chosen while the answer was being written may be too long now; without one, the first sentence. */
function spanWithin(generation: Generation, span: TokenSpan | undefined, tokens: number): TokenSpan {
  if (span && span.from < tokens && span.to > span.from) return { from: span.from, to: Math.min(span.to, tokens) }
  return firstSpan(generation)
}

/** The model whose layer was chosen last: layers of another model mean other things. */
let layeredModel: string | undefined

/** Begins on a retrieval layer, where the indexer points at sources: the middle one. */
export function useFirstLayer(subject: Subject | undefined): void {
  const model = subject && hashWords(subject.result.model)
  const layer = subject?.retrievalLayers[Math.floor(subject.retrievalLayers.length / 2)]
  useEffect(() => {
    if (model === undefined || model === layeredModel) return
    layeredModel = model
    if (layer !== undefined) useLens.getState().chooseLayer(layer)
  }, [model, layer])
}
