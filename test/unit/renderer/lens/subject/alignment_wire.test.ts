import { expect, it } from 'vitest'
import { alignTokens } from '../../../../../electron/shared/document/alignment'
import { buffersOf, orderOf, placesOf, replyOf, textOf } from '../../../../../renderer/lens/subject/alignment_wire'
import { read, tokenize } from '../../../electron/documents/help'

it('what the worker finds is what would have been found here', async () => {
  const document = await read('leaflet.pdf')
  const { offsets } = tokenize(document.text, 3)
  const order = structuredClone(orderOf(document, offsets))
  const reply = replyOf(alignTokens(textOf(order), order.offsets))
  const transfer = buffersOf(reply) as ArrayBuffer[]
  const arrived = structuredClone(reply, { transfer })
  expect(transfer.every(({ byteLength }) => byteLength === 0)).toBe(true)
  expect(placesOf(arrived, document.sentences)).toEqual(alignTokens(document, offsets))
})
