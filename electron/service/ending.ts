import { setPriority } from 'node:os'

/** Has a process of ours end over an error that nobody handles, with its stack, and run a little behind others. */
export function endsWith(name: 'engine' | 'reader', niceness: number): void {
  const end = (error: unknown): never => {
    process.stderr.write(`SparseLens ${name}: ${(error as Error)?.stack ?? error}\n`)
    process.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
  try {
    setPriority(niceness)
  } catch {
    // some systems don't allow it
  }
}
