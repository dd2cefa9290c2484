import { useEffect } from 'react'
import { useApp } from '../state/app'

const dark = window.matchMedia('(prefers-color-scheme: dark)')

/** data-theme on <html>: what the user chose, or what the system has. */
export function useTheme(): void {
  const theme = useApp((state) => state.settings?.theme ?? 'system')
  useEffect(() => {
    const apply = () => {
      document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
    }
    apply()
    dark.addEventListener('change', apply)
    return () => dark.removeEventListener('change', apply)
  }, [theme])
}
