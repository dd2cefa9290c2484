import type { Endings } from './endings'

/** Within which lines a session ends, and how many milliseconds after one: longer than anything it does between two. */
export interface Moments {
  lines: number
  ms: number
}

/** Ends sessions on one folder, one after the other, each at another moment; `faultsOf` looks at what is left after each. */
export async function endAtRandom<Said>(
  endings: Endings<Said>,
  faultsOf: (endings: Endings<Said>) => Promise<string[]>,
  times: number,
  most: Moments,
): Promise<string[]> {
  const faults: string[] = []
  for (let i = 0; i < times && faults.length === 0; i++) {
    const [lines, ms] = [1 + Math.floor(Math.random() * most.lines), Math.random() * most.ms]
    await endings.run(lines, ms)
    faults.push(...(await faultsOf(endings)).map((fault) => `${i}: ${lines} lines and ${ms} ms: ${fault}`))
  }
  return faults
}
