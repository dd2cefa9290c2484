import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Connection, type ConnectionOptions } from '../../../../electron/network/connection'
import { MadeEngine } from '../../../fixtures/endpoint/engine'
import { EndpointServer } from '../../../fixtures/endpoint/server'

const TLS = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'endpoint', 'tls')
const pem = (name: string) => readFileSync(join(TLS, name), 'utf8')

const open: { close(): Promise<void> | void }[] = []
const before = { ...process.env }
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
})

async function served(isSecure: boolean): Promise<EndpointServer> {
  const tls = isSecure ? { key: pem('server.key'), cert: pem('server.pem') } : undefined
  const server = await EndpointServer.start({ kind: 'vllm', engine: new MadeEngine('Yes.'), tls })
  open.push(server)
  return server
}

/** What comes back from a server, or the sentence that says why nothing does. */
async function versionOf(options: ConnectionOptions): Promise<string> {
  const connection = new Connection(options)
  open.push(connection)
  return connection.ask('/version', z.object({ version: z.string() })).then(
    ({ version }) => version,
    (error) => error.message,
  )
}

/** A proxy that leads every tunnel to one server, whatever name it is asked for. */
async function proxy(port: number, asked: string[], refuses = false): Promise<string> {
  const server: Server = createServer()
  server.on('connect', (request, socket) => {
    asked.push(request.url!)
    if (refuses) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const through = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      through.pipe(socket).pipe(through)
    })
    for (const one of [through, socket]) one.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({
    close() {
      server.closeAllConnections()
      server.close()
    },
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const portOf = (address: string) => Number(new URL(address).port)

describe('a certificate', () => {
  it('of one’s own authority is trusted where that is named, and not else', async () => {
    const { address } = await served(true)
    expect(await versionOf({ address, ca: join(TLS, 'authority.pem') })).toBe('0.24.0')
    expect(await versionOf({ address })).toMatch(
      /^localhost:\d+ can't be trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\): name the certificate/,
    )
  })

  it('of another name is not', async () => {
    const { address } = await served(true)
    const other = address.replace('localhost', '127.0.0.1')
    expect(await versionOf({ address: other, ca: join(TLS, 'authority.pem') })).toContain(
      "can't be trusted (ERR_TLS_CERT_ALTNAME_INVALID)",
    )
  })

  it('that is none is told before anything is connected', () => {
    expect(() => new Connection({ address: 'https://box', ca: join(TLS, 'server.key') })).toThrow(
      'holds no certificate',
    )
    expect(() => new Connection({ address: 'https://box', ca: join(TLS, 'none.pem') })).toThrow("can't be read")
  })
})

describe('a proxy', () => {
  it('of the environment is used for other machines, and not for this one', async () => {
    const { address } = await served(false)
    const asked: string[] = []
    process.env.HTTP_PROXY = await proxy(portOf(address), asked)
    process.env.NO_PROXY = ''
    delete process.env.http_proxy
    delete process.env.no_proxy
    expect(await versionOf({ address: 'http://box.test:8000' })).toBe('0.24.0')
    expect(asked).toEqual(['box.test:8000'])
    expect(await versionOf({ address })).toBe('0.24.0')
    expect(asked).toHaveLength(1)
  })

  it('leads to a server with a certificate of one’s own authority', async () => {
    const { address } = await served(true)
    const asked: string[] = []
    process.env.HTTPS_PROXY = await proxy(portOf(address), asked)
    process.env.NO_PROXY = ''
    delete process.env.https_proxy
    delete process.env.no_proxy
    expect(await versionOf({ address: 'https://box.test', ca: join(TLS, 'authority.pem') })).toBe('0.24.0')
    expect(asked).toEqual(['box.test:443'])
  })

  it('that lets nobody through is named', async () => {
    process.env.HTTP_PROXY = await proxy(1, [], true)
    process.env.NO_PROXY = ''
    delete process.env.http_proxy
    delete process.env.no_proxy
    expect(await versionOf({ address: 'http://box.test:8000' })).toMatch(
      /^The proxy didn't let us through to box\.test:8000 .*HTTPS_PROXY/,
    )
  })
})
