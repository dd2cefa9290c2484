import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { installedFile } from '../engine/installed_file'
import { MEMORY_FULL, MOST_READER_MEMORY, type ReaderPlaces } from '../shared/ipc/processes'

/** What native/seal did. */
export interface Sealed {
  /** This process is shut into its folders; null where the kernel can't do that. */
  files: boolean | null
  /** It reaches no network and starts no program. */
  calls: boolean
  /** It ends once it holds more than MOST_READER_MEMORY. */
  memory: boolean
}

/** Of the system: its libraries, fonts and what it tells about the machine and this process itself. */
const SYSTEM = [
  '/usr',
  '/lib',
  '/lib32',
  '/lib64',
  '/etc/ld.so.cache',
  '/etc/fonts',
  '/etc/localtime',
  '/proc/self',
  '/proc/cpuinfo',
  '/proc/meminfo',
  '/proc/stat',
  '/proc/sys',
  '/sys/devices/system',
  '/dev/urandom',
  '/dev/random',
  '/dev/zero',
]
/** Chromium's memory that processes share. */
const SHARED = ['/dev/null', '/dev/shm']
/** Of the program, where it isn't all beside the executable. */
const PARTS = ['package.json', 'node_modules', 'out', 'assets', 'build/addon/Release']

interface Addon {
  endBeyond(bytes: number, status: number): boolean
  seal(readable: string[], writable: string[]): Pick<Sealed, 'files' | 'calls'>
}

/**
 * Shuts this process in for good, as it reads what strangers wrote: files but these are gone, and so are the network and
 * other programs, whatever code comes to run in it. Undefined where that isn't known how (only Linux has it).
 */
export function seal(
  { readable, writable, scratch }: ReaderPlaces,
  mostMemory = MOST_READER_MEMORY,
): Sealed | undefined {
  const addon = installedFile('build', 'addon', 'Release', 'seal.node')
  if (!addon) return undefined
  // where Tesseract puts its languages for its thread
  process.env.TMPDIR = scratch
  const own = PARTS.flatMap((part) => installedFile(part) ?? [])
  const native = createRequire(import.meta.url)(addon) as Addon
  const memory = native.endBeyond(mostMemory, MEMORY_FULL)
  const readables = [...SYSTEM, dirname(process.execPath), ...own, ...readable]
  return { ...native.seal(readables, [...SHARED, ...writable, scratch]), memory }
}
