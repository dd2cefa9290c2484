import { expect, it } from 'vitest'
import { documentEntries } from '../../../../../renderer/lens/evidence/evidence_entries'
import { generation, summary } from '../made'

const answer = summary('00000000-0000-4000-8000-000000000001')

it('evidence within a raw prompt names no pages', () => {
  const item = { sentence: 0, page: 1, text: 'Ropes are kept.', score: 2, count: 3 }
  const subject = {
    entry: answer,
    result: answer.result!,
    generation: { ...generation, kind: 'prompt' as const, part: undefined },
    layers: [2, 3],
    retrievalLayers: [2, 3],
  }
  expect(documentEntries(subject, [item])[0]).toMatchObject({ text: 'Ropes are kept.', page: undefined })
  expect(documentEntries({ ...subject, generation }, [item])[0]).toMatchObject({ page: 1 })
})
