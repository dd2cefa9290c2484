import { type Measured, timesShort } from '../../../electron/shared/shown/measure'
import { score } from '../../../electron/shared/shown/numbers'
import type { PageTick } from '../../../electron/shared/shown/page_ticks'
import { AXIS, pageAxis } from '../../picture/page_axis'
import type { Paper } from '../../picture/paper'
import { n, type Picture, textAt, WIDTH } from '../../picture/picture'
import { clamped, wrapped } from '../../picture/wrap'
import type { ByLayer } from './by_layer'
import type { EvidenceEntry } from './EvidenceList'

const HEAD = 17
const LINE = 15
const SPARK = 150
const BAR = 110
const NUMBER = 36
const OVERVIEW = 30

export interface EvidenceParts {
  entries: readonly EvidenceEntry[]
  byLayer?: ByLayer
  /** Layers that count. */
  layers: readonly number[]
  /** All of the text, as shares of its length and of the best evidence. */
  overview: readonly { at: number; width: number; strength: number }[]
  ticks: readonly PageTick[]
  pageName(page: number): string
  words: string
  /** That the evidence is of. */
  model?: Measured
}

/** Evidence along the whole text, and the ranked list with its bars and what each layer adds. */
export function evidencePicture(parts: EvidenceParts, paper: Paper): Picture {
  const along = parts.overview.length > 0 ? overviewBars(parts, paper) : ''
  let y = along ? OVERVIEW + AXIS + 12 : 0
  const rows: string[] = []
  for (const [i, entry] of parts.entries.entries()) {
    const lines = clamped(wrapped(entry.text, WIDTH - 18, 12, paper), 3)
    rows.push(row(parts, entry, i, y, lines, paper))
    y += HEAD + lines.length * LINE + 8
  }
  const scored = parts.layers.length > 0 ? `, summed over ${layersWords(parts.layers)}` : ''
  const sparks = parts.byLayer ? ' Small bars: what each layer adds, first to last; the underlined layers count.' : ''
  const top = along ? ' Bars at the top: evidence along the whole text that was read.' : ''
  return {
    title: `Evidence for “${parts.words}”`,
    height: y,
    body: [along, ...rows].filter(Boolean).join('\n'),
    legend: `Evidence is our estimate of where these words came from. Score: log of how many times more than usual a sentence was read${scored}.${sparks}${top} Grey ranks don’t count as sources.`,
  }
}

const layersWords = (layers: readonly number[]): string =>
  layers.length === 1 ? `layer ${layers[0]}` : `layers ${layers.join(', ')}`

function overviewBars({ overview, ticks }: EvidenceParts, paper: Paper): string {
  const { colours } = paper
  const bars = overview.map(({ at, width, strength }) => {
    const wide = Math.max(1.5, width * WIDTH)
    return `<rect class="overview" x="${n(at * WIDTH)}" y="${n(OVERVIEW - strength * OVERVIEW)}" width="${n(wide)}" height="${n(strength * OVERVIEW)}" fill="${colours.evidence}"/>`
  })
  const ground = `<line x1="0" x2="${WIDTH}" y1="${OVERVIEW}" y2="${OVERVIEW}" stroke="${colours.line}"/>`
  return [...bars, ground, pageAxis(ticks, 0, OVERVIEW, WIDTH, paper)].join('\n')
}

function row(
  { entries, byLayer, layers, pageName, model = {} }: EvidenceParts,
  entry: EvidenceEntry,
  i: number,
  y: number,
  lines: readonly string[],
  { colours }: Paper,
): string {
  const best = Math.max(...entries.map((one) => one.score), Number.MIN_VALUE)
  const words = entry.isSource ? colours.text : colours.quiet
  const page = entry.page === undefined ? '' : `${pageName(entry.page)} · `
  const note = entry.through ?? timesShort(model, entry.count)
  const long = Math.max(0, entry.score / best) * BAR
  return [
    textAt(0, y + 11, String(i + 1), { size: 11, fill: words }),
    textAt(18, y + 11, `${page}${note}`, { size: 11, fill: colours.quiet }),
    sparkline(entry, byLayer, layers, WIDTH - NUMBER - BAR - SPARK - 20, y, colours),
    `<rect class="score" x="${WIDTH - NUMBER - BAR}" y="${y + 3}" width="${n(long)}" height="8" fill="${colours.evidence}"/>`,
    textAt(WIDTH, y + 11, score(entry.score, 1), { size: 11, fill: colours.text, anchor: 'end' }),
    ...lines.map((line, at) => textAt(18, y + HEAD + 11 + at * LINE, line, { size: 12, fill: words })),
  ].join('\n')
}

function sparkline(
  { key }: EvidenceEntry,
  byLayer: ByLayer | undefined,
  layers: readonly number[],
  x: number,
  y: number,
  colours: Paper['colours'],
): string {
  const values = byLayer?.of.get(Number(key))
  if (!byLayer || !values) return ''
  const step = SPARK / byLayer.layers.length
  return byLayer.layers
    .map((layer, i) => {
      const height = (Math.max(0, values[i]!) / Math.max(byLayer.most, Number.MIN_VALUE)) * 13 + 1
      const fill = layers.includes(layer) ? colours.evidence : colours.pale
      const bar = `<rect class="layer" x="${n(x + i * step)}" y="${n(y + 12 - height)}" width="${n(step * 0.8)}" height="${n(height)}" fill="${fill}"/>`
      const line = `<rect x="${n(x + i * step)}" y="${y + 13}" width="${n(step)}" height="1.2" fill="${colours.text}"/>`
      return layers.includes(layer) ? bar + line : bar
    })
    .join('')
}
