import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PLAN } from '../../plan'
import { AppOfTest, isDone } from './app_of_test'
import type { Script } from './fake_engine'

const NAMED = { servers: ['10.0.0.2:50052', '10.0.0.3:50052'] }

describe('machines that compute a part of the model', () => {
  let main: AppOfTest
  beforeEach(async () => {
    main = new AppOfTest()
    await main.open()
  })
  afterEach(() => main.remove())

  it('are described without being asked', async () => {
    const described = await main.call('machines.describe', { addresses: '10.0.0.2, 10.0.0.3:50052' })
    expect(described).toEqual(NAMED)
    await expect(main.call('machines.describe', { addresses: 'http://box' })).rejects.toMatchObject({
      code: 'bad-address',
    })
    expect(main.app.settings.model().servers).toBeUndefined()
  })

  it('are named to the engine once they were agreed to, by another engine than the one before', async () => {
    const [shown] = await main.drop(main.file('note.txt'))
    await main.until('answer.changed', isDone)
    expect(main.engines[0]!.orders.map(({ model }) => model.servers)).toEqual([undefined])
    await main.call('machines.use', NAMED)
    const question = { kind: 'question', question: 'Why?' } as const
    const asked = await main.call('answers.ask', { document: shown!.document!, request: question })
    await main.until('answer.changed', (answer) => answer.id === asked && isDone(answer))
    expect(main.engines).toHaveLength(2)
    expect(main.engines[1]!.orders.map(({ model }) => model.servers)).toEqual([NAMED.servers])
    await main.call('machines.leave')
    const again = await main.call('answers.ask', { document: shown!.document!, request: question })
    await main.until('answer.changed', (answer) => answer.id === again && isDone(answer))
    expect(main.engines).toHaveLength(3)
    expect(main.engines[2]!.orders.map(({ model }) => model.servers)).toEqual([undefined])
  })

  it('are planned with', async () => {
    await main.remove()
    const planned: unknown[] = []
    const handlers: Script['handlers'] = () => ({
      'model.plan': ({ model }) => {
        planned.push(model.servers)
        return PLAN
      },
    })
    main = await new AppOfTest().open([{ handlers }])
    await main.call('models.plan', { model: 'built-in', choice: {} })
    await main.call('machines.use', NAMED)
    await main.call('models.plan', { model: 'built-in', choice: {} })
    expect(planned).toEqual([undefined, NAMED.servers])
  })

  it('get no summary that nobody asked for', async () => {
    await main.call('machines.use', NAMED)
    const [shown] = await main.drop(main.file('note.txt'))
    expect(shown!.state).toBe('done')
    expect(await main.answers(shown!.document!)).toEqual([])
  })

  it('can’t be put into the settings unagreed, and are there after a restart', async () => {
    expect(await main.call('app.change', NAMED as never)).toMatchObject({ servers: [] })
    await main.call('machines.use', NAMED)
    await main.restart()
    expect(await main.call('app.settings')).toMatchObject(NAMED)
    expect(await main.call('machines.leave')).toMatchObject({ servers: [] })
  })
})
