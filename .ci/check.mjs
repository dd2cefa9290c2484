// Types of every kind of process, lint and format of TypeScript and C++: what `npm run check` runs, as many at a time
// as there are cores, since most of them use one.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

const CHECKS = [
  'tsc -p electron',
  'tsc -p renderer',
  'tsc', // tests and tools
  'node native/scripts/format.mjs',
  'biome ci .',
  'tsc -p electron/shared',
]

/** Runs a command, its output held back so that no two mix; resolves to its name if it failed. */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true })
    const output = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => output.push(piece))
    child.on('close', (status) => {
      process.stdout.write(Buffer.concat([Buffer.from(`> ${command}\n`), ...output]))
      resolve(status === 0 ? undefined : command)
    })
  })
}

const waiting = [...CHECKS]
const failed = []
async function work() {
  for (let command = waiting.shift(); command; command = waiting.shift()) {
    const name = await run(command)
    if (name) failed.push(name)
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work))
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
