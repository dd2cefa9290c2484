import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readText } from '../../electron/documents/text/text'
import { openModel } from '../../electron/engine/model'
import { builtInModel } from '../../electron/models/builtin'
import { ReadingSession } from '../../electron/summarize/session'
import { makeNoiseModel } from './noise_model'

/** Facts hidden among other sentences; asked one by one. */
const FACTS = [
  ['The north bridge was opened in the year 1904.', 'In what year was the north bridge opened?', '1904'],
  ['The salt museum employs 310 people.', 'How many people does the salt museum employ?', '310'],
  ['The director of the Kestrel mine is Ruth Okafor.', 'Who is the director of the Kestrel mine?', 'Okafor'],
  ['The city library was opened in the year 1931.', 'In what year was the city library opened?', '1931'],
] as const

const FILLER = [
  'The valley lies between two ridges of grey stone, and the river runs slowly through it.',
  'In spring the water rises and covers the lower meadows for a week or two.',
  'Farmers sell cheese and honey on the square, and children play between the stalls.',
  'Walkers come for the quiet paths and for the view from the western ridge.',
  'Rain falls on about half of all days, most of it in autumn.',
  'A brass band plays on the ice when the lake is frozen.',
]

/** A fact after every six sentences: 28 sentences, so that chance puts the right one first once in 28. */
const TEXT = FACTS.map(([statement]) => `${FILLER.join(' ')} ${statement}`).join('\n\n')

// llama.cpp's own attention: ours differs from it in the last digits, otherwise with each instruction set, and whether the
// model tells the fourth fact hangs on them (with AVX2 it doesn't). What is tested here is the evidence.
process.env.SPARSELENS_DSA = 'off'

/** How many right answers had the sentence that states the fact as their first evidence; the whole text enters (dense). */
async function firstEvidence(path: string): Promise<{ right: number; first: number }> {
  const model = await openModel({ path, topK: 1024 })
  const session = await ReadingSession.open(model, readText(TEXT, 'valley.txt'))
  const results = await session.run(
    // the whole text is what evidence is told from here
    FACTS.map(([, question]) => ({ kind: 'question', question, looks: 1 })),
    { maxTokens: 24 },
  )
  await session.close()
  model.native.close()
  let right = 0
  let first = 0
  for (const [i, [statement, , answer]] of FACTS.entries()) {
    const sentence = results[i]!.answer.sentences.find(({ text }) => text.includes(answer))
    if (!sentence) continue
    right++
    if (sentence.evidence[0]?.text === statement) first++
  }
  return { right, first }
}

it('evidence comes from the indexer: with noise in its place it falls to chance', async () => {
  const noise = await makeNoiseModel(builtInModel())
  try {
    const real = await firstEvidence(builtInModel())
    const control = await firstEvidence(noise.path)
    // run dense, the answers do not depend on the indexer
    expect(control.right).toBe(real.right)
    expect(real.right).toBeGreaterThanOrEqual(3)
    expect(real.first).toBe(real.right)
    expect(control.first).toBeLessThanOrEqual(1)
  } finally {
    rmSync(noise.folder, { recursive: true })
  }
})
