import { describe, expect, it } from 'vitest'
import { shardsOf } from '../../../../electron/models/shards'

describe('shardsOf', () => {
  it('names all shards of a model, whichever one is given', () => {
    const all = ['/m/a-00001-of-00003.gguf', '/m/a-00002-of-00003.gguf', '/m/a-00003-of-00003.gguf']
    expect(shardsOf('/m/a-00001-of-00003.gguf')).toEqual(all)
    expect(shardsOf('/m/a-00002-of-00003.gguf')).toEqual(all)
  })

  it('leaves a single file alone', () => {
    expect(shardsOf('/m/model.gguf')).toEqual(['/m/model.gguf'])
    expect(shardsOf('/m/a-1-of-3.gguf')).toEqual(['/m/a-1-of-3.gguf'])
  })
})
