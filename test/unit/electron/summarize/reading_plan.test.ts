import { expect, it } from 'vitest'
import { collect } from '../../../../electron/documents/collection'
import { cutIntoParts } from '../../../../electron/documents/sections'
import { readText } from '../../../../electron/documents/text/text'
import { align } from '../../../../electron/shared/document/alignment'
import { memberText } from '../../../../electron/shared/document/members'
import type { Tokens } from '../../../../electron/shared/document/types'
import { readablePart } from '../../../../electron/summarize/part_reader'
import { joined } from '../../../../electron/summarize/reading_plan'

/** A token for each word, with the space before it. */
function wordTokens(text: string): Tokens {
  const words = text.match(/\s*\S+/g) ?? []
  const offsets = [0]
  for (const word of words) offsets.push(offsets.at(-1)! + Buffer.byteLength(word))
  return { ids: Int32Array.from(words, ({ length }) => length), offsets: Uint32Array.from(offsets) }
}

const sources = ['Größe zählt. Zwei Sätze.', 'One. Two follows. Three is the last one here.'].map((text, i) =>
  readText(text, `${i}.txt`),
)

it('tokens of a collection are those of its documents, and parts are the same texts', () => {
  const all = collect(sources.map((source) => ({ source })))
  const cut = all.members!.map((member) => ({ member, tokens: wordTokens(memberText(all, member)) }))
  const { tokens, ranges } = joined(all.text, cut)
  expect(ranges).toEqual([
    { from: 0, to: 4 },
    { from: 4, to: 13 },
  ])
  expect(tokens.offsets.at(-1)).toBe(Buffer.byteLength(all.text))
  const document = align(all, tokens)
  for (const [i, range] of ranges.entries()) {
    const alone = align(sources[i]!, cut[i]!.tokens)
    const texts = cutIntoParts(document, 4, range).map((part) => readablePart(document, part))
    const own = cutIntoParts(alone, 4).map((part) => readablePart(alone, part))
    // what a KV cache is known by (KvStore.keyOf)
    const known = (readables: typeof own) =>
      readables.map(({ ids, sentences }) => [[...ids], sentences.map(({ begin, end, text }) => [begin, end, text])])
    expect(known(texts)).toEqual(known(own))
  }
})
