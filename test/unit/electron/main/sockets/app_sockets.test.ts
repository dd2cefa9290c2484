import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { appSockets } from '../../../../../electron/main/sockets/app_sockets'

const proc = mkdtempSync(join(tmpdir(), 'proc-'))
afterAll(() => rmSync(proc, { recursive: true }))

const TCP = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:2405 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 501 1 0 100 0 0 10 0
   1: 0200000A:C350 22D8B85D:01BB 01 00000000:00000000 00:00000000 00000000     0        0 502 1 0 100 0 0 10 0
`
const TCP6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000001000000:1F90 B80D0120000000000000000001000000:0035 01 00000000:00000000 00:00000000 00000000     0        0 504 1
`
const UNIX = `Num       RefCount Protocol Flags    Type St Inode Path
0000000000000000: 00000002 00000000 00010000 0001 01 601 /run/bus
0000000000000000: 00000003 00000000 00000000 0001 03 602
`
const NETLINK = `sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode
0000000000000000 0   100        00000000 0        0        0     2        0        701
`

/** A process that is not there: what /proc would say of it. */
function put(pid: number, parent: number, name: string, inodes: number[], tables: Record<string, string> | undefined) {
  const folder = join(proc, `${pid}`)
  mkdirSync(join(folder, 'net'), { recursive: true })
  writeFileSync(join(folder, 'stat'), `${pid} (${name}) S ${parent} 1 1 0 -1`)
  if (!tables) return
  mkdirSync(join(folder, 'fd'))
  for (const [fd, inode] of inodes.entries()) symlinkSync(`socket:[${inode}]`, join(folder, 'fd', `${fd}`))
  symlinkSync('/dev/null', join(folder, 'fd', '99'))
  for (const [table, text] of Object.entries(tables)) writeFileSync(join(folder, 'net', table), text)
}

describe('sockets of processes', () => {
  beforeAll(() => {
    const tables = { unix: UNIX, netlink: NETLINK, tcp: TCP, tcp6: TCP6 }
    put(10, 1, 'sparselens', [601, 701, 502], tables)
    put(11, 10, 'a (strange) name', [501, 602, 999, 504], tables)
    put(12, 11, 'zygote', [], undefined)
    put(13, 1, 'another', [502], tables)
  })

  it('are told by process, with where they lead', async () => {
    const { processes } = await appSockets({ root: 10, names: new Map([[10, 'main']]), platform: 'linux', proc })
    expect(processes).toEqual([
      {
        pid: 10,
        name: 'main',
        network: [{ protocol: 'tcp', local: '10.0.0.2:50000', remote: '93.184.216.34:443' }],
        local: 2,
        idle: 0,
        isClosed: false,
      },
      {
        pid: 11,
        name: 'a (strange) name',
        network: [
          { protocol: 'tcp', local: '127.0.0.1:9221' },
          { protocol: 'tcp6', local: '[::1]:8080', remote: '[2001:db8::1]:53' },
        ],
        local: 1,
        idle: 1,
        isClosed: false,
      },
      { pid: 12, name: 'zygote', network: [], local: 0, idle: 0, isClosed: true },
    ])
  })

  it('are not told where the system has no such tables', async () => {
    expect(await appSockets({ root: 10, names: new Map(), platform: 'darwin' })).toEqual({ platform: 'darwin' })
  })
})

describe.runIf(process.platform === 'linux')('this process itself', () => {
  let server: Server | undefined
  afterEach(() => server?.close())

  it('is seen when it listens and when it is connected', async () => {
    const own = async () => (await appSockets({ root: process.pid, names: new Map() })).processes![0]!
    const before = (await own()).network
    server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server!.once('listening', resolve))
    const { port } = server.address() as { port: number }
    const here = `127.0.0.1:${port}`
    const client = connect(port, '127.0.0.1')
    await new Promise((resolve) => client.once('connect', resolve))
    const { network, isClosed } = await own()
    client.destroy()
    expect(isClosed).toBe(false)
    const added = network.filter((socket) => !before.some((one) => JSON.stringify(one) === JSON.stringify(socket)))
    expect(added).toContainEqual({ protocol: 'tcp', local: here })
    expect(added.filter(({ remote }) => remote === here)).toHaveLength(1)
  })
})
