import { oneLine } from '../shared/document/one_line'
import type { AnswerEntry } from '../shared/ipc/answer_data'
import type { DocumentEntry } from '../shared/ipc/document_data'
import type { ExportKind } from '../shared/ipc/export_data'

/** Ending of a saved analysis, without the dot. */
export const ANALYSIS = 'sparselens'

const MOST_CHARACTERS = 80

/** A file name for an export, without what file systems forbid. */
export function exportName(kind: ExportKind, answer: AnswerEntry, document: DocumentEntry): string {
  const of = document.file.replace(/\.[^.]+$/, '')
  const what = answer.request.kind === 'summary' ? 'summary' : answer.request.question
  const name = kind === 'analysis' ? of : `${of} - ${what}${kind.startsWith('trace') ? ', trace' : ''}`
  return `${safe(name) || 'answer'}.${endingOf(kind, answer)}`
}

/** Traces of several texts are a ZIP of trace files. */
export function endingOf(kind: ExportKind, { result }: Pick<AnswerEntry, 'result'>): string {
  if (kind === 'trace') return (result?.generations.length ?? 1) > 1 ? 'zip' : 'trace'
  return { report: 'html', markdown: 'md', 'trace-lines': 'jsonl', analysis: ANALYSIS }[kind]
}

function safe(name: string): string {
  const words = oneLine(name.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu, ' '))
  return [...words]
    .slice(0, MOST_CHARACTERS)
    .join('')
    .replace(/^\.+|[ .]+$/g, '')
}
