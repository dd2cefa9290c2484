import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, root } from '../build'
import type { NetworkCalls } from './calls'
import { tracedSession } from './session'
import { noTracing, startTraced, type Traced } from './traced'

/**
 * Whether anything tries to reach a network: runs the command line and then a whole session of the window under strace,
 * and fails if a call names an address of any family but UNIX sockets and the kernel's own.
 */
async function main(): Promise<void> {
  const problem = noTracing()
  if (problem) {
    throw new Error(
      `Nothing was tested: ${problem}. Without it, "unshare --net --map-current-user npm start" shows that all works without a network, though not whether anything is tried.`,
    )
  }
  build()
  const folder = mkdtempSync(join(tmpdir(), 'sparselens-offline-'))
  try {
    const command = [process.execPath, join(root, 'electron', 'cli', 'start.mjs')]
    const sample = join(root, 'assets', 'samples', 'sample.pdf')
    const cli = startTraced(join(folder, 'cli'), [...command, sample, '--max-tokens', '24'], { stdio: 'ignore' })
    const clean = [tell('The command line', await cli.ended)]
    clean.push(tell('The window', await tracedSession(join(folder, 'app'), sample)))
    if (clean.includes(false)) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** False if something was tried, or if it did not come to its end. */
function tell(what: string, { status, calls }: Awaited<Traced['ended']>): boolean {
  console.log(`${what}: ${verdict(calls)}`)
  for (const line of calls.attempts.slice(0, 20)) console.log(`    ${line}`)
  if (calls.unconnected.length > 0) {
    console.log(
      `    ${calls.unconnected.length} datagram sockets were made and connected to nothing (to ask the kernel)`,
    )
  }
  console.log(`    local sockets spoken to: ${calls.local.join(', ') || 'none'}`)
  if (status !== 0) console.log(`    It ended with status ${status}, so this says little.`)
  return calls.attempts.length === 0 && status === 0
}

const verdict = ({ attempts, count }: NetworkCalls): string =>
  attempts.length === 0
    ? `no attempt to reach a network (${count} calls on local sockets).`
    : `${attempts.length} calls that could have left this computer:`

main().then(
  () => process.exit(),
  (error: Error) => {
    console.error(error.message)
    process.exit(1)
  },
)
