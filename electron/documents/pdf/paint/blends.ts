/** Parts of a colour from 0 to 1: of what lies below, and of what is painted on it. */
type Blend = (below: number, own: number) => number

const multiply: Blend = (below, own) => below * own
const screen: Blend = (below, own) => below + own - below * own
const hardLight: Blend = (below, own) => (own <= 0.5 ? multiply(below, 2 * own) : screen(below, 2 * own - 1))

const softLight: Blend = (below, own) => {
  if (own <= 0.5) return below - (1 - 2 * own) * below * (1 - below)
  const curve = below <= 0.25 ? ((16 * below - 12) * below + 4) * below : Math.sqrt(below)
  return below + (2 * own - 1) * (curve - below)
}

/** Those that take over a hue or how strong it is leave black and white as they are. */
const OF_HUES = new Set(['hue', 'saturation', 'color'])

/** By canvas's names for PDF's blend modes. Those that mix hues stay unknown where there may be some. */
const BLENDS: Record<string, Blend> = {
  'source-over': (_, own) => own,
  multiply,
  screen,
  overlay: (below, own) => hardLight(own, below),
  darken: Math.min,
  lighten: Math.max,
  'color-dodge': (below, own) => (below === 0 ? 0 : Math.min(1, below / (1 - own || 1e-9))),
  'color-burn': (below, own) => (below === 1 ? 1 : 1 - Math.min(1, (1 - below) / (own || 1e-9))),
  'hard-light': hardLight,
  'soft-light': softLight,
  difference: (below, own) => Math.abs(below - own),
  exclusion: (below, own) => below + own - 2 * below * own,
}

/** What is seen of a colour that is painted on another, '#rrggbb'; undefined if that can't be told. */
export function colorOn(paper: string, color: string, alpha: number, mode: string): string | undefined {
  const lightness = mixedLightness(paper, color, mode)
  const blend = lightness === undefined ? BLENDS[mode] : () => lightness
  if (!blend) return undefined
  const parts = [1, 3, 5].map((at) => {
    const [below, own] = [partOf(paper, at), partOf(color, at)]
    return Math.round(255 * (below + alpha * (blend(below, own) - below)))
  })
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** The grey that a mode makes of black, white or grey paper which goes by hues and lightness; undefined for others. */
function mixedLightness(paper: string, color: string, mode: string): number | undefined {
  if (OF_HUES.has(mode) && (paper === '#ffffff' || paper === '#000000')) return partOf(paper, 1)
  const isGrey = partOf(paper, 1) === partOf(paper, 3) && partOf(paper, 3) === partOf(paper, 5)
  return mode === 'luminosity' && isGrey ? lightnessOf(color) : undefined
}

/** Whether nothing of what lies below shows through, whatever that is. */
export function hidesBelow(color: string | undefined, mode: string): boolean {
  if (mode === 'source-over') return true
  if (color === '#000000') return mode === 'multiply' || mode === 'darken'
  return color === '#ffffff' && (mode === 'screen' || mode === 'lighten')
}

/** Colours that differ by less in each part are one to the eye. */
const SAME = 10

export const isSameColor = (a: string, b: string): boolean =>
  [1, 3, 5].every((at) => 255 * Math.abs(partOf(a, at) - partOf(b, at)) <= SAME)

const partOf = (color: string, at: number): number => Number.parseInt(color.slice(at, at + 2), 16) / 255

/** 0 for black to 1 for white. */
export const lightnessOf = (color: string): number =>
  0.3 * partOf(color, 1) + 0.59 * partOf(color, 3) + 0.11 * partOf(color, 5)
