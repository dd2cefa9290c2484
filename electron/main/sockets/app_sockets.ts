import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppSockets, ProcessSockets } from '../../shared/ipc/socket_data'
import { socketTables } from './tables'

export interface SocketsOptions {
  /** The process that all others of the app come from. */
  root: number
  /** What is known of them beyond what the system says. */
  names: ReadonlyMap<number, string>
  platform?: string
  /** Linux's /proc. */
  proc?: string
}

/** Looks once at the sockets of the app's processes, as far as the system tells of them. */
export async function appSockets(options: SocketsOptions): Promise<AppSockets> {
  const { root, names, platform = process.platform, proc = '/proc' } = options
  if (platform !== 'linux') return { platform }
  const processes: ProcessSockets[] = []
  for (const { pid, name } of await family(proc, root)) {
    processes.push(await socketsOf(proc, pid, names.get(pid) ?? name))
  }
  return { platform, processes }
}

interface Known {
  pid: number
  name: string
  parent: number
}

/** A process and all that come from it. */
async function family(proc: string, root: number): Promise<Known[]> {
  const pids = (await readdir(proc)).filter((name) => /^\d+$/.test(name)).map(Number)
  const all = (await Promise.all(pids.map((pid) => known(proc, pid)))).filter((one) => one !== undefined)
  const found = all.filter(({ pid }) => pid === root)
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid))
  return found
}

/** "412 (a name) S 400 ..."; undefined of one that has ended meanwhile. */
async function known(proc: string, pid: number): Promise<Known | undefined> {
  const stat = await readFile(join(proc, `${pid}`, 'stat'), 'utf8').catch(() => '')
  const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(stat) ?? []
  return name === undefined ? undefined : { pid, name, parent: Number(parent) }
}

async function socketsOf(proc: string, pid: number, name: string): Promise<ProcessSockets> {
  const sockets: ProcessSockets = { pid, name, network: [], local: 0, idle: 0, isClosed: false }
  try {
    const inodes = await socketInodes(join(proc, `${pid}`, 'fd'))
    if (inodes.length === 0) return sockets
    const tables = await socketTables(join(proc, `${pid}`, 'net'))
    for (const inode of inodes) {
      const socket = tables.get(inode)
      if (socket === undefined) sockets.idle++
      else if (socket === 'local') sockets.local++
      else sockets.network.push(socket)
    }
  } catch {
    sockets.isClosed = true
  }
  return sockets
}

async function socketInodes(folder: string): Promise<number[]> {
  const targets = await Promise.all((await readdir(folder)).map((fd) => readlink(join(folder, fd)).catch(() => '')))
  return targets.flatMap((target) => Number(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? []) || [])
}
