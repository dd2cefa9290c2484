import { useLayoutEffect } from 'react'
import type { Settings } from '../../electron/shared/ipc/settings_data'
import { useApp } from '../state/app'

const dark = window.matchMedia('(prefers-color-scheme: dark)')

/** data-theme on <html>: what the user chose, or what the system has. */
export function applyTheme(theme: Settings['theme'] = 'system'): void {
  document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
}

export function useTheme(): void {
  const theme = useApp((state) => state.settings?.theme)
  useLayoutEffect(() => {
    const apply = () => applyTheme(theme)
    apply()
    dark.addEventListener('change', apply)
    return () => dark.removeEventListener('change', apply)
  }, [theme])
}
