import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/**
 * Physical cores that this process may use. llama.cpp's threads wait for each other at every node of its graph, so
 * that two of them on one core, or one more than there are cores, slow all of them down.
 */
export function physicalCores(): number {
  const logical = availableParallelism()
  const folder = '/sys/devices/system/cpu'
  if (!existsSync(folder)) return process.platform === 'darwin' ? logical : Math.max(1, Math.ceil(logical / 2))
  const cores = new Set<string>()
  for (const name of readdirSync(folder)) {
    if (!/^cpu\d+$/.test(name)) continue
    const siblings = join(folder, name, 'topology', 'thread_siblings_list')
    cores.add(existsSync(siblings) ? readFileSync(siblings, 'utf8').trim() : name)
  }
  return Math.max(1, Math.min(cores.size || logical, logical))
}
