import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count, counted } from '../../../electron/shared/shown/numbers'
import { namedPlace } from '../../../electron/shared/shown/page_names'
import { visibleTokens } from '../row/places'
import type { Row } from '../row/row'
import { type GeneratedText, tokenName } from '../subject/answer_tokens'
import { documentToken, type ReadTokens } from '../subject/read_tokens'

/** What entered attention, in plain sentences. */

type EnteredText = GeneratedText & ReadTokens & Pick<Generation, 'promptLength'>

/** How many of a row's tokens are on each page, most first. */
export function pagesOfRow(
  positions: ArrayLike<number>,
  generation: ReadTokens,
  alignment: Alignment,
): { page: number; tokens: number }[] {
  const pages = new Map<number, number>()
  for (const position of Array.from(positions)) {
    const token = documentToken(position, generation)
    if (token === undefined) continue
    const page = alignment.pageOfToken(token)
    pages.set(page, (pages.get(page) ?? 0) + 1)
  }
  return [...pages].map(([page, tokens]) => ({ page, tokens })).sort((a, b) => b.tokens - a.tokens || a.page - b.page)
}

/** "41 of them are on page 3, 20 on page 7 and 12 on page 1" */
function pagesSentence(pages: { page: number; tokens: number }[], alignment: Alignment): string {
  const [first, ...more] = pages.slice(0, 3)
  if (!first || alignment.document.pages.length === 0) return ''
  const name = (page: number) => namedPlace(alignment.document, page)
  const rest = more.map(({ page, tokens }) => `${count(tokens)} on ${name(page)}`)
  const verb = first.tokens === 1 ? 'is' : 'are'
  const list = [`${count(first.tokens)} of them ${verb} on ${name(first.page)}`, ...rest]
  return list.length === 1 ? list[0]! : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
}

function outside(kind: Generation['kind'], template: number, question: number, answer: number): string {
  const before = `Outside of the document were ${count(template)} of the template`
  return kind === 'look'
    ? `${before} and ${count(question + answer)} of the question.`
    : `${before}, ${count(question)} of the question and ${count(answer)} of the answer itself.`
}

export function enteredWords(
  row: Row,
  generation: EnteredText & Pick<Generation, 'kind'>,
  token: number,
  layer: number,
  alignment: Alignment | undefined,
): string[] {
  const visible = visibleTokens(generation, token)
  const pages = alignment ? pagesSentence(pagesOfRow(row.positions, generation, alignment), alignment) : ''
  const { template, question, answer } = row.outside
  return [
    `In layer ${count(layer)}, ${count(row.positions.length)} of ${counted(visible, 'token')} entered attention when “${tokenName(generation, token)}” was ${generation.kind === 'look' ? 'read' : 'written'}${pages ? `; ${pages}` : ''}.`,
    outside(generation.kind, template, question, answer),
    'The other tokens had no part in this step of this layer. How much each of those that entered weighed is not shown.',
  ]
}
