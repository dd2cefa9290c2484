import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AnswerEntry, Generation } from '../../../../electron/shared/ipc/answer_data'
import type { AppCalls, EngineCalls, Handlers, Input } from '../../../../electron/shared/ipc/calls'
import type { ExperimentResult } from '../../../../electron/shared/ipc/experiment_data'
import { fakeReport } from '../cli/fakes'
import { AppOfTest, isDone } from './app_of_test'
import { type FakeEngine, resultOf } from './fake_engine'

let main: AppOfTest
beforeEach(() => {
  main = new AppOfTest()
})
afterEach(() => main.remove())

const checked = { logProbabilities: Float32Array.of(-1), without: [] }

async function answered(handlers: (engine: FakeEngine) => Partial<Handlers<EngineCalls>>): Promise<AnswerEntry> {
  await main.open([{ handlers }])
  const path = join(main.folder, 'note.txt')
  writeFileSync(path, 'The rent is due.')
  await main.call('library.add', { paths: [path] })
  return main.until('answer.changed', isDone)
}

describe('an experiment', () => {
  it('is given what it is about, and tells how far it is', async () => {
    let asked: Input<EngineCalls, 'experiment.check'> | undefined
    const { id } = await answered((engine) => ({
      'experiment.check': (order) => {
        asked = order
        engine.tell('job.progress', { job: order.job, progress: { step: 'score', done: 1, total: 2 } })
        return checked
      },
    }))
    const job = randomUUID()
    const trace = { answer: id, generation: 0 }
    expect(await main.call('experiment.check', { job, trace, leaveOut: [[0]] })).toEqual(checked)
    expect(asked).toMatchObject({ job, leaveOut: [[0]], request: { kind: 'summary' }, generation: { textStart: 1 } })
    expect(asked!.file).toBe(join(asked!.folder, 'answers', id, '0.trace'))
    expect(await main.until('job.progress', (told) => told.job === job)).toMatchObject({ progress: { step: 'score' } })
    const none = main.call('experiment.check', { job, trace: { answer: id, generation: 7 }, leaveOut: [[0]] })
    await expect(none).rejects.toMatchObject({ code: 'not-found' })
  })

  it('waits for its turn, and can be cancelled before it', async () => {
    let release = () => {}
    const started: string[] = []
    const { id } = await answered(() => ({
      'experiment.check': async ({ job }) => {
        started.push(job)
        await new Promise<void>((resolve) => {
          release = resolve
        })
        return checked
      },
    }))
    const [first, second] = [randomUUID(), randomUUID()]
    const trace = { answer: id, generation: 0 }
    const ask = (job: string) => main.call('experiment.check', { job, trace, leaveOut: [[0]] })
    const [one, two] = [ask(first), ask(second)]
    two.catch(() => {})
    await expect.poll(() => started).toEqual([first])
    await main.call('job.cancel', { job: second })
    await expect(two).rejects.toMatchObject({ code: 'cancelled' })
    release()
    expect(await one).toEqual(checked)
    expect(started).toEqual([first])
    await main.call('job.cancel', { job: first })
  })

  it('that can only be stopped by ending the engine is cancelled all the same', async () => {
    let begun = false
    const { id } = await answered((engine) => ({
      'experiment.check': () => {
        begun = true
        return new Promise(() => {})
      },
      'job.cancel': () => engine.exit('killed'),
    }))
    const job = randomUUID()
    const check = main.call('experiment.check', { job, trace: { answer: id, generation: 0 }, leaveOut: [[0]] })
    check.catch(() => {})
    await expect.poll(() => begun).toBe(true)
    await main.call('job.cancel', { job })
    await expect(check).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('gives a run whose trace the lens may ask, and which may be asked again', async () => {
    const orders: Input<EngineCalls, 'experiment.ask'>[] = []
    let generation: Generation | undefined
    const { id } = await answered(() => ({
      'experiment.ask': async (order): Promise<ExperimentResult> => {
        orders.push(order)
        writeFileSync(order.into, 'trace')
        const { model, timings } = await resultOf({ answerFolder: join(main.folder, 'x') } as never, 'Text.')
        return { run: order.run, generation: generation!, model, timings: timings! }
      },
      'trace.uses': ({ file }) => ({ count: Uint32Array.of(readFileSync(file).length) }),
    }))
    const [answer] = (await main.call('answers.list', {
      document: main.heard('library.changed').at(-1)![0]!.id,
    })) as AnswerEntry[]
    generation = answer!.result!.generations[0]!
    const ask = (experiment: Input<AppCalls, 'experiment.ask'>['experiment']) =>
      main.call('experiment.ask', { job: randomUUID(), experiment }) as Promise<ExperimentResult>
    const about = { kind: 'prompt', prompt: 'Once upon', framed: false } as const
    const changes = { exclude: [], force: [] }
    const { run } = await ask({ about, ...changes })
    const uses = await main.call('lens.uses', { trace: { answer: run, generation: 0 }, sentence: 0, layers: [0] })
    expect(uses).toEqual({ count: Uint32Array.of(5) })
    await ask({ about: { kind: 'answer', trace: { answer: run, generation: 0 } }, topK: 32, ...changes })
    expect(orders[1]).toMatchObject({
      topK: 32,
      source: { kind: 'prompt', prompt: 'Once upon', generation: { title: 'page 1' } },
    })
    await ask({
      about: { kind: 'answer', trace: { answer: id, generation: 0 } },
      ...changes,
      exclude: [{ from: 1, to: 2 }],
    })
    expect(orders[2]).toMatchObject({ exclude: [{ from: 1, to: 2 }], source: { kind: 'document' } })
  })

  it('counts into a file', async () => {
    const { id } = await answered(() => ({
      'experiment.statistics': ({ traces }) => ({
        analyses: traces.map(({ trace, title }) => ({ trace, title, tokens: 5, topK: 4, promptLength: 4 })),
        layers: 1,
        layerOverlap: Float32Array.of(1),
        tokenOverlap: Float32Array.of(0.5),
        sinks: new Float32Array(8),
        distance: { buckets: 1, selected: Float64Array.of(3), visible: Float64Array.of(4) },
        places: Float32Array.of(0.25, 0.25, 0.25, 0.25),
      }),
    }))
    const traces = [{ answer: id, generation: 0 }]
    expect(await main.call('experiment.exportStatistics', { job: randomUUID(), traces })).toBe(false)
    main.picked.export = join(main.folder, 'counts.csv')
    expect(await main.call('experiment.exportStatistics', { job: randomUUID(), traces })).toBe(true)
    const lines = readFileSync(main.picked.export, 'utf8').split('\n')
    expect(lines).toContain('token_overlap,0,,0.5')
    expect(lines).toContain('place,0,question,0.25')
  })
})

it('the cost is measured once, and kept for the model in use', async () => {
  await main.open([{ handlers: () => ({ 'cost.measure': () => fakeReport() }) }])
  expect(await main.call('cost.report')).toBeNull()
  expect(await main.call('cost.measure', { job: randomUUID() })).toEqual(fakeReport())
  await main.restart()
  expect(await main.call('cost.report')).toEqual(fakeReport())
  main.app.settings.change({ model: '/another.gguf' })
  expect(await main.call('cost.report')).toBeNull()
})
