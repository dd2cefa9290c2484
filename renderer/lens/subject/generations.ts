import { placeIn } from '../../../electron/shared/document/members'
import type { AnswerEntry, AnswerResult } from '../../../electron/shared/ipc/answer_data'
import { pagesText } from '../../../electron/shared/shown/page_names'

type Part = NonNullable<AnswerResult['generations'][number]['part']>
type Generations = Pick<AnswerResult, 'generations' | 'main'> & Partial<Pick<AnswerResult, 'document'>>

/**
 * "Summary of pages 1–4", "Answer from pages 5–8", "Merged summary"; of a long document one that was merged again is the
 * "Merged summary of pages 1–40".
 */
export function generationName(kind: AnswerEntry['request']['kind'], result: Generations, index: number): string {
  const { part, title, kind: of } = result.generations[index]!
  if (of === 'excerpts') return `Answer from ${title}`
  if (of === 'look' && part) return `First look at ${partName(result, part)}`
  if (part) return `${kind === 'summary' ? 'Summary of' : 'Answer from'} ${partName(result, part)}`
  if (kind !== 'summary') return title
  // those of a collection are numbered on from one document to the next
  const pages = index === result.main || result.document?.members ? [] : pagesBehind(result, index)
  return pages.length > 0 ? `Merged summary of ${pagesText(Math.min(...pages), Math.max(...pages))}` : 'Merged summary'
}

/** "pages 1–4", of a collection "lease.pdf, pages 1–4" */
function partName({ document }: Generations, { firstPage, lastPage }: Part): string {
  const { file, page } = placeIn(document ?? {}, firstPage)
  return `${file === undefined ? '' : `${file}, `}${pagesText(page, page + lastPage - firstPage)}`
}

/** Generations that a merge was made of; none of any other text. */
function madeOf({ generations }: Generations, index: number): number[] {
  const { kind, read = [] } = generations[index]!
  return kind === 'merge' ? [...new Set(read.map(({ generation }) => generation))] : []
}

/** First and last pages of the parts that stand behind a text. */
function pagesBehind(result: Generations, index: number): number[] {
  const part = result.generations[index]!.part
  return part ? [part.firstPage, part.lastPage] : madeOf(result, index).flatMap((one) => pagesBehind(result, one))
}

/** How often a text was summarized on its way from the document: 1 for a part, 2 for a merge of parts. */
export const stepsOf = (result: Generations, index: number): number =>
  1 + Math.max(0, ...madeOf(result, index).map((one) => stepsOf(result, one)))

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five']

/** "Two steps" */
export const stepsName = (steps: number): string => `${NUMBERS[steps] ?? steps} steps`

/** The generations that read a sentence of the document (a unit of its alignment). */
export const readersOf = ({ generations }: Pick<AnswerResult, 'generations'>, unit: number): number[] =>
  generations.flatMap((generation, i) =>
    (generation.part || generation.pieces) && generation.units.includes(unit) ? [i] : [],
  )
