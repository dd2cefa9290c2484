import { colourScale, parseTriplet } from './colour_scale'

/** What pictures are drawn on and with. They are for white paper, in whichever theme the window is. */
export interface Paper {
  colours: Colours
  /** Width of a text in pixels. */
  measure(text: string, size: number): number
}

export interface Colours {
  back: string
  text: string
  quiet: string
  line: string
  evidence: string
  score: string
  /** Of what was scored and missed. */
  missed: string
  entered: string
  /** Layers, places and lines that don't count. */
  pale: string
  /** The map's 256 colours, RGBA, from none to all. */
  map: Uint8ClampedArray
}

export const FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"

/** The light theme's colours and the page's font. */
export function whitePaper(): Paper {
  return { colours: paperColours(), measure: measured() }
}

function paperColours(): Colours {
  const probe = document.createElement('div')
  probe.dataset.theme = 'light'
  document.body.append(probe)
  const style = getComputedStyle(probe)
  const plain = (name: string) => style.getPropertyValue(name).trim()
  const rgb = (name: string) => `rgb(${parseTriplet(plain(name)).join(',')})`
  const colours = {
    back: plain('--paper'),
    text: plain('--text'),
    quiet: plain('--text-2'),
    line: plain('--line-strong'),
    evidence: rgb('--evidence-pane'),
    score: rgb('--score-pane'),
    missed: rgb('--missed-pane'),
    entered: rgb('--entered-pane'),
    pale: rgb('--pale-pane'),
    map: colourScale(parseTriplet(plain('--map-low')), parseTriplet(plain('--map-high'))),
  }
  probe.remove()
  return colours
}

function measured(): Paper['measure'] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!
  return (text, size) => {
    context.font = `${size}px ${FONT}`
    return context.measureText(text).width
  }
}
