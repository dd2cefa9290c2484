import type { Endings } from './endings'

const MOST_LINES = 40
/** Milliseconds: longer than anything that a session does at once. */
const MOST_MS = 12

/** Ends sessions on one library, one after the other, each at another moment; looks at the library after each. */
export async function endAtRandom(endings: Endings, times: number): Promise<string[]> {
  const faults: string[] = []
  for (let i = 0; i < times && faults.length === 0; i++) {
    const [lines, ms] = [1 + Math.floor(Math.random() * MOST_LINES), Math.random() * MOST_MS]
    await endings.run(lines, ms)
    faults.push(...(await endings.faults()).map((fault) => `${i}: ${lines} lines and ${ms} ms: ${fault}`))
  }
  return faults
}
