import type { Alignment } from '../../../electron/shared/document/alignment'
import type { Generation } from '../../../electron/shared/ipc/answer_data'
import { count, counted, factor, gap, percent, score } from '../../../electron/shared/shown/numbers'
import { pageLabel } from '../../../electron/shared/shown/page_names'
import type { EvidenceEntry } from '../evidence/EvidenceList'
import { nearestMiss, type Rank } from '../score/ranks'
import { tokenName } from '../subject/answer_tokens'
import { layersName } from '../subject/layers_name'
import { readSentence } from '../subject/sentences'
import { documentToken, visibleTokens } from './places'
import { liftOf, type ScoredSentence, type SpanTotals } from './ranking'
import type { Row } from './row'

/** What the lens's numbers say, in plain sentences. */

type Told = Pick<
  Generation,
  'textStart' | 'textEnd' | 'promptLength' | 'part' | 'units' | 'read' | 'answer' | 'tokenStarts'
>

/** How many of a row's tokens are on each page, most first. */
export function pagesOfRow(
  positions: ArrayLike<number>,
  generation: Pick<Generation, 'textStart' | 'textEnd' | 'promptLength' | 'part'>,
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
  const name = (page: number) => `page ${pageLabel(alignment.document, page)}`
  const rest = more.map(({ page, tokens }) => `${count(tokens)} on ${name(page)}`)
  const verb = first.tokens === 1 ? 'is' : 'are'
  const list = [`${count(first.tokens)} of them ${verb} on ${name(first.page)}`, ...rest]
  return list.length === 1 ? list[0]! : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
}

export function enteredWords(
  row: Row,
  generation: Told,
  token: number,
  layer: number,
  alignment: Alignment | undefined,
): string[] {
  const visible = visibleTokens(generation, token)
  const pages = alignment ? pagesSentence(pagesOfRow(row.positions, generation, alignment), alignment) : ''
  const { template, question, answer } = row.outside
  return [
    `In layer ${count(layer)}, ${count(row.positions.length)} of ${counted(visible, 'token')} entered attention when “${tokenName(generation, token)}” was written${pages ? `; ${pages}` : ''}.`,
    `Outside of the document were ${count(template)} of the template, ${count(question)} of the question and ${count(answer)} of the answer itself.`,
    'The other tokens had no part in this step of this layer. How much each of those that entered weighed is not shown.',
  ]
}

export function scoreWords(
  row: Row,
  scored: readonly ScoredSentence[],
  generation: Told & Pick<Generation, 'topK'>,
  token: number,
  layer: number,
  alignment: Alignment | undefined,
  rank: (unit: number) => Rank,
): string[] {
  const inside = scored.filter(({ isIn }) => isIn).length
  const lines = [
    `In layer ${count(layer)}, the lightning indexer scored ${counted(visibleTokens(generation, token), 'token')} for “${tokenName(generation, token)}”; the ${count(row.positions.length)} best got in, the last of them with ${score(row.lastIn)}.`,
    `Of the ${counted(scored.length, 'best sentence')} that were kept, ${count(inside)} have at least one token among them.`,
  ]
  const miss = nearestMiss(scored, generation, rank)
  const text = miss && readSentence(generation, miss.sentence.index, alignment)
  if (miss && text) {
    lines.push(
      `Nearest of those that missed: “${shortened(text.text)}”, ${miss.rank}; ${count(row.positions.length)} got in. It missed by ${gap(row.lastIn - miss.sentence.max)}.`,
    )
  }
  return lines
}

export function evidenceWords(
  entries: readonly EvidenceEntry[],
  totals: Pick<SpanTotals, 'rows' | 'selected'> | undefined,
  layers: readonly number[],
  alignment: Alignment | undefined,
): string[] {
  const best = entries[0]
  if (!best) return []
  const sources = entries.filter(({ isSource }) => isSource).length
  const where = best.page !== undefined && alignment ? ` on page ${pageLabel(alignment.document, best.page)}` : ''
  const lines = [
    `While these words were written, “${shortened(best.text)}”${where} was read ${factor(liftOf(best.score, layers.length))} times as much as text at its place usually is, on average over ${layersName(layers)}: evidence ${score(best.score, 1)}.`,
    `Its tokens entered attention ${counted(best.count, 'time')}; ${counted(sources, 'sentence')} of the list count${sources === 1 ? 's' : ''} as ${sources === 1 ? 'a source' : 'sources'}.`,
  ]
  if (totals) {
    lines.push(
      `In all, ${counted(totals.rows, 'selection')} (one for each token and layer) let ${count(totals.selected)} tokens in.`,
    )
  }
  lines.push('Evidence is our estimate: what the model read, not proof of what it used.')
  return lines
}

export function mapWords(
  sums: { inText: number; outside: number; beyond: number; sinks: number; recent: number },
  tokens: number,
  layers: readonly number[],
): string[] {
  const all = sums.inText + sums.outside + sums.beyond + sums.sinks + sums.recent
  const lines = [
    `For ${counted(tokens, 'token')} of the answer on ${layersName(layers)}, tokens entered attention ${count(all)} times: ${count(sums.inText)} in the part of the document that is shown, ${count(sums.outside)} in template, question and answer.`,
  ]
  if (sums.beyond > 0) lines.push(`${count(sums.beyond)} were in the rest of the document.`)
  const hidden = sums.sinks + sums.recent
  if (hidden > 0) {
    lines.push(
      `${count(hidden)} (${percent(hidden / all)}) are not drawn: ${count(sums.sinks)} sinks, which nearly every later token selects whatever it is about, and ${count(sums.recent)} of the 64 most recent tokens.`,
    )
  }
  return lines
}

export function usesWords(times: Uint32Array, used: number, layers: readonly number[], name: string): string[] {
  const all = times.reduce((sum, n) => sum + n, 0)
  return [
    `On ${layersName(layers)}, tokens of this sentence entered attention ${counted(all, 'time')} while the answer was written, for ${count(used)} of its ${counted(times.length, 'token')}; most often for “${name}”.`,
    'To enter attention is to be looked at; it is no proof that the words came from here.',
  ]
}

const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text)
