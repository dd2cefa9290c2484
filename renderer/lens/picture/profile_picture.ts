import type { PageTick } from '../page_ticks'
import type { Profile } from '../profile'
import { type Colours, escaped, n, type Picture } from './picture'

const WIDTH = 640
const HEIGHT = 140

/** Best scores along the text, with the last one that got in as a line. */
export function profilePicture(
  { bars, line }: Profile,
  ticks: readonly PageTick[],
  about: { token: string; layer: number; lastIn: string },
  colours: Colours,
): Picture {
  const rects = bars.map(({ sentence, x, width, height }) => {
    const opacity = sentence.isIn ? 1 : 0.32
    return `<rect x="${n(x * WIDTH)}" y="${n(HEIGHT - height * HEIGHT)}" width="${n(Math.max(0.6, width * WIDTH - 0.6))}" height="${n(height * HEIGHT)}" fill="${colours.score}" fill-opacity="${opacity}"/>`
  })
  const y = n(HEIGHT - line * HEIGHT)
  const pages = ticks
    .filter(({ isNamed }) => isNamed)
    .map(
      ({ at, label }) =>
        `<text x="${n(at * WIDTH + 3)}" y="${HEIGHT + 12}" font-size="10" fill="${colours.quiet}">p. ${escaped(label)}</text>`,
    )
  return {
    title: `Indexer scores for “${about.token}” on layer ${about.layer}`,
    width: WIDTH,
    height: HEIGHT + 16,
    body: [
      ...rects,
      `<line x1="0" x2="${WIDTH}" y1="${y}" y2="${y}" stroke="${colours.text}"/>`,
      `<line x1="0" x2="${WIDTH}" y1="${HEIGHT}" y2="${HEIGHT}" stroke="${colours.line}"/>`,
      ...pages,
    ].join('\n'),
    legend: `Bars: highest indexer score of each sentence, along the text; pale ones have no token that got in. Line: the last score that got in, ${about.lastIn}. Scores have no unit and compare within one token and layer only.`,
  }
}
