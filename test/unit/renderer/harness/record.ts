import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { builtInModel } from '../../../../electron/models/builtin'
import { EngineClient } from '../../../integration/engine_client'

/**
 * What the real engine says about a file, with times: `npx tsx test/unit/renderer/harness/record.ts FILE NAME
 * [CONTEXT]` writes build/renderer-harness/NAME.json, which the harness plays back.
 */

const QUESTION = 'When will the work begin?'
const [file, name, context] = process.argv.slice(2) as [string, string, string | undefined]
const out = 'build/renderer-harness'
mkdirSync(join(out, name), { recursive: true })
// traces stay there: pictures.ts answers the lens from them
const engine = new EngineClient(resolve(out, name))
const folder = join(engine.folder, 'document')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder)

const read = await engine.handlers['document.read']({
  job: randomUUID(),
  path: file,
  into: join(folder, 'document.json'),
})
const model = { path: builtInModel(), ...(context ? { context: Number(context) } : {}) }
const status = await engine.handlers['engine.status']({ model })
const answers = []
for (const request of [{ kind: 'summary' }, { kind: 'question', question: QUESTION }] as const) {
  const events: { at: number; event: string; data: unknown }[] = []
  const begun = performance.now()
  engine.onEvent = ({ event, data }) => events.push({ at: performance.now() - begun, event, data })
  const order = engine.order(folder, { model, request })
  const result = await engine.handlers['answer.run'](order)
  answers.push({ request, events: thinned(events), result, traces: order.answerFolder })
}
const source = JSON.parse(readFileSync(join(folder, 'document.json'), 'utf8'))
writeFileSync(join(out, `${name}.json`), JSON.stringify({ file: basename(file), read, source, status, answers }))
process.exit(0)

/** Loading tells its progress hundreds of times a second; main passes on what main passes on. */
function thinned(events: { at: number; event: string; data: unknown }[]) {
  let last = Number.NEGATIVE_INFINITY
  return events.filter(({ at, data }) => {
    const stage = (data as { progress?: { stage: string } }).progress?.stage
    const keep = stage === undefined || stage === 'answer' || at - last >= 50
    if (keep && stage !== 'answer') last = at
    return keep
  })
}
