import { describe, expect, it } from 'vitest'
import { keyPassages } from '../../../../electron/summarize/key_passages'

/** Sentences of one page each, as a first look found them. */
function found(texts: readonly string[], scores: readonly number[]) {
  return texts.map((text, sentence) => ({ sentence, page: sentence + 1, text, score: scores[sentence]! }))
}

function documentOf(texts: readonly string[], members?: { firstPage: number; pages: number }[]) {
  const sentences = texts.map((_, i) => ({ page: i + 1, kind: 'text' }))
  return { tokens: {}, sentences, document: { members } } as never
}

const TEXTS = Array.from({ length: 40 }, (_, i) => `This is what sentence number ${i} has to say.`)
const chosen = (
  texts: readonly string[],
  scores: readonly number[],
  members?: { firstPage: number; pages: number }[],
) => keyPassages(found(texts, scores), documentOf(texts, members)).map(({ sentence }) => sentence)

describe('key passages', () => {
  it('are early ones where the indexers tell nothing apart, in the order of the document', () => {
    expect(
      chosen(
        TEXTS,
        TEXTS.map(() => 1),
      ),
    ).toEqual([0, 1, 2, 3, 4])
  })

  it('are also late ones that the indexers select', () => {
    expect(
      chosen(
        TEXTS,
        TEXTS.map((_, i) => (i === 31 ? 9 : 0)),
      ),
    ).toContain(31)
  })

  it('of a collection are early in any of its documents', () => {
    const members = [
      { firstPage: 1, pages: 20 },
      { firstPage: 21, pages: 20 },
    ]
    expect(
      chosen(
        TEXTS,
        TEXTS.map(() => 1),
        members,
      ),
    ).toEqual([0, 1, 2, 20, 21])
  })

  it('are no short lines, and no lines of a title page where there are sentences', () => {
    const texts = ['Contents', 'A report by the engineer to the council', ...TEXTS.slice(0, 3)]
    expect(chosen(texts, [9, 9, 1, 1, 1])).toEqual([2, 3, 4])
    expect(chosen(texts.slice(0, 2), [9, 9])).toEqual([1])
  })

  it('are told by words in scripts that write without blanks, too', () => {
    expect(chosen(['契約。', 'この契約は二〇二五年に横浜で結ばれました。'], [1, 1])).toEqual([1])
  })
})
