import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { useLens } from '../../state/lens'
import { sentenceAt, thinkingSpan, tokenText } from './answer_tokens'
import { lookedAt } from './looked_at'

/** Stepping through an answer's tokens and a model's layers, by key or button. */

/** The next token that shows something, `by` 1 or -1; the same at the ends. */
export function nextToken(generation: Generation, token: number, by: 1 | -1): number {
  const last = generation.tokenStarts.length - 1
  for (let next = token + by; next >= 0 && next < last; next += by) if (tokenText(generation, next).trim()) return next
  return token
}

function generationLookedAt() {
  const { answer, generation } = useLens.getState()
  return lookedAt(answer)?.result?.generations[generation]
}

/** Goes to the neighbouring token; past the end of its sentence, the sentence is left for the next one. */
export function stepToken(by: 1 | -1): void {
  const generation = generationLookedAt()
  if (generation) goToToken(generation, nextToken(generation, useLens.getState().token, by))
}

export function goToToken(generation: Generation, token: number): void {
  const { answer, generation: index, span, askedUnit, look, lookAtToken, askUnit } = useLens.getState()
  const thought = thinkingSpan(generation.answer)
  const next = thought && token < thought.to ? thought : sentenceAt(generation.answer.sentences, token)
  const isInside = span && token >= span.from && token < span.to
  if (isInside || !next || !answer) {
    lookAtToken(token)
    return
  }
  look(answer, index, { from: next.from, to: next.to }, token)
  if (askedUnit !== undefined) askUnit(askedUnit)
}

export function stepLayer(by: 1 | -1): void {
  const generation = generationLookedAt()
  const { layer, chooseLayer } = useLens.getState()
  if (generation) chooseLayer(Math.min(generation.layers - 1, Math.max(0, layer + by)))
}
