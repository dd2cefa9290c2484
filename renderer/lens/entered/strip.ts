import type { Alignment } from '../../../electron/shared/document/alignment'
import { documentToken, type ReadTokens } from '../subject/read_tokens'

/** The entered tokens in order, as text: pages, in them runs of neighbours, with gaps between. */

export interface StripToken {
  position: number
  text: string
}

export interface StripRun {
  tokens: StripToken[]
  /** Characters [start, end) in the document. */
  start: number
  end: number
  /** Tokens that did not enter between the run before and this one. */
  skipped: number
}

export interface StripPage {
  page: number
  tokens: number
  runs: StripRun[]
}

export function stripPages(positions: ArrayLike<number>, generation: ReadTokens, alignment: Alignment): StripPage[] {
  const { document, starts, ends } = alignment
  const pages: StripPage[] = []
  let last = (documentToken(generation.textStart, generation) ?? 0) - 1
  for (const position of Array.from(positions)) {
    const token = documentToken(position, generation)
    if (token === undefined || token >= starts.length) continue
    const page = alignment.pageOfToken(token)
    if (pages.at(-1)?.page !== page) pages.push({ page, tokens: 0, runs: [] })
    const group = pages.at(-1)!
    let run = group.runs.at(-1)
    if (!run || token !== last + 1) {
      run = { tokens: [], start: starts[token]!, end: ends[token]!, skipped: token - last - 1 }
      group.runs.push(run)
    }
    // neighbours may share a character that takes several tokens: it is shown once, with the first
    const from = Math.max(starts[token]!, run.tokens.length ? run.end : 0)
    run.tokens.push({ position, text: document.text.slice(from, ends[token]!) })
    run.end = ends[token]!
    group.tokens++
    last = token
  }
  return pages
}
