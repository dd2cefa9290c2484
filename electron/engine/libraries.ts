import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { EngineError } from './errors'
import { onDisk } from './installed_file'

/** Where the prebuilt llama.cpp comes from. The first installed one of the list is used. */
const VARIANTS = {
  gpu: ['-cuda', '-vulkan', '-metal', ''],
  cpu: ['', '-metal', '-vulkan', '-cuda'],
}
const PLATFORMS: Record<string, string> = { linux: 'linux', darwin: 'mac', win32: 'win' }

const { resolve } = createRequire(import.meta.url)

/** The folder with the prebuilt libraries for this machine; with `gpu`, those of a GPU backend if one is installed. */
export function librariesFolder(gpu: boolean): string {
  const platform = `${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`
  for (const variant of gpu ? VARIANTS.gpu : VARIANTS.cpu) {
    const folder = binsOf(`@node-llama-cpp/${platform}${variant}`, `${platform}${variant}`)
    if (folder) return folder
  }
  throw new EngineError(
    'wrong-libraries',
    `The llama.cpp libraries for ${platform} are not installed; run "npm ci" (or install @node-llama-cpp/${platform}).`,
  )
}

function binsOf(packageName: string, folderName: string): string | undefined {
  try {
    const folder = join(dirname(onDisk(resolve(packageName))), '..', 'bins', folderName)
    return existsSync(folder) ? folder : undefined
  } catch {
    return undefined
  }
}

/**
 * Loads llama.cpp's libraries into the process with global symbols, so that our addon, which names none of them,
 * finds the variant that was chosen. node-llama-cpp's own addon is only the handle that pulls them in.
 */
export function loadLibraries(folder: string): void {
  const holder = { exports: {} }
  process.dlopen(
    holder as NodeModule,
    join(folder, 'llama-addon.node'),
    constants.dlopen.RTLD_NOW | constants.dlopen.RTLD_GLOBAL,
  )
}
