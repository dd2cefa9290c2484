import { describe, expect, it } from 'vitest'
import { DocumentFacts } from '../../../../electron/summarize/facts/unfound'
import { isSaid } from '../../../../electron/summarize/found'

const facts = new DocumentFacts('The boat house at Marrow Point is let to the club. The captain is Marek Nowak.')
const found = (score: number) => [{ sentence: 0, page: 1, text: 'x', score }]

describe('what was asked', () => {
  it('is said if something answers to it', () => {
    expect(isSaid('Who is the captain?', found(18), 9, facts)).toBe(true)
    expect(isSaid('Who is the captain?', found(8), 9, facts)).toBe(false)
    expect(isSaid('Who is the captain?', [], 9, facts)).toBe(false)
  })

  it('is said where a passage explains the question, whatever its evidence', () => {
    const explaining = (...shares: number[]) => shares.map((explains) => ({ ...found(30)[0]!, explains }))
    expect(isSaid('Who is the captain?', explaining(0.1, 0.42), 9, facts)).toBe(true)
    expect(isSaid('Who is the captain?', explaining(0.21, -0.1), 9, facts)).toBe(false)
  })

  it.each(['Who lives at Tarnwick Point?', 'Does Marek Smith own it?', 'What was paid in 2031?'])(
    'is not said where it names something that the document does not hold: %s',
    (question) => expect(isSaid(question, found(30), 9, facts)).toBe(false),
  )

  it.each(['Is Marek Nowak the captain?', 'Wann wird Marrow Point vermietet?', 'Where is Marrow Point?', 'Captain?'])(
    'may be said where the document holds all that it names: %s',
    (question) => expect(isSaid(question, found(30), 9, facts)).toBe(true),
  )
})
