import { useMemo, useSyncExternalStore } from 'react'
import { colourScale, parseTriplet } from './colour_scale'

/** The map's colours in the current theme. */
export function useScale(): Uint8ClampedArray {
  const theme = useSyncExternalStore(listen, () => document.documentElement.dataset.theme)
  // the theme decides what the style says
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement)
    const colour = (name: string) => parseTriplet(style.getPropertyValue(name))
    return colourScale(colour('--map-low'), colour('--map-high'))
  }, [theme])
}

function listen(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
