import { join } from 'node:path'
import { genericVersion, makeGeneric } from './generic'
import { downloadOfficial, installedOfficial, officialVersion } from './official'

export interface ElectronDist {
  folder: string
  executable: string
  version: string
  /** Why it is not the pinned Electron from its own package; undefined if it is. */
  insteadBecause?: string
}

/**
 * The Electron to develop and test with: the pinned one, downloaded at the first call; where that can't be reached, a
 * generic one. Throws an Error whose message says what to do.
 */
export async function findElectron(): Promise<ElectronDist> {
  const own = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (own) return dist(own, 'of ELECTRON_OVERRIDE_DIST_PATH')
  const installed = installedOfficial()
  if (installed) return dist(installed, officialVersion)
  let reason: string
  try {
    return dist(await downloadOfficial(), officialVersion)
  } catch (error) {
    reason = (error as Error).message
  }
  try {
    return { ...dist(await makeGeneric(), genericVersion), insteadBecause: reason }
  } catch (error) {
    throw new Error(
      `Electron ${officialVersion} could not be downloaded (${reason}), nor a generic one made (${(error as Error).message}): connect to the Internet, or name a folder with an unpacked Electron in ELECTRON_OVERRIDE_DIST_PATH.`,
      { cause: error },
    )
  }
}

/** What a person should know about the Electron in use; undefined if it is the pinned one. */
export function noteOn(electron: ElectronDist): string | undefined {
  if (!electron.insteadBecause) return undefined
  return `Electron ${officialVersion} is not available here (${electron.insteadBecause}): using a generic Electron ${electron.version} instead.`
}

const programs: Partial<Record<NodeJS.Platform, string>> = {
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
  win32: 'electron.exe',
}

function dist(folder: string, version: string): ElectronDist {
  return { folder, version, executable: join(folder, programs[process.platform] ?? 'electron') }
}
