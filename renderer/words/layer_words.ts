import { kindOf, type Layers, type ModelLimit } from '../../electron/shared/ipc/layer_kinds'
import { count } from '../../electron/shared/shown/numbers'

/** What the layers of a model do that don't all choose tokens for themselves, in plain sentences. */

/** Why a layer has no scores of its own; undefined if it has. */
export function layerSentence(layers: Layers | undefined, layer: number): string | undefined {
  const name = `Layer ${count(layer)}`
  const { kind, from } = kindOf(layers, layer)
  switch (kind) {
    case 'chosen':
    case 'attended':
      return undefined
    case 'counted':
      return `Which tokens entered in layer ${count(layer)} is known, and their scores are not: the server that answered doesn’t tell them.`
    case 'shared':
      return `${name} has no indexer of its own: it attends to what layer ${count(from ?? 0)}’s indexer chose.`
    case 'window':
      return `${name} attends to all of the last tokens and to nothing before them: nothing was chosen.`
    case 'dense':
      return `${name} attends to every token: nothing was chosen.`
    case 'entries':
      return `${name} attends to the last tokens and to all keys that each stand for many tokens: nothing was chosen.`
    case 'recurrent':
      return `${name} doesn’t attend: it keeps what it has read in a state that nothing can look into, so an answer may rest on more than is shown.`
  }
}

const NAMES = { shared: 'share an earlier layer’s choice', window: 'see a window', dense: 'see everything' } as const

/** "Of 6 layers 2 choose for themselves (1, 4); 2 see a window (0, 2)." */
export function layersSummary(layers: Layers | undefined): string | undefined {
  if (!layers || layers.kinds.every(({ kind }) => kind === 'attended')) return undefined
  const of = (kind: string) => layers.kinds.flatMap((layer, i) => (layer.kind === kind ? [i] : []))
  const named = (kind: string, words: string) => {
    const found = of(kind)
    return found.length > 0 ? [`${count(found.length)} ${words} (${found.join(', ')})`] : []
  }
  const parts = [
    ...named('chosen', 'choose for themselves'),
    ...named('counted', 'choose for themselves, without telling scores'),
    ...Object.entries(NAMES).flatMap(([kind, words]) => named(kind, words)),
    ...named('entries', 'see a window and all keys that stand for many tokens'),
    ...named('recurrent', 'are recurrent and can’t be looked into'),
  ]
  return `Of ${count(layers.kinds.length)} layers ${parts.join('; ')}. What is counted here is of those that choose.`
}

/** What one choice is, where it is no single token. */
export function unitSentence(layers: Layers | undefined): string | undefined {
  if (!layers || layers.unit === 'token') return undefined
  const size = count(layers.unitTokens)
  if (layers.unit === 'entry') {
    return `Tokens enter as part of keys that stand for ${size} tokens each, the last ones also by themselves; what of a key is of which token is not known.`
  }
  return `Tokens enter as part of blocks of ${size}, by one score for all of a block; where a block was cut, which of its tokens entered says nothing.`
}

/** Why the lens shows no selection of a model; undefined if it does. */
export const lensLimit = (limits: readonly ModelLimit[] | undefined): string | undefined =>
  limits?.find(({ what }) => what === 'lens')?.reason
