// @ts-expect-error plain JavaScript
import { root } from '../../scripts/paths.mjs'
import { builtAt } from '../dsa/other_build'
import { median } from '../trace_cost'
import { type Run, runOf } from './run'

/** The command line as a whole process: from its start to its end, and the memory that it and what it starts take. */
export interface AnalyzeFigures {
  file: string
  commits: Record<string, { seconds: number[]; megabytes: number[] }>
  /** Medians of this build beside the other: how many times as fast, and which part of its memory. */
  timesAsFast?: number
  partOfMemory?: number
}

const ROUNDS = 3
const SAMPLE = 'assets/samples/sample.pdf'

/** Summarizes a file by this build and by another in turn; without `beside` by this one alone. */
export function benchAnalyze(file = SAMPLE, beside?: string): AnalyzeFigures {
  const checkouts = { here: root as string, ...(beside !== undefined && { [beside]: builtAt(beside).checkout }) }
  const runs: Record<string, Run[]> = Object.fromEntries(Object.keys(checkouts).map((name) => [name, []]))
  for (const [name, checkout] of Object.entries(checkouts)) runOf(checkout, file, name) // fills caches, is not counted
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, checkout] of Object.entries(checkouts)) runs[name]!.push(runOf(checkout, file, name))
  }
  const commits = Object.fromEntries(
    Object.entries(runs).map(([name, all]) => [
      name,
      { seconds: all.map(({ seconds }) => seconds), megabytes: all.map(({ megabytes }) => megabytes) },
    ]),
  )
  const middle = (name: string, what: keyof Run) => median(runs[name]!.map((run) => run[what]))
  for (const name of Object.keys(checkouts)) {
    const [seconds, megabytes] = [middle(name, 'seconds'), middle(name, 'megabytes')]
    console.log(`${name.padEnd(10)} ${seconds.toFixed(1)} s, at most ${megabytes.toFixed(0)} MB (medians of ${ROUNDS})`)
  }
  if (beside === undefined) return { file, commits }
  const timesAsFast = middle(beside, 'seconds') / middle('here', 'seconds')
  const partOfMemory = middle('here', 'megabytes') / middle(beside, 'megabytes')
  console.log(`${timesAsFast.toFixed(2)} times as fast as ${beside}, ${partOfMemory.toFixed(2)} of its memory`)
  return { file, commits, timesAsFast, partOfMemory }
}
