import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { atEnd } from '../../electron/scripts/stage/cleanup'
import { testUser } from '../../electron/scripts/stage/user'

/** A disk of its own on a folder, small enough to be filled. */
export interface SmallDisk {
  /** Writes until nothing more fits: ENOSPC, as the app will see it. */
  fill(): void
  /** Makes room again. */
  free(): void
}

/** Why there can be no such disk here; undefined if there can. */
export function noSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'a small disk is mounted on Linux only'
  if (process.getuid?.() !== 0) return 'only root may mount a small disk'
  const { status, stderr } = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt'], {
    encoding: 'utf8',
  })
  return status === 0 ? undefined : `a small disk can't be mounted here (${stderr.trim()})`
}

/** Mounts one on an empty folder of the test user's; it goes when this process ends. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk {
  const { uid, gid } = testUser()!
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700,uid=${uid},gid=${gid}`, 'none', folder])
  // lazily: an app that was killed may still hold files
  atEnd(() => spawnSync('umount', ['--lazy', folder]))
  const filler = join(folder, 'filler')
  return { fill: () => fill(filler), free: () => rmSync(filler, { force: true }) }
}

function fill(filler: string): void {
  const file = openSync(filler, 'a')
  try {
    for (let size = 1 << 20; size >= 1; size >>= 4) {
      const piece = Buffer.alloc(size, 1)
      while (fits(file, piece)) {}
    }
  } finally {
    closeSync(file)
  }
  if (statfsSync(filler).bavail > 0) throw new Error('The small disk has room left.')
}

function fits(file: number, piece: Buffer): boolean {
  try {
    return writeSync(file, piece) === piece.length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}
