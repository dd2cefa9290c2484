import type { AnswerEntry } from '../../../electron/shared/ipc/answer_data'
import type { DocumentEntry } from '../../../electron/shared/ipc/document_data'
import type { TraceKey } from '../../../electron/shared/ipc/lens_data'
import { ask } from '../../ipc/client'
import type { RunFacts } from '../../picture/provenance'
import { requestWords } from '../../words/request_words'

/** A saved answer with what its texts' traces are called. */
export interface Saved {
  answer: string
  title: string
  /** "article.pdf" */
  file: string
  document: string
  tokens: number
  layers: number
  traces: TraceKey[]
  /** How these texts came about, for copied pictures. */
  runs: RunFacts[]
}

/** All answers that can be counted, document by document, newest first. */
export async function savedAnswers(documents: readonly DocumentEntry[]): Promise<Saved[]> {
  const found = await Promise.all(
    documents
      .filter(({ answers }) => answers > 0)
      .map(async (document) =>
        (await ask('answers.list', { document: document.id })).reverse().flatMap((answer) => savedOf(document, answer)),
      ),
  )
  return found.flat()
}

export function savedOf(document: Pick<DocumentEntry, 'id' | 'file' | 'title'>, answer: AnswerEntry): Saved[] {
  const { result } = answer
  const told = result?.generations.flatMap((one, generation) =>
    one.answer.tokens > 0 ? [{ one, trace: { answer: answer.id, generation } }] : [],
  )
  if (!result || !told || told.length === 0) return []
  return [
    {
      answer: answer.id,
      title: requestWords(answer.request).title,
      file: document.title || document.file,
      document: document.id,
      tokens: told.reduce((sum, { one }) => sum + one.answer.tokens, 0),
      layers: told[0]!.one.layers,
      traces: told.map(({ trace }) => trace),
      runs: told.map(({ one }) => ({ result, generation: one })),
    },
  ]
}
