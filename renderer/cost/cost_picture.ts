import { isCurve } from '../../electron/shared/cost/call_cost'
import type { CostReport, CostSeries } from '../../electron/shared/ipc/cost_data'
import type { Paper } from '../picture/paper'
import { n, type Picture, textAt, WIDTH } from '../picture/picture'
import { type Attention, type Curves, layOut, measuredCurves, publishedCurves } from './plot'

const GAP = 20
const ACROSS = (WIDTH - GAP) / 2
const HEIGHT = 176
const HEAD = 22
const CAPTION = 16

/** All plots of a report, with what was published under them. */
export function costPicture({ series, attention }: CostReport, paper: Paper): Picture {
  const groups = [
    ...series
      .filter(({ points }) => isCurve(points))
      .map((one) => ({ name: groupName(one), curves: pair((work) => measuredCurves(one, work)) })),
    { name: 'Published by DeepSeek for its own servers: not measured here', curves: pair(publishedCurves) },
  ]
  let y = 0
  const drawn = groups.flatMap(({ name, curves }) => {
    const top = y
    y += HEAD + CAPTION + HEIGHT + 8
    return [
      textAt(0, top + 13, name, { size: 12.5, fill: paper.colours.text }),
      ...curves.map((one, i) => plotAt(one, i * (ACROSS + GAP), top + HEAD, paper)),
    ]
  })
  const how = attention.sparse ? '' : ' Attention is not computed sparsely on this computer: it is masked.'
  return {
    title: 'What a token costs, with sparse and with dense attention',
    height: y,
    body: drawn.join('\n'),
    legend: `Across: how many tokens came before it. Sparse: over the selected tokens only. Dense: llama.cpp’s own path for a twin of the model with the same weights and no indexers.${how}`,
  }
}

const pair = (of: (work: 'prefill' | 'decode') => Curves): Curves[] => [of('prefill'), of('decode')]

export const groupName = ({ kind, name }: CostSeries): string =>
  kind === 'attention' ? `${name}: attention only, random weights, one layer` : name

function plotAt(curves: Curves, x: number, y: number, { colours }: Paper): string {
  const { area, across, up, lines } = layOut(curves, ACROSS, HEIGHT)
  const look: Record<Attention, { stroke: string; dash: string }> = {
    sparse: { stroke: colours.entered, dash: '' },
    dense: { stroke: colours.quiet, dash: ' stroke-dasharray="5 3"' },
  }
  const small = { size: 10, fill: colours.quiet }
  const level = (at: number, stroke: string) =>
    `<line x1="${area.left}" x2="${n(area.right)}" y1="${n(at)}" y2="${n(at)}" stroke="${stroke}" stroke-width="0.6"/>`
  return [
    `<g transform="translate(${n(x)} ${n(y)})">`,
    textAt(0, 11, `${curves.title}, ${curves.unit}`, { size: 11, fill: colours.quiet }),
    `<g transform="translate(0 ${CAPTION})">`,
    ...up.map(
      ({ at, label }) => level(at, colours.line) + textAt(area.left - 6, at + 3.5, label, { ...small, anchor: 'end' }),
    ),
    ...across.map(({ at, label }) => textAt(at, HEIGHT - 5, label, { ...small, anchor: 'middle' })),
    level(area.bottom, colours.text),
    ...lines.map(({ attention, path, dots, name }) => {
      const { stroke, dash } = look[attention]
      const fill = attention === 'sparse' ? stroke : colours.back
      return [
        `<path class="${attention}" d="${path}" fill="none" stroke="${stroke}" stroke-width="2"${dash}/>`,
        ...dots.map(
          (dot) =>
            `<circle cx="${n(dot.x)}" cy="${n(dot.y)}" r="3" fill="${fill}" stroke="${stroke}" stroke-width="1.5"/>`,
        ),
        textAt(name.x, name.y, attention, { size: 11, fill: stroke }),
      ].join('')
    }),
    '</g></g>',
  ].join('\n')
}
