import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** The user's folder for things that can be made again, as each system has it. It may not exist yet. */
export function cacheFolder(platform = process.platform, env = process.env, home = homedir()): string {
  return join(base(platform, env, home), 'sparselens')
}

function base(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Caches')
  // XDG: a relative path there is invalid and must be ignored
  return env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : join(home, '.cache')
}
