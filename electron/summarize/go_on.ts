import type { OpenModel } from '../engine/model'
import { type NativeContext, withCancel } from '../engine/native'

/**
 * The likeliest token that doesn't end the answer, after `token`, where the model has just chosen to end it. The last
 * step is done again for that, as the row of a token that ends an answer isn't kept.
 */
export async function goOn(
  model: OpenModel,
  context: NativeContext,
  token: number,
  signal?: AbortSignal,
): Promise<number> {
  context.trim(context.length() - 1)
  await withCancel(signal, (cancel) => context.evaluate(Int32Array.of(token), 'answer', undefined, cancel))
  const logits = context.logits()
  let best = -1
  for (let id = 0; id < logits.length; id++) {
    if ((best < 0 || logits[id]! > logits[best]!) && !model.native.endsAnswer(id)) best = id
  }
  return best
}
