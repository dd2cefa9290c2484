import { type ReactNode, useState } from 'react'

/** What goes wrong with what a section of the settings does: shown in it, until something else is tried there. */
export function useOwnProblem() {
  const [problem, setProblem] = useState<string>()
  const attempt = async (work: () => Promise<void>) => {
    setProblem(undefined)
    await work().catch((error: Error) => setProblem(error.message))
  }
  const shown: ReactNode = problem && (
    <p className="settings-problem" role="alert">
      {problem}
    </p>
  )
  return { attempt, setProblem, shown }
}
