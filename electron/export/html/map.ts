import type { Alignment } from '../../shared/document/alignment'
import { Html, html } from '../../shared/escape_html'
import type { Generation, ModelInfo } from '../../shared/ipc/answer_data'
import { cellCount, darkness, outsidePairs } from '../../shared/shown/map_cells'
import type { LayerMap } from '../../shared/shown/map_groups'
import { isOfMass } from '../../shared/shown/measure'
import { count, percent } from '../../shared/shown/numbers'
import { pageTicks } from '../../shared/shown/page_ticks'
import type { PlacedTrace } from '../../trace/files'
import { layerMap } from '../../trace/questions'
import { SHADES } from './style'

/** The map: where tokens entered attention, place of the text by layer, as a picture and as a table. */

export interface MapSubject {
  generation: Generation
  placed: PlacedTrace
  model: Pick<ModelInfo, 'retrievalLayers' | 'measure'>
  alignment?: Alignment
  span: { from: number; to: number }
  /** Of the picture's parts: ids are made of it. */
  name: string
  /** "while this answer was written" */
  when: string
}

const BINS = 200
const LEFT = 30
const WIDTH = 640
const OUTSIDE = { width: 14, gap: 8, names: ['T', 'Q', 'A'] }
const TEXT = WIDTH - LEFT - OUTSIDE.gap - 3 * OUTSIDE.width
const TOP = 14
const AXIS = 16

/** What was read, where it was not the document itself. */
const READ: Partial<Record<Generation['kind'], string>> = { merge: 'part summaries', excerpts: 'excerpts' }

/** What is counted: it has one name where indexers choose, and another where everything enters. */
interface Names {
  title: string
  /** After the number of tokens in a row. */
  rows: string
  full: string
  table: string
  /** One thing that is counted, of many. */
  counts: string
  /** Before the number that there would be at most. */
  most: string
}

const ENTERED: Names = {
  title: 'Entered attention',
  rows: 'that entered',
  full: 'all of its tokens entered',
  table: 'Selections: how often a token entered attention',
  counts: 'selections',
  most: 'Dense attention would have had',
}

const MASS: Names = {
  title: 'Most attention mass',
  rows: 'with the most attention mass (everything enters: this model has no indexers)',
  full: 'all of its tokens were among them',
  table: 'How often a token was among those with the most attention mass',
  counts: 'counts',
  most: 'All tokens together would be',
}

export function layerFigure(subject: MapSubject): Html {
  const { generation, placed, span, name, when } = subject
  const layers = Array.from({ length: generation.layers }, (_, layer) => layer)
  const tokens = Math.max(1, generation.textEnd - generation.textStart)
  const map = layerMap(placed, { span: { ...span, layers }, bins: Math.min(BINS, tokens) })
  const read = READ[generation.kind] ?? 'document'
  const names = isOfMass(subject.model) ? MASS : ENTERED
  return html`<figure>
<figcaption>${names.title} ${when}: the ${read} from left to right, layer 0 at the top. The stronger the colour of a place, the more of its tokens were among the ${count(generation.topK)} ${names.rows}. Columns at the right: T template, Q question, A the answer itself. Dots mark layers that retrieve.</figcaption>
${picture(subject, map, names)}
${scale(names)}
<details><summary>The same in numbers</summary>${table(map, generation, name, names)}</details>
</figure>`
}

function picture(subject: MapSubject, map: LayerMap, names: Names): Html {
  const { generation, model, alignment, name, when } = subject
  const rows = map.layers.length
  const row = Math.max(4, Math.min(9, Math.round(300 / rows)))
  const height = TOP + rows * row + AXIS
  const named = Math.ceil(10 / row)
  const ticks = pageTicks(generation, alignment, TEXT)
  const labels = map.layers.map((layer, i) => [
    i % named === 0 &&
      html`<text x="${LEFT - 10}" y="${y(TOP + i * row + row / 2 + 3)}" text-anchor="end">${layer}</text>`,
    model.retrievalLayers.includes(layer) &&
      html`<circle class="dot" cx="${LEFT - 5}" cy="${y(TOP + (i + 0.5) * row)}" r="1.5"/>`,
  ])
  const pages = ticks.map(({ at, label, isNamed }) => {
    const x = y(LEFT + at * TEXT)
    const line = at > 0 && html`<line class="axis" x1="${x}" x2="${x}" y1="${TOP}" y2="${TOP + rows * row + 4}"/>`
    return [line, isNamed && html`<text x="${x}" y="${height - 3}">${at === 0 ? `p. ${label}` : label}</text>`]
  })
  const columns = OUTSIDE.names.map(
    (letter, i) =>
      html`<text x="${outsideX(i) + OUTSIDE.width / 2}" y="${TOP - 4}" text-anchor="middle">${letter}</text>`,
  )
  return html`<svg class="map" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${name}-t ${name}-d"><title id="${name}-t">${names.title} ${when}, by place of the text and layer</title><desc id="${name}-d">${summary(map, names)}</desc>
<rect class="m0" x="${LEFT}" y="${TOP}" width="${TEXT}" height="${rows * row}"/>
${cells(map, subject, row)}
${labels}${pages}${columns}</svg>`
}

/** One path for each shade; neighbours of one shade are one stretch. */
function cells(map: LayerMap, { generation, span }: MapSubject, row: number): Html[] {
  const paths = Array.from({ length: SHADES }, () => '')
  const bin = TEXT / map.bins
  const add = (shade: number, x: number, at: number, width: number) => {
    paths[shade] += `M${y(x)} ${y(TOP + at * row)}h${y(width)}v${row}h-${y(width)}z`
  }
  for (const at of map.layers.keys()) {
    const shadeOf = (i: number) => shade(darkness(cellCount(map, generation, span, { row: at, bin: i })))
    for (let from = 0; from < map.bins; ) {
      const value = shadeOf(from)
      let to = from + 1
      while (to < map.bins && shadeOf(to) === value) to++
      if (value > 0) add(value, LEFT + from * bin, at, (to - from) * bin)
      from = to
    }
    for (const outside of [0, 1, 2] as const) {
      add(
        shade(darkness(cellCount(map, generation, span, { row: at, outside }))),
        outsideX(outside),
        at,
        OUTSIDE.width - 2,
      )
    }
  }
  return paths.map((path, i) => (path === '' ? new Html('') : html`<path class="m${i}" d="${path}"/>`))
}

const outsideX = (i: number): number => LEFT + TEXT + OUTSIDE.gap + i * OUTSIDE.width
const shade = (dark: number): number => Math.round(dark * (SHADES - 1))
const y = (value: number): number => Math.round(value * 10) / 10

const scale = ({ full }: Names): Html =>
  html`<div class="scale" aria-hidden="true"><span>none</span><svg viewBox="0 0 ${SHADES} 1" preserveAspectRatio="none">${Array.from(
    { length: SHADES },
    (_, i) => html`<rect class="m${i}" x="${i}" y="0" width="1" height="1"/>`,
  )}</svg><span>${full} (square root scale)</span></div>`

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0)

function summary(map: LayerMap, { counts }: Names): string {
  const inside = sum(map.count)
  const all = inside + sum(map.outside)
  const share = all > 0 ? percent(inside / all) : 'none'
  return `${count(map.layers.length)} layers. Of ${count(all)} ${counts} in all, ${share} fell on this text; a table of the numbers follows.`
}

function table(map: LayerMap, generation: Generation, name: string, names: Names): Html {
  const [template, question, answer] = outsidePairs(generation, { from: 0, to: map.tokens })
  const rows = map.layers.map((layer, at) => {
    const inside = sum(map.count.subarray(at * map.bins, (at + 1) * map.bins))
    const outside = [...map.outside.subarray(at * 3, at * 3 + 3)]
    const all = inside + sum(outside)
    const cell = (n: number) => html`<td>${count(n)}</td>`
    return html`<tr><th scope="row">${layer}</th>${cell(all)}${cell(inside)}<td>${all > 0 ? percent(inside / all) : '–'}</td>${outside.map(cell)}</tr>`
  })
  const could = Math.round((generation.textEnd - generation.textStart) * map.tokens)
  return html`<table id="${name}-n"><caption>${names.table}, over ${count(map.tokens)} answer tokens. ${names.most} ${count(could + Math.round(template! + question! + answer!))} per layer.</caption>
<thead><tr><th scope="col">Layer</th><th scope="col">all</th><th scope="col">text</th><th scope="col">share</th><th scope="col">template</th><th scope="col">question</th><th scope="col">answer</th></tr></thead><tbody>${rows}</tbody></table>`
}
