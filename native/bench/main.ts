import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { native } from '../../electron/engine/native'
import { benchDsa } from './dsa/main'
import { measurePrefill } from './prefill_depth'
import { measureTraceCost, type TraceCost } from './trace_cost'

/** npm run bench: measures on this machine, prints a table, and writes build/bench/results.json. Run nothing beside it. */
const line = (name: string, { depth, tokens, plain, traced, ratio }: TraceCost) =>
  `${name.padEnd(9)} depth ${depth}, ${tokens} tokens: ${plain.toFixed(2)} ms/token plain, ${traced.toFixed(2)} traced, ` +
  `ratio ${ratio.toFixed(3)} (${((ratio - 1) * 100).toFixed(1)}%)`

async function benchTrace(): Promise<void> {
  const cost = await measureTraceCost()
  const machine = { cpu: cpus()[0]?.model, instructionSets: native().cpuFeatures() }
  console.log(`What the trace costs on ${machine.cpu} (${machine.instructionSets})`)
  console.log(line('decode', cost.decode))
  console.log(line('prefill', cost.prefill))
  const prefill = await measurePrefill()
  console.log('Reading a text at once:')
  for (const { tokens, seconds, tokensPerSecond } of prefill) {
    console.log(`${String(tokens).padStart(6)} tokens: ${seconds.toFixed(1)} s, ${tokensPerSecond.toFixed(0)} tokens/s`)
  }
  mkdirSync('build/bench', { recursive: true })
  writeFileSync('build/bench/results.json', JSON.stringify({ machine, trace: cost, prefill }, null, 2))
}

const [what, depths = '0,4096'] = process.argv.slice(2)
if (what === 'dsa') benchDsa(depths.split(',').map(Number))
else await benchTrace()
