import { useMemo } from 'react'
import type { Alignment } from '../../../electron/shared/document/alignment'
import type { AnswerEntry, AnswerResult, Generation } from '../../../electron/shared/ipc/answer_data'
import { newestComplete } from '../../lens/subject/looked_at'
import { useAnswers } from '../../state/answers'
import { useDocument } from '../../state/document'
import { useExperiments } from '../../state/experiments'

/** The answer that things are tried with, and which of its texts. */
export function useBase() {
  const chosen = useExperiments((state) => state.subject)
  const answers = useAnswers((state) => state.answers)
  const alignment = useDocument((state) => state.alignment)
  return useMemo(() => {
    const entry = answers.find(({ id, result }) => id === chosen?.answer && result) ?? newestComplete(answers)
    const result = entry?.result
    if (!entry || !result) return undefined
    const wanted = entry.id === chosen?.answer ? chosen.generation : result.main
    const index = generationToTry(result, wanted)
    return index === undefined
      ? { entry, result }
      : { entry, result, index, generation: result.generations[index]!, alignment }
  }, [answers, chosen, alignment])
}

export interface Base {
  entry: AnswerEntry
  result: AnswerResult
  index: number
  generation: Generation
  alignment?: Alignment
}

/** A merge read no document: the first text of a part stands in. */
export function generationToTry(
  { generations }: Pick<AnswerResult, 'generations'>,
  wanted: number,
): number | undefined {
  const reads = ({ kind }: Generation) => kind === 'part' || kind === 'excerpts'
  if (generations[wanted] && reads(generations[wanted])) return wanted
  const first = generations.findIndex(reads)
  return first < 0 ? undefined : first
}
