import { score } from '../../../electron/shared/shown/numbers'
import type { PageTick } from '../../../electron/shared/shown/page_ticks'
import { AXIS, pageAxis } from '../../picture/page_axis'
import type { Paper } from '../../picture/paper'
import { n, type Picture, textAt, WIDTH } from '../../picture/picture'
import type { Profile } from './profile'

const HEIGHT = 150

export interface ProfileAbout {
  token: string
  layer: number
  lastIn: number
}

/** Best scores along the text, with the last one that got in as a line. */
export function profilePicture(
  { bars, line }: Profile,
  ticks: readonly PageTick[],
  { token, layer, lastIn }: ProfileAbout,
  paper: Paper,
): Picture {
  const { colours } = paper
  const rects = bars.map(({ sentence, x, width, height }) => {
    const fill = sentence.isIn ? colours.score : colours.missed
    const wide = Math.max(0.6, width * WIDTH - 0.6)
    return `<rect x="${n(x * WIDTH)}" y="${n(HEIGHT - height * HEIGHT)}" width="${n(wide)}" height="${n(height * HEIGHT)}" fill="${fill}"><title>${score(sentence.max)}</title></rect>`
  })
  const y = HEIGHT - line * HEIGHT
  const across = (at: number, stroke: string) =>
    `<line x1="0" x2="${WIDTH}" y1="${n(at)}" y2="${n(at)}" stroke="${stroke}"/>`
  const inside = bars.filter(({ sentence }) => sentence.isIn).length
  return {
    title: `Indexer scores for “${token}” on layer ${layer}`,
    height: HEIGHT + AXIS,
    body: [...rects, across(y, colours.text), across(HEIGHT, colours.line), lastInName(y, lastIn, paper)]
      .concat(pageAxis(ticks, 0, HEIGHT, WIDTH, paper))
      .join('\n'),
    legend: `Bars: highest indexer score of each of ${bars.length} sentences, along the text; pale ones, ${bars.length - inside}, have no token that got in. Line: the last score that got in, ${score(lastIn)}. Scores have no unit and compare within one token and layer only.`,
  }
}

/** On white, so that bars under it don't hide it. */
function lastInName(y: number, lastIn: number, { colours, measure }: Paper): string {
  const name = `last in: ${score(lastIn)}`
  const wide = measure(name, 10) + 8
  const top = y > 18 ? y - 16 : y + 3
  return (
    `<rect x="${n(WIDTH - wide)}" y="${n(top)}" width="${n(wide)}" height="13" fill="${colours.back}" fill-opacity="0.85"/>` +
    textAt(WIDTH - 4, top + 10, name, { size: 10, fill: colours.text, anchor: 'end' })
  )
}
