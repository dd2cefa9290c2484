import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { native } from '../../electron/engine/native'
import { benchAnalyze } from './analyze/main'
import { benchDsa } from './dsa/main'
import { benchLens } from './lens/main'
import { measurePrefill } from './prefill_depth'
import { measureQuestions } from './questions'
import { benchRpc } from './rpc/main'
import { benchStart } from './start/main'
import { measureTraceCost, type TraceCost } from './trace_cost'

/**
 * npm run bench [-- PART... [--depths=0,4096] [--models='built-in;random, real dims'] [--beside=COMMIT] [--file=FILE]]: measures on this machine, prints what it found, and writes
 * build/bench/PART.json. Run nothing beside it: a second busy program makes every figure wrong.
 */
const PARTS: Record<string, () => Promise<unknown>> = {
  trace: traceCost,
  prefill,
  dsa: compareWithDsa,
  lens: benchLens,
  questions,
  rpc: benchRpc,
  analyze,
  start: benchStart,
}

async function traceCost() {
  const cost = await measureTraceCost()
  console.log('What the trace costs:')
  console.log(traceLine('decode', cost.decode))
  console.log(traceLine('prefill', cost.prefill))
  return cost
}

function traceLine(name: string, { depth, pairs, batch, plain, traced, ratio, quartiles }: TraceCost): string {
  const percent = (value: number) => ((value - 1) * 100).toFixed(1)
  return (
    `${name.padEnd(8)} from depth ${depth}, ${batch} at once: ${plain.toFixed(2)} ms/token plain, ${traced.toFixed(2)} traced; ` +
    `${percent(ratio)}% (median of ${pairs} pairs, half of them ${percent(quartiles[0])} to ${percent(quartiles[1])}%)`
  )
}

async function prefill() {
  const costs = await measurePrefill()
  console.log('Reading a text at once:')
  for (const { tokens, seconds, tokensPerSecond } of costs) {
    console.log(`${String(tokens).padStart(6)} tokens: ${seconds.toFixed(1)} s, ${tokensPerSecond.toFixed(0)} tokens/s`)
  }
  return costs
}

async function questions() {
  const cost = await measureQuestions()
  const list = (seconds: number[]) => seconds.map((one) => one.toFixed(1)).join(', ')
  console.log(
    `A book of ${cost.pages} pages, ${cost.tokens} tokens in ${cost.parts} parts, is read in ${cost.reading.toFixed(1)} s, and a first question answered with it in ${cost.first.toFixed(1)} s.`,
  )
  console.log(
    `Questions about it, as it is kept: two looks ${list(cost.twoLooks)} s, one look ${list(cost.oneLook)} s.`,
  )
  return cost
}

async function analyze() {
  return benchAnalyze(values.file, values.beside)
}

async function compareWithDsa() {
  return benchDsa(values.depths.split(',').map(Number), values.models ? values.models.split(';') : [], values.beside)
}

const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    depths: { type: 'string', default: '0,4096' },
    models: { type: 'string' },
    beside: { type: 'string' },
    file: { type: 'string' },
  },
})
const unknown = asked.find((part) => !Object.hasOwn(PARTS, part))
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}"; there are: ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}
const machine = { cpu: cpus()[0]?.model, instructionSets: native().cpuFeatures() }
console.log(`${machine.cpu} (${machine.instructionSets})`)
mkdirSync('build/bench', { recursive: true })
for (const part of asked.length ? asked : Object.keys(PARTS)) {
  const figures = await PARTS[part]!()
  writeFileSync(`build/bench/${part}.json`, JSON.stringify({ machine, figures }, null, 2))
}
process.exit(0) // the display that the lens was shown on would keep this program alive
