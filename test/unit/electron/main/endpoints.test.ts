import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeyStore } from '../../../../electron/main/key_store'
import { AppOfTest, isDone } from './app_of_test'

const AGREED = { endpoint: { address: 'https://gpu.example:30000' }, key: 'secret' }

describe('a server', () => {
  let main: AppOfTest
  beforeEach(() => {
    main = new AppOfTest()
  })
  afterEach(() => main.remove())

  it('is described without being asked', async () => {
    await main.open()
    expect(await main.call('endpoint.describe', { address: 'http://box:8000/v1' })).toEqual({
      host: 'box:8000',
      isPrivate: false,
    })
    expect(await main.call('endpoint.describe', { address: 'http://127.0.0.1:8000' })).toMatchObject({
      isPrivate: true,
    })
    await expect(main.call('endpoint.describe', { address: 'box' })).rejects.toMatchObject({ code: 'bad-address' })
  })

  it('is asked once it was agreed to, and never before', async () => {
    await main.open()
    const [shown] = await main.drop(main.file('note.txt'))
    await main.until('answer.changed', isDone)
    await main.call('endpoint.use', AGREED)
    const question = { kind: 'question', question: 'Why?' } as const
    const id = await main.call('answers.ask', { document: shown!.document!, request: question })
    await main.until('answer.changed', (answer) => answer.id === id && isDone(answer))
    const orders = main.engines[0]!.orders
    expect(orders.map((order) => order.endpoint)).toEqual([undefined, { ...AGREED.endpoint, key: 'secret' }])
  })

  it('gets no summary that nobody asked for', async () => {
    await main.open()
    await main.call('endpoint.use', AGREED)
    const [shown] = await main.drop(main.file('note.txt'))
    expect(shown!.state).toBe('done')
    expect(await main.answers(shown!.document!)).toEqual([])
  })

  it('can’t be put into the settings unagreed, and is forgotten with its key', async () => {
    await main.open()
    const sneaked = { endpoint: AGREED.endpoint } as never
    expect(await main.call('app.change', sneaked)).toMatchObject({ endpoint: null })
    expect(await main.call('endpoint.use', AGREED)).toMatchObject({ settings: { endpoint: AGREED.endpoint } })
    expect(main.app.endpoints.choice()).toEqual({ ...AGREED.endpoint, key: 'secret' })
    expect(await main.call('endpoint.leave')).toMatchObject({ endpoint: null })
    expect(main.app.endpoints.choice()).toBeUndefined()
    await main.call('endpoint.use', { endpoint: AGREED.endpoint })
    expect(main.app.endpoints.choice()).toEqual(AGREED.endpoint)
  })

  it('of another address doesn’t get the key of the one before', async () => {
    await main.open()
    await main.call('endpoint.use', AGREED)
    await main.call('endpoint.use', { endpoint: { address: 'https://gpu.example:30000/', ca: '/ca.pem' } })
    expect(main.app.endpoints.choice()).toMatchObject({ ca: '/ca.pem', key: 'secret' })
    await main.call('endpoint.use', { endpoint: { address: 'https://other.example' } })
    expect(main.app.endpoints.choice()?.key).toBeUndefined()
  })

  it('is there after a restart; a key that the system can’t keep is not', async () => {
    await main.open()
    expect(await main.call('endpoint.use', AGREED)).toMatchObject({ isKeyKept: false })
    await main.restart()
    expect(main.app.endpoints.choice()).toEqual(AGREED.endpoint)
  })
})

describe('keys', () => {
  const secrets = {
    encrypt: (text: string) => Buffer.from(text).toString('hex'),
    decrypt: (secret: string) => Buffer.from(secret, 'hex').toString(),
  }
  const place = () => {
    const kept: string[] = []
    return { read: () => kept.at(-1), write: (secret: string) => void kept.push(secret) }
  }

  it('are written encrypted only', () => {
    const where = place()
    expect(new KeyStore(secrets, where).set('secret')).toBe(true)
    expect(where.read()).toBe('736563726574')
    expect(new KeyStore(secrets, where).get()).toBe('secret')
    expect(new KeyStore({ ...secrets, decrypt: () => undefined }, where).get()).toBeUndefined()
  })

  it('are kept in memory where the system has no place for them', () => {
    const where = place()
    const store = new KeyStore(undefined, where)
    expect(store.set('secret')).toBe(false)
    expect(store.get()).toBe('secret')
    expect(where.read()).toBe('')
    expect(store.set(undefined)).toBe(true)
  })
})
