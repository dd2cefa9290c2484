import type { Alignment } from '../../shared/document/alignment'
import { firstEndingAfter } from '../../shared/document/first_of'
import { hasStruck, type StruckPiece, struckPieces } from '../../shared/document/struck'
import type { Page, Sentence, SourceDocument } from '../../shared/document/types'
import { withDoubts } from '../../shared/document/uncertain'
import { type Html, html } from '../../shared/escape_html'
import type { AnswerSentence, Passage } from '../../shared/ipc/answer_data'
import { namedPlace, pageTitle, placeShort } from '../../shared/shown/page_names'

/** A sentence of the document that is evidence: for which sentences of the answer (from 1), and as the how manieth. */
export interface Cited {
  sentence: number
  rank: number
}

/** Evidence by unit of the document. */
export function citations(sentences: readonly AnswerSentence[]): Map<number, Cited[]> {
  const cited = new Map<number, Cited[]>()
  for (const [i, { evidence }] of sentences.entries()) {
    for (const [rank, { sentence }] of evidence.entries()) {
      cited.set(sentence, [...(cited.get(sentence) ?? []), { sentence: i + 1, rank }])
    }
  }
  return cited
}

/** A stretch of the text that looks alike. `unit`: the evidence that it is, or is a part of. */
interface Stretch {
  start: number
  end: number
  unit?: number
}

interface Placed {
  start: number
  end: number
  unit: number
}

/** A page of the document as text, with its evidence marked. */
export class DocumentText {
  private readonly units: readonly Placed[]
  private readonly begun = new Set<number>()

  constructor(
    private readonly source: SourceDocument,
    alignment: Alignment | undefined,
    private readonly cited: ReadonlyMap<number, Cited[]>,
  ) {
    this.units = [...cited.keys()]
      .map((unit) => ({ unit, ...alignment?.sentences[unit] }))
      .filter((found): found is { unit: number } & Alignment['sentences'][number] => found.start !== undefined)
      .sort((a, b) => a.start - b.start)
  }

  /** Where a document sentence stands, or its page while that isn't known. */
  anchor({ sentence, page }: { sentence: number; page: number }): string {
    return this.units.some(({ unit }) => unit === sentence) ? `u${sentence}` : `page-${page}`
  }

  /** "p. 3", beside a quotation. */
  place(page: number): string {
    return placeShort(this.source, page)
  }

  /** "page 3" */
  named(page: number): string {
    return namedPlace(this.source, page)
  }

  page(page: Page): Html {
    return html`<section class="page" id="page-${page.number}" aria-labelledby="page-${page.number}-h"><h3 id="page-${page.number}-h">${capital(pageTitle(this.source, page.number))}</h3>
${this.notes(page)}${this.body(page)}</section>
`
  }

  /** What must be told of how it was read. */
  private notes({ number }: Page): Html[] {
    const mine = this.source.notes.filter(({ page }) => page === number)
    return mine.map(({ text }) => html`<p class="note">${text}</p>\n`)
  }

  /** Words of the document, elsewhere; uncertain ones are marked. */
  quoted(passage: Pick<Passage, 'text' | 'uncertain'>): Html {
    const text = withDoubts(passage.text, passage.uncertain)
    return drawn(text, this.pieces(text))
  }

  /** What is struck out of a stretch of the text, and what isn't. */
  private pieces(text: string, from = 0): StruckPiece[] {
    const pieces = hasStruck(this.source.notes) ? struckPieces(text) : [{ start: 0, end: text.length }]
    return pieces.map((piece) => ({ ...piece, start: from + piece.start, end: from + piece.end }))
  }

  private body(page: Page): Html | Html[] {
    if (page.imageOnly) return html`<p class="note">This page holds no readable text: nothing on it was read.</p>`
    const paragraphs = paragraphsOf(this.source.text, page)
    if (paragraphs.length === 0) return html`<p class="note">This page is empty.</p>`
    return paragraphs.map(({ start, end }) => {
      const stretches = stretchesOf(start, end, this.units)
      const look = lookOf(this.source, start)
      const pieces = this.pieces(this.source.text.slice(start, end), start)
      return html`<p dir="auto"${look && html` class="${look}"`}>${stretches.map((stretch) => this.stretch(stretch, pieces))}</p>
`
    })
  }

  private stretch({ start, end, unit }: Stretch, pieces: readonly StruckPiece[]): Html {
    const within = pieces.map((piece) => ({
      ...piece,
      start: Math.max(start, piece.start),
      end: Math.min(end, piece.end),
    }))
    const text = drawn(this.source.text, within)
    if (unit === undefined) return text
    const cited = this.cited.get(unit)!
    const id = !this.begun.has(unit) && html` id="u${unit}"`
    this.begun.add(unit)
    const best = Math.min(...cited.map(({ rank }) => rank))
    const classes = [rankClass(best), ...cited.map(({ sentence, rank }) => `s${sentence}${rankClass(rank)}`)]
    const isEnd = this.units.find((known) => known.unit === unit)!.end === end
    return html`<span class="unit ${classes.join(' ')}"${id}>${text}</span>${isEnd && cited.map(backLink)}`
  }
}

/** Pieces of a text, without the marks around what is struck out of it. */
function drawn(text: string, pieces: readonly StruckPiece[]): Html {
  return html`${pieces.map(({ start, end, look }) => {
    if (end <= start || look === 'mark') return undefined
    const words = text.slice(start, end)
    return look === 'struck' ? html`<s>${words}</s>` : words
  })}`
}

const backLink = ({ sentence }: Cited): Html =>
  html`<a class="back" href="#a${sentence}" aria-label="evidence for sentence ${sentence} of the answer">${sentence}</a>`

/** The best, the next two, all others. */
const rankClass = (rank: number): string => (rank === 0 ? 'a' : rank < 3 ? 'b' : 'c')

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function paragraphsOf(text: string, page: Page): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  let start = page.start
  for (const part of text.slice(page.start, page.end).split(/(\n{2,})/)) {
    const end = start + part.length
    if (part.trim() !== '') found.push({ start, end })
    start = end
  }
  return found
}

/** Cuts [start, end) where evidence begins and ends. */
function stretchesOf(start: number, end: number, units: readonly Placed[]): Stretch[] {
  const stretches: Stretch[] = []
  let at = start
  for (const unit of units) {
    if (unit.end <= at || unit.start >= end) continue
    if (unit.start > at) stretches.push({ start: at, end: unit.start })
    const from = Math.max(at, unit.start)
    at = Math.min(end, unit.end)
    stretches.push({ start: from, end: at, unit: unit.unit })
  }
  if (at < end) stretches.push({ start: at, end })
  return stretches
}

/** What the paragraph's first sentence is. */
function lookOf({ sentences }: SourceDocument, start: number): Exclude<Sentence['kind'], 'prose'> | undefined {
  const kind = sentences[firstEndingAfter(sentences, start)]?.kind
  return kind === 'prose' ? undefined : kind
}
