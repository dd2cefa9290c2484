import { describe, expect, it } from 'vitest'
import { neverMarks, neverPassages } from '../../../../../renderer/lens/uses/never'
import { alignment, generation } from '../made'

const aligned = alignment()

describe('never selected', () => {
  const never = { runs: Uint32Array.of(0, 2, 8, 13), tokens: 7, of: 13 }

  it('are passages of the text, single words left out', () => {
    expect(neverPassages(never, generation, aligned).map(({ text, tokens, page }) => [text, tokens, page])).toEqual([
      ['new one comes in June.', 5, 2],
    ])
  })

  it('are marked without the spaces around them', () => {
    const marks = neverMarks(never, generation, aligned)
    expect(marks.map(({ start, end }) => aligned.document.text.slice(start, end))).toEqual([
      'The pier',
      'new one comes in June.',
    ])
  })
})
