import { writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { resourceUsage } from 'node:process'
import { native } from '../../electron/engine/native'
import { type Mutant, mutant } from '../fixtures/models/mutate'

/**
 * model_fuzz.ts's other process, which a mutant may end: makes and loads mutants `from` to `to` of `seed`, and says on
 * standard output, a line of JSON each, which one it begins and what came of it.
 */
const [seed, from, to, folder] = process.argv.slice(2) as [string, string, string, string]
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`)

const TEXT = 'The river\n\n\trose by  12 km, «naïve» 漢字 🙂\0 and <|im_end|>\r\nwas not heard▁of.'

/** Loads a model and uses all of it once: its tokenizer, both ways of reading, the trace, a text with a part hidden. */
async function use(path: string): Promise<void> {
  const model = await native().Model.load(path, { gpuLayers: 0, topK: 0 })
  try {
    const context = await native().Context.create(model, { length: 256, threads: 1 })
    context.beginDocument(Int32Array.of(0, 20, 20, 40), 1)
    await context.evaluate(
      Int32Array.from({ length: 40 }, (_, i) => 3 + i),
      'document',
    )
    await context.beginBranch(Int32Array.of(5, 9))
    await context.evaluate(Int32Array.of(4, 5), 'off')
    context.endBranch()
    context.showScores(0)
    context.beginAnswer(40, {})
    await context.step(4)
    context.takeScores()
    context.endAnswer()?.close()
    await context.close()
    for (const special of [true, false]) await model.tokenize(TEXT, special) // may be refused
  } finally {
    model.close()
  }
}

async function outcome({ files }: Mutant): Promise<object> {
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes)
  try {
    await use(join(folder, files[0]!.name))
    return { loaded: true }
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    return { code: code ?? 'none', message }
  }
}

for (let i = Number(from); i < Number(to); i++) {
  const made = mutant(`${seed}:${i}`)
  say({ begins: i, how: made.how })
  const came = await outcome(made)
  say({ ended: i, peak: resourceUsage().maxRSS, ...came })
}
