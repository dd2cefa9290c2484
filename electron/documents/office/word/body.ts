import { collapseSpace } from '../../../shared/document/characters'
import type { Flow } from '../../flow/flow'
import { roman } from '../../flow/list_numbers'
import type { RGBColor } from '../../markup/colour'
import { below, child, elements, type Xml } from '../../packed/xml'
import type { Chunks } from './chunks'
import { InlineReader, type InlineText, type Met } from './inline'
import type { Numbering } from './numbering'
import type { Parts } from './parts'
import { isOn, type Look, lookOf, paintOf, paperUnder } from './styles'
import { isLayout, type ReadCell, rowsOf, tableRows } from './table'

interface BodyOptions {
  chunks: Chunks
  styles: ReadonlyMap<string, Look>
  numbering: Numbering
  external: ReadonlySet<string>
  accepted: boolean
  hidden: boolean
  /** What pages are of; undefined: they have a colour of their own. */
  paper: RGBColor | undefined
}

type NoteRef = InlineText['notes'][number]

/** Reads paragraphs and tables into a flow, one after the other. */
export class BodyReader {
  readonly met: Met = {
    insertions: 0,
    deletions: 0,
    struck: 0,
    hidden: 0,
    pictures: 0,
    remote: 0,
    drawn: 0,
    parts: 0,
    unknown: new Map(),
  }
  private readonly inline: InlineReader
  private readonly told = new Set<string>()
  private readonly numbers = { footnote: new Map<string, string>(), endnote: new Map<string, string>() }
  private readonly endnotes: NoteRef[] = []
  /** Of a paragraph whose end was deleted: the next one goes on there. */
  private begun = ''
  /** The colour of what lies below; undefined: nobody knows. */
  private paper: RGBColor | undefined

  constructor(
    private readonly flow: Flow,
    private readonly parts: Parts,
    private readonly options: BodyOptions,
  ) {
    this.paper = options.paper
    this.inline = new InlineReader({
      ...options,
      met: this.met,
      marks: (kind, id) => this.markOf(kind, id),
    })
  }

  read(element: Xml): void {
    const { name } = element
    if (name === 'p') this.paragraph(element)
    else if (name === 'tbl') this.table(element)
    else if (name === 'altChunk') this.chunk(element)
    else if (name === 'subDoc') this.met.parts++
    else if (/^(?:sdt|sdtContent|customXml|ins|moveTo|txbxContent|tc|AlternateContent|Choice)$/.test(name)) {
      if (!child(element, 'sdtPr', 'showingPlcHdr')) for (const inner of elements(element)) this.read(inner)
    }
  }

  private chunkOf = ({ attributes }: Xml) => this.options.chunks.get(attributes['r:id'] ?? '')

  private chunk(element: Xml): void {
    const chunk = this.chunkOf(element)
    if (!chunk) {
      this.met.parts++
      return
    }
    this.flow.paragraphs(chunk.blocks)
    for (const { kind, text } of chunk.notes()) this.flow.note(kind, text)
  }

  finish(): void {
    if (this.begun !== '') this.flow.prose(this.begun)
    for (const note of this.endnotes) this.note(note)
  }

  private lookOf(paragraph: Xml): Look {
    const properties = child(paragraph, 'pPr')
    const name = child(properties, 'pStyle')?.attributes.val ?? ''
    const look = lookOf(properties, undefined, this.options.styles.get(name))
    const isOwnLevel = child(properties, 'numPr', 'ilvl') !== undefined
    // a style's list says which level is its own
    const level = isOwnLevel || !look.list ? undefined : this.options.numbering.levelOf(look.list.number, name)
    return level === undefined ? look : { ...look, list: { number: look.list!.number, level } }
  }

  private paragraph(paragraph: Xml): void {
    const look = this.lookOf(paragraph)
    const read = this.inline.read(paragraph, look, this.paper)
    const isEndDeleted = this.options.accepted && child(paragraph, 'pPr', 'rPr', 'del') !== undefined
    const text = this.begun + read.text
    this.begun = isEndDeleted ? text : ''
    if (!isEndDeleted) this.write(text, look)
    this.around(read)
  }

  private write(text: string, look: Look): void {
    const hasText = text.trim() !== ''
    const mark = look.list && hasText ? this.options.numbering.next(look.list) : ''
    const whole = mark === '' ? text : `${mark} ${text.trim()}`
    if (look.heading !== undefined) this.flow.heading(whole, look.heading)
    else if (look.list) this.flow.item(whole)
    else this.flow.prose(whole)
  }

  /** What a paragraph has beside its text: notes at its foot, what people said of it, text boxes. */
  private around({ notes, comments, boxes }: InlineText): void {
    for (const note of notes) {
      if (note.kind === 'footnote') this.note(note)
      else if (!this.endnotes.some(({ id }) => id === note.id)) this.endnotes.push(note)
    }
    for (const { id, on } of comments) {
      const words = this.parts.comments.get(id)
      if (!words) continue
      const about = collapseSpace(on)
      this.flow.note(
        'comment',
        about === '' ? `A comment says: "${words}"` : `A comment on "${short(about)}" says: "${words}"`,
      )
    }
    this.onPaper(undefined, () => {
      for (const box of boxes) this.read(box)
    })
  }

  private onPaper(paper: RGBColor | undefined, read: () => void): void {
    const around = this.paper
    this.paper = paper
    read()
    this.paper = around
  }

  private note({ kind, id, mark }: NoteRef): void {
    const note = this.parts[kind === 'footnote' ? 'footnotes' : 'endnotes'].get(id)
    if (!note || this.told.has(kind + id)) return
    this.told.add(kind + id)
    const texts = [...below(note, 'p')].map(
      (paragraph) => this.inline.read(paragraph, this.lookOf(paragraph), this.options.paper).text,
    )
    this.flow.prose(`[${mark}] ${texts.join(' ').replace(/\n/g, ' ').trim()}`)
  }

  private markOf(kind: NoteRef['kind'], id: string): string {
    const numbers = this.numbers[kind]
    const number = numbers.size + 1
    if (!numbers.has(id)) numbers.set(id, kind === 'footnote' ? String(number) : roman(number))
    return numbers.get(id)!
  }

  private table(table: Xml): void {
    const under = this.paperOf(table)
    const paperIn = (cell: Xml) => paperUnder(paintOf(child(cell, 'tcPr')), under)
    const rows = rowsOf(table, this.options.accepted).filter(({ row }) => this.isRowShown(row))
    if (isLayout(table, (paragraph) => this.lookOf(paragraph).heading !== undefined)) {
      for (const { cell } of rows.flatMap(({ cells }) => cells)) this.onPaper(paperIn(cell), () => this.read(cell))
      return
    }
    const beside: InlineText[] = []
    const read = (cell: Xml): ReadCell => {
      const paragraphs = [...below(cell, 'p')].map((one) => this.inline.read(one, this.lookOf(one), paperIn(cell)))
      beside.push(...paragraphs)
      const filled = paragraphs.filter(({ text }) => text.trim() !== '')
      const held = [...below(cell, 'altChunk')].flatMap((one) => this.chunkOf(one) ?? [])
      const words = [...filled, ...held.flatMap(({ blocks }) => blocks)]
      const text = words.map((one) => one.text).join(' ')
      return { text: collapseSpace(text), bold: filled.every(({ bold }) => bold) }
    }
    this.flow.table(tableRows(rows, read))
    for (const one of beside) this.around(one)
  }

  /** What lies below a table's cells that are not painted themselves. */
  private paperOf(table: Xml): RGBColor | undefined {
    const style = this.options.styles.get(child(table, 'tblPr', 'tblStyle')?.attributes.val ?? '')
    return style?.paints ? undefined : paperUnder(paintOf(child(table, 'tblPr')), this.paper)
  }

  private isRowShown(row: Xml): boolean {
    if (!isOn(child(row, 'trPr'), 'hidden')) return true
    this.met.hidden++
    return this.options.hidden
  }
}

const MOST_QUOTED = 80

const short = (words: string): string =>
  words.length > MOST_QUOTED ? `${words.slice(0, MOST_QUOTED).trimEnd()}…` : words
