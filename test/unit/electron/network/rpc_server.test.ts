import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { readRpcServers } from '../../../../electron/network/rpc_address'
import { type RpcServer, seeRpcServer } from '../../../../electron/network/rpc_server'

/** A server that answers as it is told; the real one is met in test/native/rpc.test.ts. */

const servers: Server[] = []
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

type Answer = (command: number, data: Buffer) => Buffer | 'end' | undefined

async function serve(answer: Answer): Promise<string> {
  const server = createServer((socket) => {
    sockets.push(socket)
    let received: Buffer = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes])
      while (received.length >= 9) {
        const end = 9 + Number(received.readBigUInt64LE(1))
        const given = answer(received[0]!, received.subarray(9, end))
        received = received.subarray(end)
        if (given === 'end') socket.end()
        else if (given) socket.write(given)
      }
    })
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

function sized(data: Buffer): Buffer {
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(data.length))
  return Buffer.concat([size, data])
}

const hello = (...version: number[]) => sized(Buffer.concat([Buffer.from(version), Buffer.alloc(25)]))

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return sized(bytes)
}

function memory(free: bigint, total: bigint): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeBigUInt64LE(free)
  bytes.writeBigUInt64LE(total, 8)
  return sized(bytes)
}

/** Two devices, the second half as large. */
const good: Answer = (command, data) => {
  if (command === 14) return hello(7, 0, 0)
  return command === 15 ? number(2) : memory(8n << 30n, 16n << (30n - BigInt(data.readUInt32LE())))
}

const seen = (address: string): Promise<RpcServer | string> =>
  seeRpcServer(address, { patience: 1 }).catch((error: Error) => error.message)

describe('a look at a server', () => {
  it('tells its devices’ memory', async () => {
    const address = await serve(good)
    const devices = [
      { freeBytes: 2 ** 33, totalBytes: 2 ** 34 },
      { freeBytes: 2 ** 33, totalBytes: 2 ** 33 },
    ]
    expect(await seen(address)).toEqual({ address, devices })
  })

  it.each([
    ['another version', () => hello(7, 0, 1), /speaks version 7\.0\.1 of llama\.cpp's RPC, and 7\.0\.0 is needed/],
    ['an older protocol', () => sized(Buffer.from([3, 0, 0])), /isn't llama\.cpp's RPC, or another version/],
    ['another program', () => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), /isn't llama\.cpp's RPC/],
    ['one that hangs up', () => 'end' as const, /ends the connection; see whether sparselens-rpc-server/],
    ['one that serves somebody else', () => undefined, /takes the connection and says nothing: it serves another/],
  ])('tells of %s', async (_, answer, told) => {
    expect(await seen(await serve(answer))).toMatch(told)
  })

  it.each([0, 65, 4_000_000_000])('believes no %i devices', async (count) => {
    const address = await serve((command, data) => (command === 15 ? number(count) : good(command, data)))
    expect(await seen(address)).toContain(`it says that it has ${count} devices`)
  })

  it('tells of one that is not there', async () => {
    const address = await serve(good)
    servers.splice(0).map((server) => server.close())
    expect(await seen(address)).toMatch(/can't be reached \(ECONNREFUSED\)/)
  })

  it('can be cancelled', async () => {
    const cancel = new AbortController()
    const looking = seeRpcServer(await serve(() => undefined), { signal: cancel.signal })
    cancel.abort()
    await expect(looking).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('addresses', () => {
  it('have a port, or the usual one', () => {
    expect(readRpcServers('10.0.0.2:50060, Gpu.example')).toEqual(['10.0.0.2:50060', 'gpu.example:50052'])
  })

  it.each(['', 'a:0', 'a:70000', '[::1]:50052', 'http://a:1', 'a b:1', 'a:1,,b:1'])('are none: "%s"', (text) => {
    expect(() => readRpcServers(text)).toThrow(/is no address of a machine: write HOST:PORT/)
  })

  it('stand once each, and are 16 at most', () => {
    expect(() => readRpcServers('a:1,A:1')).toThrow('a:1 is named twice')
    const many = Array.from({ length: 17 }, (_, i) => `m${i}`)
    expect(() => readRpcServers(many.join())).toThrow('16 machines at most, not 17')
  })
})
