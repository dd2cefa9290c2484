import type { Paper } from '../paper'
import { n, type Picture, textAt, WIDTH } from '../picture'
import { type Bars, type Box, layOutBars } from './bars'

/** A chart of bars, to be taken along. */
export function barPicture(bars: Bars, { colours }: Paper): Picture {
  const { title, unit, across, before, look = 'plain' } = bars
  const layout = layOutBars(bars, WIDTH)
  const { area, height } = layout
  const fill = { plain: colours.quiet, entered: colours.entered, score: colours.score }[look]
  const small = { size: 10, fill: colours.quiet }
  return {
    title,
    height,
    body: [
      ...layout.up.map(
        ({ at, label }) =>
          `<line x1="${area.left}" x2="${area.right}" y1="${n(at)}" y2="${n(at)}" stroke="${colours.line}" stroke-width="0.6"/>` +
          textAt(area.left - 5, at + 3.5, label, { ...small, anchor: 'end' }),
      ),
      ...layout.bars.map(({ bar, room, before: line }) => {
        const box = `<rect class="bar" ${boxOf(bar)} fill="${fill}"/>`
        if (line === undefined) return box
        return `${box}<line x1="${n(room.x)}" x2="${n(room.x + room.width)}" y1="${n(line)}" y2="${n(line)}" stroke="${colours.text}" stroke-width="2"/>`
      }),
      ...layout.across.map(({ at, label }) => textAt(at, height - 3, label, { ...small, anchor: 'middle' })),
    ].join('\n'),
    legend: `Bars: ${unit}, by ${across}.${before ? ' Lines: the same before.' : ''}`,
  }
}

const boxOf = ({ x, y, width, height }: Box): string =>
  `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`
