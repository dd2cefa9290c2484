import { collapseSpace, saneText } from '../../../shared/document/characters'
import { countedWere, type Flow } from '../../flow/flow'
import type { TableRow } from '../../flow/table_rows'
import type { RGBColor } from '../../markup/colour'
import { below, child, elements, isXml, type Xml, xmlText } from '../../packed/xml'
import { asSet, type Shift } from '../../set_signs'
import { CLOSE, OPEN } from '../../struck'
import { hexColour, isLost } from '../paint'
import type { OdfStyles } from './styles'

interface OdfOptions {
  /** Tracked changes as if they were accepted. */
  accepted: boolean
  hidden: boolean
  /** What pages are of; undefined: nobody knows. */
  paper: RGBColor | undefined
}

/** What only stands around paragraphs: all kinds of indexes, too. */
const AROUND =
  /^(?:section|index-body|table-of-content|(?:\w+-)?index|bibliography|text-box|index-title|list-header|numbered-paragraph|page-sequence)$/
/** What is drawn beside a paragraph and may hold paragraphs of its own. */
const SHAPE = /^(?:custom-shape|rect|ellipse|circle|polygon|caption|g)$/

const MOST_PARAGRAPHS = 2
const MOST_BLANKS = 100
const MOST_REPEATED = 100

/** Reads paragraphs, lists and tables of an OpenDocument text into a flow. */
export class OdfReader {
  private insertions = 0
  private deletions = 0
  private struck = 0
  private hidden = 0
  private pictures = 0
  private remote = 0
  /** What was deleted, by the id that stands where it was. */
  private readonly deleted = new Map<string, Xml>()
  private readonly notes: string[] = []
  private readonly endnotes: string[] = []
  private ink: string | undefined
  private font: string | undefined
  private shift: Shift | undefined
  /** What lies below; undefined: nobody knows. */
  private paper: RGBColor | undefined

  constructor(
    private readonly flow: Flow,
    private readonly styles: OdfStyles,
    private readonly options: OdfOptions,
  ) {
    this.paper = options.paper
  }

  read(element: Xml): void {
    const { name } = element
    if (name === 'h')
      this.write(element, (text) => this.flow.heading(text, Number(element.attributes['outline-level'] ?? 1)))
    else if (name === 'p') this.write(element, (text) => this.flow.prose(text))
    else if (name === 'list') this.list(element, undefined, 1)
    else if (name === 'table') this.table(element)
    else if (name === 'tracked-changes') this.learnChanges(element)
    else if (name === 'section' && element.attributes.display === 'none' && !this.options.hidden) this.hidden++
    else if (name === 'frame') this.write({ name, attributes: {}, children: [element] }, () => {})
    else if (AROUND.test(name)) {
      this.on(this.styles.paperOf(element.attributes['style-name'], this.paper), () => {
        for (const inner of elements(element)) this.read(inner)
      })
    }
  }

  private on<T>(paper: RGBColor | undefined, read: () => T): T {
    const around = this.paper
    this.paper = paper
    const done = read()
    this.paper = around
    return done
  }

  finish(): void {
    for (const note of this.endnotes) this.flow.prose(note)
    this.tellChanges()
    const struck = this.struck + (this.options.accepted ? 0 : this.deletions)
    if (struck > 0) {
      const what =
        struck === 1
          ? 'One passage is struck out or deleted; it stands'
          : `${struck} passages are struck out or deleted; they stand`
      this.flow.noteOfAll('struck', `${what} between ~~ and ~~ in the text.`)
    }
    this.flow.tellHidden(1, this.hidden, 'hidden passage', this.options.hidden)
    if (this.pictures > 0) this.flow.noteOfAll('unread', `${countedWere(this.pictures, 'picture')} not read.`)
    if (this.remote > 0)
      this.flow.noteOfAll('unread', `${countedWere(this.remote, 'picture')} not fetched from elsewhere.`)
  }

  private tellChanges(): void {
    const all = this.insertions + this.deletions
    if (all === 0) return
    const how = this.options.accepted
      ? 'it was read as if all were accepted.'
      : 'it was read as it stands, with what was inserted, and what was deleted marked.'
    this.flow.noteOfAll(
      'changes',
      `${all === 1 ? 'One change in the text is' : `${all} changes in the text are`} tracked: ${how}`,
    )
  }

  private learnChanges(changes: Xml): void {
    for (const region of elements(changes, 'changed-region')) {
      const deletion = child(region, 'deletion')
      if (deletion) this.deleted.set(region.attributes.id ?? '', deletion)
      if (child(region, 'insertion')) this.insertions++
    }
  }

  private write(paragraph: Xml, add: (text: string) => void): void {
    const boxes: Xml[] = []
    add(this.inline(paragraph, boxes))
    for (const note of this.notes.splice(0)) this.flow.prose(note)
    this.readBoxes(boxes)
  }

  private readBoxes(boxes: readonly Xml[]): void {
    this.on(undefined, () => {
      for (const box of boxes) this.read(box)
    })
  }

  /** `before`: what its paragraph says before it. */
  private inline(of: Xml, boxes: Xml[], before = ''): string {
    const style = of.attributes['style-name']
    if (this.styles.says(style, 'hidden') && collapseSpace(xmlText(of)) !== '') {
      this.hidden++
      return this.options.hidden ? `[hidden: ${collapseSpace(saneText(xmlText(of)))}] ` : ''
    }
    const isStruck = (this.styles.says(style, 'struck') ?? false) && xmlText(of).trim() !== ''
    if (isStruck) this.struck++
    const { ink, font, shift } = this
    this.ink = this.styles.says(style, 'ink') ?? ink
    this.font = this.styles.says(style, 'font') ?? font
    this.shift = this.styles.says(style, 'shift') ?? shift
    let inner = ''
    this.on(this.styles.paperOf(style, this.paper), () => {
      for (const node of of.children)
        inner += isXml(node) ? this.element(node, boxes, before + inner) : this.words(node, before + inner)
    })
    Object.assign(this, { ink, font, shift })
    return isStruck ? OPEN + inner + CLOSE : inner
  }

  private words(text: string, before: string): string {
    const { font, shift } = this
    const words = saneText(asSet(text.replace(/\s+/g, ' '), { font, shift }, before))
    if (words.trim() === '' || !isLost(hexColour(this.ink), this.paper)) return words
    this.hidden++
    return this.options.hidden ? `[hidden: ${words.trim()}] ` : ''
  }

  private element(element: Xml, boxes: Xml[], before: string): string {
    const { name, attributes } = element
    if (name === 's') return ' '.repeat(Math.min(MOST_BLANKS, Number(attributes.c ?? 1)))
    if (name === 'tab') return ' '
    if (name === 'line-break') return '\n'
    if (name === 'note') return this.note(element)
    if (name === 'annotation') return this.comment(element)
    if (name === 'change') return this.deletion(attributes['change-id'] ?? '')
    if (name === 'frame') return this.frame(element, boxes)
    if (SHAPE.test(name)) return this.shape(element, boxes)
    if (name === 'ruby') return this.inline(child(element, 'ruby-base') ?? element, boxes, before)
    if (name === 'hidden-text' || name === 'hidden-paragraph' || name === 'annotation-end') return ''
    return /^(?:change-start|change-end|bookmark.*|reference-mark.*|soft-page-break)$/.test(name)
      ? ''
      : this.inline(element, boxes, before)
  }

  private deletion(id: string): string {
    const deleted = this.deleted.get(id)
    const words = deleted
      ? [...below(deleted, 'p'), ...below(deleted, 'h')].map((one) => collapseSpace(saneText(xmlText(one)))).join(' ')
      : ''
    if (words.trim() === '') return ''
    this.deletions++
    return this.options.accepted ? '' : OPEN + words + CLOSE
  }

  private note(note: Xml): string {
    const mark = xmlText(child(note, 'note-citation')).trim() || '*'
    const text = elements(child(note, 'note-body'))
      .map((one) => this.inline(one, []))
      .join(' ')
    const list = note.attributes['note-class'] === 'endnote' ? this.endnotes : this.notes
    list.push(`[${mark}] ${text.trim()}`)
    return `[${mark}]`
  }

  private comment(comment: Xml): string {
    const words = collapseSpace([...below(comment, 'p')].map(xmlText).join(' '))
    if (words !== '') this.flow.note('comment', `A comment says: "${saneText(words)}"`)
    return ''
  }

  private frame(frame: Xml, boxes: Xml[]): string {
    boxes.push(...elements(frame, 'text-box'))
    const image = child(frame, 'image')?.attributes.href
    if (image !== undefined && !child(frame, 'object')) {
      if (/^[a-z][a-z+.-]+:/i.test(image)) this.remote++
      else this.pictures++
    }
    return ''
  }

  private shape(shape: Xml, boxes: Xml[]): string {
    if (shape.name === 'g') for (const inner of elements(shape)) this.element(inner, boxes, '')
    else boxes.push({ ...shape, name: 'text-box' })
    return ''
  }

  private list(list: Xml, above: string | undefined, level: number): void {
    const style = list.attributes['style-name'] ?? above
    let number = 0
    for (const item of elements(list)) {
      if (item.name === 'list-item') number = Number(item.attributes['start-value'] ?? number + 1)
      let mark = item.name === 'list-item' ? this.styles.mark(style, level, number) : ''
      for (const inner of elements(item)) {
        if (inner.name === 'list') this.list(inner, style, level + 1)
        else if (inner.name === 'p') {
          const before = mark === '' ? '' : `${mark} `
          mark = ''
          this.write(inner, (text) => this.flow.item(text.trim() === '' ? '' : before + text))
        } else this.read(inner)
      }
    }
  }

  private table(table: Xml): void {
    const under = this.styles.paperOf(table.attributes['style-name'], this.paper)
    const rows = rowsIn(table, false)
    const cells = rows.flatMap(({ row }) => elements(row, 'table-cell'))
    if (
      cells.some(
        (cell) =>
          elements(cell, 'p').length > MOST_PARAGRAPHS ||
          elements(cell, 'table').length > 0 ||
          elements(cell, 'h').length > 0,
      )
    ) {
      for (const { row } of rows) {
        for (const cell of elements(row, 'table-cell')) {
          this.on(this.paperIn(cell, row, under), () => {
            for (const inner of elements(cell)) this.read(inner)
          })
        }
      }
      return
    }
    const boxes: Xml[] = []
    const above = new Map<number, { text: string; rows: number }>()
    this.flow.table(
      rows.map(({ row, isHead }) => ({
        ...this.tableCells(row, under, above, boxes),
        ...(isHead && { isHead }),
      })),
    )
    for (const note of this.notes.splice(0)) this.flow.prose(note)
    this.readBoxes(boxes)
  }

  /** `above`: what cells say that go on over rows below theirs, by their column. */
  private tableCells(
    row: Xml,
    under: RGBColor | undefined,
    above: Map<number, { text: string; rows: number }>,
    boxes: Xml[],
  ): TableRow {
    const cells: string[] = []
    const spans = new Map<number, number>()
    const filled: Xml[] = []
    for (const cell of elements(row)) {
      if (!/^(?:covered-)?table-cell$/.test(cell.name)) continue
      const { attributes } = cell
      const goesOn = cell.name === 'covered-table-cell' ? above.get(cells.length) : undefined
      if (goesOn && --goesOn.rows === 0) above.delete(cells.length)
      const inCell = () => [...below(cell, 'p')].map((one) => this.inline(one, boxes)).join(' ')
      const text = goesOn?.text ?? collapseSpace(this.on(this.paperIn(cell, row, under), inCell))
      const right = Math.min(MOST_REPEATED, Number(attributes['number-columns-spanned'] ?? 1)) - 1
      const rows = Number(attributes['number-rows-spanned'] ?? 1) - 1
      if (right > 0) spans.set(cells.length, cells.length + right)
      if (rows > 0) above.set(cells.length, { text, rows })
      if (text !== '') filled.push(cell)
      const many = Math.min(MOST_REPEATED, Number(attributes['number-columns-repeated'] ?? 1))
      for (let i = 0; i < many; i++) cells.push(text)
    }
    const isBold = filled.length > 1 && filled.every((cell) => this.isBold(cell))
    return { cells, isBold, ...(spans.size > 0 && { spans }) }
  }

  private paperIn(cell: Xml, row: Xml, under: RGBColor | undefined): RGBColor | undefined {
    const { styles } = this
    return styles.paperOf(cell.attributes['style-name'], styles.paperOf(row.attributes['style-name'], under))
  }

  private isBold(cell: Xml): boolean {
    return [...below(cell, 'p')].every((one) => this.styles.says(one.attributes['style-name'], 'bold'))
  }
}

const rowsIn = (table: Xml, isHead: boolean): { row: Xml; isHead: boolean }[] =>
  elements(table).flatMap((one) => {
    if (one.name === 'table-row') return [{ row: one, isHead }]
    return /^table-(?:header-rows|rows|row-group)$/.test(one.name)
      ? rowsIn(one, isHead || one.name === 'table-header-rows')
      : []
  })
