import { describe, expect, it } from 'vitest'
import { enteredWords } from '../../../../../renderer/lens/entered/words'
import { alignment, generation, row } from '../made'

const aligned = alignment()

describe('plain words', () => {
  it('say how many tokens entered and where they are', () => {
    expect(enteredWords(row(), generation, 3, 17, aligned)[0]).toBe(
      'In layer 17, 8 of 24 tokens entered attention when “June.” was written; 3 of them are on page 1 and 2 on page ii.',
    )
  })
})
