const tasks: (() => void)[] = []

/** Runs a task when this process ends, also when vitest ends it (by SIGTERM, after each file). */
export function atEnd(task: () => void): void {
  if (tasks.length === 0) {
    process.once('exit', () => {
      for (const each of tasks) each()
    })
    process.once('SIGTERM', () => process.exit(143))
  }
  tasks.unshift(task)
}
