import { mapSums } from '../../../electron/shared/shown/map_cells'
import type { GroupedMap } from '../../../electron/shared/shown/map_groups'
import { count } from '../../../electron/shared/shown/numbers'
import type { PageTick } from '../../../electron/shared/shown/page_ticks'
import { colourBar } from '../../picture/colour_bar'
import { AXIS, pageAxis } from '../../picture/page_axis'
import type { Paper } from '../../picture/paper'
import { n, type Picture, textAt, WIDTH } from '../../picture/picture'
import { layersName } from '../subject/layers_name'

export interface MapParts {
  map: GroupedMap
  /** PNGs of the cells, as data: addresses. */
  text: string
  outside: string
  ticks: readonly PageTick[]
  retrieval: readonly number[]
  words: string
}

const GUTTER = 34
const OUTSIDE = 48
const GAP = 6
const TOP = 16
export const ACROSS = WIDTH - GUTTER - OUTSIDE - GAP
const SCALE = 26

/** The map as it is shown: zoomed, grouped, and without what is left out. */
export function mapPicture(parts: MapParts, paper: Paper): Picture {
  const { map, text, outside, ticks, words } = parts
  const row = Math.max(6, Math.min(16, 300 / map.rows.length))
  const tall = row * map.rows.length
  const right = GUTTER + ACROSS + GAP
  return {
    title: `Entered attention for “${words}”`,
    height: TOP + tall + AXIS + SCALE,
    body: [
      cells(text, GUTTER, ACROSS, tall),
      cells(outside, right, OUTSIDE, tall),
      ...layerNames(parts, row, paper),
      pageAxis(ticks, GUTTER, TOP + tall, ACROSS, paper),
      ...['T', 'Q', 'A'].map((name, i) =>
        textAt(right + 8 + i * 16, 11, name, { size: 10, fill: paper.colours.quiet, anchor: 'middle' }),
      ),
      scale(TOP + tall + AXIS + 6, paper),
    ].join('\n'),
    legend: legend(map),
  }
}

const cells = (href: string, x: number, width: number, tall: number) =>
  `<image href="${href}" x="${x}" y="${TOP}" width="${width}" height="${n(tall)}" preserveAspectRatio="none" image-rendering="pixelated" style="image-rendering:pixelated"/>`

function layerNames({ map, retrieval }: MapParts, row: number, { colours }: Paper): string[] {
  const every = Math.ceil(11 / row)
  return map.rows.map(({ layers }, i) => {
    const y = TOP + (i + 0.5) * row
    const isRetrieval = layers.some((layer) => retrieval.includes(layer))
    const name = { size: 9, fill: colours.quiet, anchor: 'end' } as const
    return (
      (i % every === 0 ? textAt(GUTTER - 10, y + 3, String(layers[0]), name) : '') +
      (isRetrieval ? `<circle cx="${GUTTER - 5}" cy="${n(y)}" r="2" fill="${colours.quiet}"/>` : '')
    )
  })
}

/** The colours from none to all; 25% is half way, as the scale is a square root. */
function scale(y: number, { colours }: Paper): string {
  const at = (x: number) => GUTTER + x * 160
  const name = (x: number, words: string) =>
    textAt(at(x), y + 18, words, {
      size: 10,
      fill: colours.quiet,
      anchor: x === 0 ? undefined : x === 1 ? 'end' : 'middle',
    })
  return [
    colourBar(colours),
    `<rect x="${GUTTER}" y="${n(y)}" width="160" height="8" fill="url(#scale)"/>`,
    name(0, '0'),
    name(0.5, '25%'),
    name(1, '100%'),
    textAt(at(1) + 12, y + 8, 'of a place’s tokens entered', { size: 10, fill: colours.quiet }),
  ].join('')
}

function legend(map: GroupedMap): string {
  const sums = mapSums(map)
  const { from, to } = map.within
  const layers = layersName(map.rows.flatMap((row) => row.layers))
  const left = sums.sinks + sums.recent
  return (
    `Tokens ${count(from)}–${count(to - 1)} of the text (x) by ${layers} (y; dots: retrieval layers). ` +
    'T, Q, A: template, question, answer. ' +
    `Entered: ${count(sums.inText)} times in the text shown, ${count(sums.beyond)} in the rest of it, ${count(sums.outside)} in T, Q, A` +
    (left > 0 ? `; not drawn: ${count(sums.sinks)} of sinks, ${count(sums.recent)} of recent tokens.` : '.')
  )
}
