import type { Settings } from '../../electron/shared/ipc/settings_data'
import { useApp } from '../state/app'

type View = Settings['view']

const REST_MS = 500

let waiting: View = {}
let timer: ReturnType<typeof setTimeout> | undefined

/** Keeps something of the window's own state until the next start; written half a second after the last change. */
export function remember(view: View): void {
  waiting = { ...waiting, ...view }
  clearTimeout(timer)
  timer = setTimeout(writeRemembered, REST_MS)
}

/** Also when the window closes. */
export function writeRemembered(): void {
  clearTimeout(timer)
  if (Object.keys(waiting).length === 0) return
  const { settings, change } = useApp.getState()
  const all = { ...settings?.view, ...waiting }
  waiting = {}
  void change({ view: all })
}
