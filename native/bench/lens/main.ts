import { type LensFigures, measureLens, type Spread } from './measure'

/** Measures the lens in a real Electron, and prints what it found beside what it should be. */
export async function benchLens(): Promise<LensFigures> {
  const figures = await measureLens()
  const { trace, open, painted, scroll, rendererMegabytes } = figures
  console.log(
    `The lens on ${trace.pages} pages, ${trace.tokens} tokens x ${trace.layers} layers x ${trace.answerTokens} answer tokens, k ${trace.topK} (${trace.megabytes} MB):`,
  )
  for (const [name, spread] of Object.entries(painted)) console.log(line(name, spread, 100))
  for (const [name, spread] of Object.entries(scroll)) console.log(line(`scrolling ${name}, frames`, spread, 33))
  console.log(line('opening the trace', open, 1000))
  console.log(`${'memory of the page'.padEnd(46)} ${rendererMegabytes} MB (goal: below 600)`)
  return figures
}

const line = (name: string, { times, median, p95, worst }: Spread, goal: number): string =>
  `${name.padEnd(46)} median ${median} ms, 95% within ${p95} ms (goal: ${goal}), worst ${worst} ms of ${times}`
