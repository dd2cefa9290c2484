import { firstChar, isUnspaced, lastChar } from '../../../shared/document/characters'
import { STRUCK } from '../../../shared/document/struck'
import type { Heading, SentenceKind, TextRun } from '../../../shared/document/types'
import { junctionOf, type Vocabulary } from '../../hyphens'
import { hyphenAtEnd } from '../../phrases'
import type { Line, Piece } from '../layout/lines'
import type { Paragraph } from './paragraphs'

/** Paragraphs as one text, and where everything went. */
export interface Composition {
  text: string
  runs: TextRun[]
  headings: Heading[]
  /** Characters [start, end) of each paragraph. */
  paragraphs: { start: number; end: number; kind: SentenceKind }[]
}

const BETWEEN_PARAGRAPHS = '\n\n'

export function compose(paragraphs: Paragraph[], vocabulary: Vocabulary): Composition {
  const writer = new Writer(vocabulary)
  const out: Composition = { text: '', runs: [], headings: [], paragraphs: [] }
  for (const paragraph of paragraphs) {
    const start = writer.beginParagraph()
    for (const line of paragraph.lines) writer.line(line)
    const end = writer.length
    if (end === start) continue
    out.paragraphs.push({ start, end, kind: paragraph.kind })
    if (paragraph.kind === 'heading') out.headings.push({ start, end, level: paragraph.level })
  }
  return { ...out, text: writer.text(), runs: writer.runs }
}

/** Puts lines behind each other. The paragraph being written is kept apart, as its last hyphen may still go. */
class Writer {
  readonly runs: TextRun[] = []
  private done: string[] = []
  private doneLength = 0
  private paragraph = ''

  constructor(private readonly vocabulary: Vocabulary) {}

  get length(): number {
    return this.doneLength + this.paragraph.length
  }

  beginParagraph(): number {
    if (this.paragraph !== '') {
      this.done.push(this.paragraph, BETWEEN_PARAGRAPHS)
      this.doneLength += this.paragraph.length + BETWEEN_PARAGRAPHS.length
      this.paragraph = ''
    }
    return this.length
  }

  line(line: Line): void {
    for (const [i, piece] of line.pieces.entries()) {
      const goesOn = piece.text.startsWith(STRUCK) && this.reopenStruck()
      const rest = goesOn ? { ...piece, text: piece.text.slice(STRUCK.length) } : piece
      if (i > 0) this.paragraph += piece.spaced && this.paragraph !== '' ? ' ' : ''
      else if (this.paragraph !== '') this.breakLine(goesOn ? line.text.slice(STRUCK.length) : line.text)
      else this.paragraph = ' '.repeat(line.indent ?? 0)
      this.piece(rest, line.page)
    }
  }

  text(): string {
    return this.done.join('') + this.paragraph
  }

  private piece({ text, box, direction, confidence }: Piece, page: number): void {
    const start = this.length
    // White space can double where the file has some and the layout calls for some too.
    const clean = text.replace(/[\s\u0085]+/gu, ' ')
    this.paragraph += clean
    if (clean === '') return
    const turned = typeof direction === 'number' && direction !== 0 ? { direction } : {}
    const sure = confidence === undefined ? {} : { confidence }
    this.runs.push({ start, end: this.length, page, box, ...turned, ...sure })
  }

  /** What a line break inside a paragraph stands for: a space, nothing, or the end of a cut word. */
  private breakLine(next: string): void {
    const before = this.paragraph
    if (hyphenAtEnd(before) !== '') {
      const junction = junctionOf(before, next, this.vocabulary)
      if (junction === 'joined') this.dropLast()
      if (junction === 'apart') this.paragraph += ' '
      return
    }
    if (isUnspaced(lastChar(before)) && isUnspaced(firstChar(next))) return
    // A web or mail address cut at a slash or stop, a range or a word pair cut at its dash.
    if (/\/\S*\/$|:\/\/\S*[/_]$|\S@$|[\p{L}\p{N}][–—]$/u.test(before)) return
    if (/:\/\/\S*\.$/.test(before) && /^[a-z]/.test(next)) return
    this.paragraph += ' '
  }

  /** What is struck out on the next line, too, is one passage. */
  private reopenStruck(): boolean {
    if (!this.paragraph.endsWith(STRUCK)) return false
    this.dropLast(STRUCK.length)
    return true
  }

  private dropLast(count = 1): void {
    this.paragraph = this.paragraph.slice(0, -count)
    const last = this.runs.at(-1)!
    last.end = this.length
    if (last.end === last.start) this.runs.pop()
  }
}
