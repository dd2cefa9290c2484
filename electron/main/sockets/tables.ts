import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NetworkSocket } from '../../shared/ipc/socket_data'

/** The kernel's tables of sockets, by inode (proc(5)). */

/** What a socket is: one that reaches a network, or one of this computer's own. */
export type Socket = NetworkSocket | 'local'

const NETWORK = ['tcp', 'tcp6', 'udp', 'udp6', 'udplite', 'udplite6', 'raw', 'raw6', 'icmp', 'icmp6']
/** Of raw frames: no address, but they leave by a device. */
const FRAMES = 'packet'
/** Columns of the inode. */
const UNIX_INODE = 6
const INET_INODE = 9
const LAST = -1

/** All sockets that a process's network knows. `folder`: /proc/<pid>/net. Throws if nobody may look. */
export async function socketTables(folder: string): Promise<Map<number, Socket>> {
  const sockets = new Map<number, Socket>()
  const lines = async (table: string) => (await readFile(join(folder, table), 'utf8')).split('\n').slice(1)
  // a kernel without IPv6 lacks some; one that has none at all tells nothing
  for (const row of await lines('unix')) note(sockets, row, UNIX_INODE, 'local')
  for (const row of await lines('netlink').catch(() => [])) note(sockets, row, LAST, 'local')
  for (const protocol of NETWORK) {
    for (const row of await lines(protocol).catch(() => [])) {
      const [, local, remote] = words(row)
      if (local && remote) note(sockets, row, INET_INODE, { protocol, local: address(local), ...connected(remote) })
    }
  }
  for (const row of await lines(FRAMES).catch(() => []))
    note(sockets, row, LAST, { protocol: FRAMES, local: 'a device' })
  return sockets
}

const words = (row: string): string[] => row.trim().split(/\s+/)

function note(sockets: Map<number, Socket>, row: string, column: number, socket: Socket): void {
  const inode = Number(words(row).at(column))
  if (row.trim() !== '' && Number.isInteger(inode) && inode > 0) sockets.set(inode, socket)
}

function connected(remote: string): { remote?: string } {
  return /^0+:0+$/.test(remote) ? {} : { remote: address(remote) }
}

/** "0100007F:1F90" is 127.0.0.1:8080: words of four bytes, each from its last byte on. */
function address(hex: string): string {
  const [host = '', port = ''] = hex.split(':')
  const bytes = Buffer.from(host, 'hex')
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.subarray(at, at + 4).reverse()
  const shown = bytes.length === 4 ? [...bytes].join('.') : `[${sixteen(bytes)}]`
  return `${shown}:${Number.parseInt(port, 16)}`
}

/** An IPv6 address, its longest run of zeros left out as it is usually written. */
function sixteen(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16)).join(':')
  const zeros = groups.match(/(?:^|:)0(?::0)+(?=:|$)/g)?.sort((a, b) => b.length - a.length)[0]
  return zeros === undefined ? groups : groups.replace(zeros, ':').replace(/:$/, '::')
}
