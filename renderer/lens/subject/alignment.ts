import { useEffect } from 'react'
import type { SourceDocument } from '../../../electron/shared/document/types'
import type { AnswerEntry } from '../../../electron/shared/ipc/answer_data'
import { hashWords } from '../../../electron/shared/shown/files_hash'
import { ask } from '../../ipc/client'
import { useDocument } from '../../state/document'
import { alignApart } from './align_apart'

/** Which tokens stand where in the document: made once per model, by a worker, for the lens and for whoever draws. */

/** Document and model that the alignment in the store, or under way, is for: models cut text differently. */
let aligned: { key: string; work: Promise<void>; isDone: boolean } | undefined

export function ensureAlignment(answer: AnswerEntry): Promise<void> {
  const { entry, source, alignment } = useDocument.getState()
  if (!answer.result || !source || entry?.id !== answer.document) return Promise.resolve()
  const key = `${entry.id} ${hashWords(answer.result.model)}`
  if (aligned?.key === key && (!aligned.isDone || alignment?.document === source)) return aligned.work
  const begun = { key, isDone: false, work: Promise.resolve() }
  aligned = begun
  const isWanted = () => aligned === begun && useDocument.getState().source === source
  begun.work = alignNow(answer.id, source, isWanted).finally(() => {
    begun.isDone = true
  })
  return begun.work
}

async function alignNow(answer: string, source: SourceDocument, isWanted: () => boolean): Promise<void> {
  const tokens = await ask('lens.tokens', { answer })
  if (!isWanted()) return
  const alignment = await alignApart(source, tokens)
  if (isWanted()) useDocument.getState().setAlignment(alignment)
}

/** Keeps the open document aligned for an answer. */
export function useAlignmentFor(answer: AnswerEntry | undefined, onProblem: (problem?: string) => void): void {
  const source = useDocument((state) => state.source)
  useEffect(() => {
    if (!answer?.result || !source) return
    onProblem(undefined)
    ensureAlignment(answer).catch((error: Error) => onProblem(error.message))
  }, [answer, source, onProblem])
}
