import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import type { LibraryFiles } from '../library/files'
import { writeTokens } from '../library/tokens_file'
import type { Tokens } from '../shared/document/types'
import type { AnswerRequest } from '../shared/ipc/answer_data'
import type { ExportedAnswer } from '../shared/ipc/export_data'
import { answerResult } from '../summarize/answer_result'
import type { RequestResult } from '../summarize/types'
import { metaText } from '../trace/meta'

/** A result as the library would keep it: what is written of an answer is written from there. */
export function asAnswer(result: RequestResult, document: string, seed?: number): ExportedAnswer {
  const { kind, question, answer } = result
  const request: AnswerRequest = kind === 'question' ? { kind, question: question! } : { kind }
  return {
    id: randomUUID(),
    document,
    request,
    seed,
    state: 'done',
    createdAt: Date.now(),
    text: answer.text,
    sentences: answer.sentences,
    result: answerResult(result, seed),
  }
}

/** Writes the files that belong to an answer: tokens and traces. */
export async function layOut(
  files: LibraryFiles,
  { id, document }: ExportedAnswer,
  result: RequestResult,
  tokens: Tokens,
): Promise<void> {
  await mkdir(files.answer(document, id), { recursive: true })
  await writeTokens(files.tokens(document, id), tokens)
  const order = tracedGenerations(result)
  for (const [i, { trace }] of result.traced.entries()) {
    const at = order[i]!
    const { kind, title, textStart, textEnd } = result.generations[at]!
    const meta = metaText({ kind, title, model: result.model.name, textStart, textEnd })
    await trace.save(files.trace(document, id, at), meta)
  }
}

/** Which generations the traces are of, in their order (RequestResult.traced). */
function tracedGenerations({ kind, main, ranking, generations }: RequestResult): number[] {
  const inTime = [...generations.keys()]
  if (kind === 'summary') return inTime
  return [main, ...(ranking.length > 0 ? ranking : inTime.filter((at) => at !== main))]
}
