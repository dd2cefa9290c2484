/** Of one side: how fast it reads at each depth. */
export interface Line {
  name: string
  color: string
  points: { depth: number; tokensPerSecond: number }[]
}

const WIDTH = 560
const HEIGHT = 340
const LEFT = 60
const BOTTOM = 40

/** Tokens per second against depth, both axes logarithmic, as an SVG. */
export function plotSvg(titles: string[], lines: Line[]): string {
  const all = lines.flatMap(({ points }) => points)
  const log = (value: number) => Math.log2(Math.max(value, 256))
  const scale = (values: number[], from: number, to: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return (value: number) => from + ((value - low) / (high - low || 1)) * (to - from)
  }
  const x = scale(
    all.map(({ depth }) => log(depth)),
    LEFT,
    WIDTH - 30,
  )
  const y = scale(
    all.map(({ tokensPerSecond }) => Math.log2(tokensPerSecond)),
    HEIGHT - BOTTOM - 20,
    56,
  )
  const text = (at: number, down: number, words: string, anchor = 'middle') =>
    `<text x="${at.toFixed(1)}" y="${down.toFixed(1)}" text-anchor="${anchor}">${words}</text>`
  const drawn = lines.map(({ name, color, points }, i) => {
    const path = points.map(
      ({ depth, tokensPerSecond }) => `${x(log(depth)).toFixed(1)},${y(Math.log2(tokensPerSecond)).toFixed(1)}`,
    )
    const labels = points.map(({ depth, tokensPerSecond }) =>
      text(
        x(log(depth)),
        y(Math.log2(tokensPerSecond)) + (i === 0 ? 15 : -6), // llama.cpp, the lowest, below its line
        tokensPerSecond >= 100 ? tokensPerSecond.toFixed(0) : tokensPerSecond.toPrecision(3),
      ),
    )
    const line = `<polyline fill="none" stroke="${color}" stroke-width="2" points="${path.join(' ')}"/>`
    const legend = `<rect x="${LEFT}" y="${HEIGHT - BOTTOM - 15 - 16 * (lines.length - 1 - i)}" width="16" height="3" fill="${color}"/>`
    return (
      line +
      labels.join('') +
      legend +
      text(LEFT + 22, HEIGHT - BOTTOM - 10 - 16 * (lines.length - 1 - i), name, 'start')
    )
  })
  const depths = [...new Set(all.map(({ depth }) => depth))]
  const ticks = depths.map((depth) => text(x(log(depth)), HEIGHT - 20, String(depth)))
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">` +
    `<title>${titles.join('; ')}</title>` +
    `<rect width="100%" height="100%" fill="white"/>${titles.map((title, i) => text(WIDTH / 2, 18 + 15 * i, title)).join('')}` +
    `${text(WIDTH / 2, HEIGHT - 5, 'tokens read before; numbers: tokens per second; both axes logarithmic')}${drawn.join('')}${ticks.join('')}</svg>\n`
  )
}
