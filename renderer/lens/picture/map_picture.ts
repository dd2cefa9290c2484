import { layersName } from '../layers_name'
import type { mapSums } from '../map_cells'
import type { GroupedMap } from '../map_groups'
import type { PageTick } from '../page_ticks'
import { type Colours, escaped, n, type Picture } from './picture'

export interface MapParts {
  map: GroupedMap
  sums: ReturnType<typeof mapSums>
  /** PNGs of the cells, as data: addresses. */
  text: string
  outside: string
  ticks: readonly PageTick[]
  retrieval: readonly number[]
  words: string
}

const WIDTH = 640
const GUTTER = 34
const OUTSIDE = 54
const TOP = 16

/** The map as it is shown: zoomed, grouped, and without what is left out. */
export function mapPicture({ map, sums, text, outside, ticks, retrieval, words }: MapParts, colours: Colours): Picture {
  const row = Math.max(6, Math.min(16, 260 / map.rows.length))
  const tall = row * map.rows.length
  const every = Math.ceil(11 / row)
  const image = (href: string, x: number, width: number) =>
    `<image href="${href}" x="${x}" y="${TOP}" width="${width}" height="${n(tall)}" preserveAspectRatio="none" image-rendering="pixelated"/>`
  const names = map.rows.map(({ layers }, i) => {
    const y = n(TOP + (i + 0.5) * row + 3)
    const dot = layers.some((layer) => retrieval.includes(layer))
    return (
      (i % every === 0
        ? `<text x="${GUTTER - 10}" y="${y}" font-size="9" text-anchor="end" fill="${colours.quiet}">${layers[0]}</text>`
        : '') +
      (dot ? `<circle cx="${GUTTER - 5}" cy="${n(TOP + (i + 0.5) * row)}" r="2" fill="${colours.quiet}"/>` : '')
    )
  })
  const pages = ticks.map(({ at, label, isNamed }) => {
    const x = n(GUTTER + at * WIDTH)
    const line = `<line x1="${x}" x2="${x}" y1="${n(TOP + tall)}" y2="${n(TOP + tall + 12)}" stroke="${colours.line}"/>`
    return isNamed
      ? `${line}<text x="${n(GUTTER + at * WIDTH + 3)}" y="${n(TOP + tall + 11)}" font-size="10" fill="${colours.quiet}">p. ${escaped(label)}</text>`
      : ''
  })
  const letters = ['T', 'Q', 'A'].map(
    (name, i) =>
      `<text x="${GUTTER + WIDTH + 6 + i * 16 + 8}" y="11" font-size="10" text-anchor="middle" fill="${colours.quiet}">${name}</text>`,
  )
  const hidden = sums.sinks + sums.recent
  return {
    title: `Entered attention for “${words}”`,
    width: GUTTER + WIDTH + OUTSIDE,
    height: TOP + tall + 16,
    body: [image(text, GUTTER, WIDTH), image(outside, GUTTER + WIDTH + 6, 48), ...names, ...pages, ...letters].join(
      '\n',
    ),
    legend:
      `Tokens ${map.within.from}–${map.within.to - 1} of the text (x) by ${layersName(map.rows.flatMap(({ layers }) => layers))} (y; dots: retrieval layers). ` +
      `Colour: share of a place’s tokens that entered attention, square root, 0 to 100%. T, Q, A: template, question, answer. ` +
      `${sums.inText} times in the text shown, ${sums.beyond} in the rest of it, ${sums.outside} in T, Q, A` +
      (hidden > 0 ? `; not drawn: ${sums.sinks} sinks, ${sums.recent} recent.` : '.'),
  }
}
