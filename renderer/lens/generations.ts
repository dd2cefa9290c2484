import type { AnswerEntry, AnswerResult, Generation } from '../../electron/ipc/answer_data'
import { pagesText } from '../../electron/shown/page_names'

/** "Summary of pages 1–4", "Answer from pages 5–8", "Merged summary". */
export function generationName(kind: AnswerEntry['request']['kind'], { part, title }: Generation): string {
  if (!part) return kind === 'summary' ? 'Merged summary' : title
  return `${kind === 'summary' ? 'Summary of' : 'Answer from'} ${pagesText(part.firstPage, part.lastPage)}`
}

/** The generations that read a sentence of the document (a unit of its alignment). */
export const readersOf = ({ generations }: AnswerResult, unit: number): number[] =>
  generations.flatMap((generation, i) => (generation.part && generation.units.includes(unit) ? [i] : []))
