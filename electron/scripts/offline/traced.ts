import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type NetworkCalls, networkCalls } from './calls'

/** Why no calls can be written down here; undefined if they can. */
export function noTracing(): string | undefined {
  if (process.platform !== 'linux') return 'strace, which writes the calls down, is there on Linux only'
  const { error, status, stderr } = spawnSync('strace', ['-qq', '-e', 'trace=%network', 'true'], { encoding: 'utf8' })
  if (error) return 'strace is not installed (Debian, Ubuntu: apt install strace)'
  return status === 0 ? undefined : `strace may not trace here (${stderr.trim().split('\n')[0]})`
}

export interface Traced {
  child: ChildProcess
  /** Of all its processes, once the last has ended. */
  ended: Promise<{ status: number | null; calls: NetworkCalls }>
}

/** Starts a program, and writes down into `log` which of its calls have to do with a network. */
export function startTraced(log: string, [program, ...args]: string[], options: SpawnOptions = {}): Traced {
  const words = ['-f', '--seccomp-bpf', '-qq', '-s', '256', '-e', 'trace=%network', '-o', log, '--', program!, ...args]
  const child = spawn('strace', words, options)
  const ended = new Promise<Awaited<Traced['ended']>>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, calls: networkCalls(readFileSync(log, 'latin1')) }))
  })
  return { child, ended }
}
