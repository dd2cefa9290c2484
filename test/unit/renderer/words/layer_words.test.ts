import { describe, expect, it } from 'vitest'
import type { Layers } from '../../../../electron/shared/ipc/layer_kinds'
import { layerSentence, layersSummary, unitSentence } from '../../../../renderer/words/layer_words'

const GLM: Layers = {
  unit: 'token',
  unitTokens: 1,
  kinds: [{ kind: 'chosen' }, { kind: 'shared', from: 0 }, { kind: 'window' }],
}

describe('words about layers', () => {
  it('are none where all choose tokens for themselves', () => {
    expect(layerSentence(undefined, 3)).toBeUndefined()
    expect(layersSummary(undefined)).toBeUndefined()
    expect(unitSentence(undefined)).toBeUndefined()
  })

  it('name whose choice a layer attends to', () => {
    expect(layerSentence(GLM, 0)).toBeUndefined()
    expect(layerSentence(GLM, 1)).toBe('Layer 1 has no indexer of its own: it attends to what layer 0’s indexer chose.')
    expect(layerSentence(GLM, 2)).toMatch(/all of the last tokens/)
    expect(layersSummary(GLM)).toBe(
      'Of 3 layers 1 choose for themselves (0); 1 share an earlier layer’s choice (1); 1 see a window (2). What is counted here is of those that choose.',
    )
  })

  it('say what a choice is where it is no token', () => {
    expect(unitSentence({ ...GLM, unit: 'block', unitTokens: 16 })).toMatch(/part of blocks of 16/)
    expect(unitSentence({ ...GLM, unit: 'entry', unitTokens: 8 })).toMatch(/stand for 8 tokens each/)
    expect(unitSentence(GLM)).toBeUndefined()
  })

  it('say that a recurrent layer can’t be looked into', () => {
    const kinds: Layers['kinds'] = [{ kind: 'recurrent' }]
    expect(layerSentence({ ...GLM, kinds }, 0)).toMatch(/nothing can look into/)
  })
})
