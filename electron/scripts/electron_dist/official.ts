import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const electronPackage = createRequire(import.meta.url).resolve('electron/package.json')
const packageFolder = dirname(electronPackage)

export const officialVersion = (JSON.parse(readFileSync(electronPackage, 'utf8')) as { version: string }).version

const folder = join(packageFolder, 'dist')
const SECONDS = 1000

/** Where Electron's own package has put it, or undefined if it was not downloaded yet. */
export function installedOfficial(): string | undefined {
  const version = join(folder, 'version')
  if (!existsSync(version)) return undefined
  return readFileSync(version, 'utf8').trim().replace(/^v/, '') === officialVersion ? folder : undefined
}

/** Lets Electron's own package download it. Throws with a reason in words. */
export async function downloadOfficial(): Promise<string> {
  const unreachable = await whyUnreachable()
  if (unreachable) throw new Error(unreachable)
  const { status } = spawnSync(process.execPath, [join(packageFolder, 'install.js')], {
    stdio: ['ignore', 2, 2],
    timeout: 600 * SECONDS,
  })
  const installed = installedOfficial()
  if (status !== 0 || !installed) throw new Error("Electron's own installer failed")
  return installed
}

/**
 * Asks for the file's head first: where its host is blocked, the installer would hang, or fail with a stack of the
 * network's internals. Whoever set a mirror or a proxy knows the way themselves.
 */
async function whyUnreachable(): Promise<string | undefined> {
  const ownWay = /^(npm_config_)?electron_(mirror|custom_dir|custom_filename|get_use_proxy)$/i
  if (Object.keys(process.env).some((name) => ownWay.test(name))) return undefined
  const file = `electron-v${officialVersion}-${process.platform}-${process.arch}.zip`
  const url = `https://github.com/electron/electron/releases/download/v${officialVersion}/${file}`
  try {
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5 * SECONDS) })
    return answer.ok ? undefined : `${new URL(url).host} answers ${answer.status} to ${file}`
  } catch {
    return `${new URL(url).host} can't be reached`
  }
}
