import { join } from 'node:path'
import { Arch, Platform } from 'electron-builder'

/** What is packed on a system, and where electron-builder puts the unpacked app. */
export interface Packing {
  platform: Platform
  /** electron-builder's names. */
  targets: string[]
  /** Below dist/. */
  unpacked: string
  /** Of the unpacked app: where the archive and the assets are. */
  resources: string
  /** Scopes of npm packages with native code, and what those for this machine are called in them. */
  own: Record<string, string>
}

export const ARCH = process.arch === 'arm64' ? Arch.arm64 : Arch.x64

const suffix = ARCH === Arch.arm64 ? '-arm64' : ''

/** What packages for this machine's system are made of; undefined where none are made. */
export function packingHere(): Packing | undefined {
  const { arch } = process
  switch (process.platform) {
    case 'linux':
      return {
        platform: Platform.LINUX,
        targets: ['dir', 'deb'],
        unpacked: `linux${suffix}-unpacked`,
        resources: 'resources',
        own: { '@libsql': `linux-${arch}-gnu`, '@node-llama-cpp': `linux-${arch}` },
      }
    case 'darwin':
      return {
        platform: Platform.MAC,
        targets: ['dmg'],
        unpacked: `mac${suffix}`,
        resources: join('SparseLens.app', 'Contents', 'Resources'),
        own: { '@libsql': `darwin-${arch}`, '@node-llama-cpp': `mac-${arch}` },
      }
    case 'win32':
      return {
        platform: Platform.WINDOWS,
        targets: ['nsis'],
        unpacked: `win${suffix}-unpacked`,
        resources: 'resources',
        own: { '@libsql': `win32-${arch}-msvc`, '@node-llama-cpp': `win-${arch}` },
      }
    default:
      return undefined
  }
}
