import { describe, expect, it } from 'vitest'
import { layersName } from '../../../../../renderer/lens/subject/layers_name'

describe('plain words', () => {
  it('name layers', () => {
    expect([[3], [4, 5, 6], [1, 5], []].map(layersName)).toEqual(['layer 3', 'layers 4–6', '2 layers', 'no layer'])
  })
})
