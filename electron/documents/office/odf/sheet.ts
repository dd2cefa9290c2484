import { collapseSpace, saneText } from '../../../shared/document/characters'
import type { Guard } from '../../packed/guard'
import { below, elements, type Xml, xmlText } from '../../packed/xml'
import { CLOSE, OPEN } from '../../struck'
import type { GridRow } from '../../values/grid'
import { type Merged, spreadMerged } from '../../values/merged'
import { CellParts } from './cell_parts'
import type { OdfStyles } from './styles'

/** A row that is repeated is there as often; what is filled so far down is no table any more. */
const MOST_ROWS = 10_000
const MOST_COLUMNS = 16_384

/** What the cells of a sheet show, row by row. */
export class OdsSheet {
  hiddenRows = 0
  /** In the colour of their paper. */
  hiddenCells = 0
  struckCells = 0
  drawn = 0
  readonly comments: string[] = []
  private readonly rows: (Map<number, string> | undefined)[] = []
  private readonly byNumber = new Map<number, Map<number, string>>()
  private readonly merged: Merged[] = []
  private readonly hidden = new Set<number>()
  private readonly columnStyles: (string | undefined)[] = []
  private readonly metHidden = new Set<number>()
  private columns = 0
  private number = 0

  constructor(
    private readonly guard: Guard,
    private readonly styles: OdfStyles,
    private readonly readsHidden: boolean,
  ) {}

  get hiddenColumns(): number {
    return this.metHidden.size
  }

  column({ attributes }: Xml): void {
    const many = repeated(attributes['number-columns-repeated'], MOST_COLUMNS - this.columns)
    if (isHidden(attributes)) for (let i = 0; i < many; i++) this.hidden.add(this.columns + i)
    for (let i = 0; i < many; i++) this.columnStyles[this.columns + i] = attributes['default-cell-style-name']
    this.columns += many
  }

  row(element: Xml): void {
    const isOut = isHidden(element.attributes)
    const cells = this.cellsOf(element, isOut)
    const many = repeated(element.attributes['number-rows-repeated'], Number.MAX_SAFE_INTEGER)
    if (cells.size === 0) {
      this.rows.push(undefined)
      this.number += many
      return
    }
    if (isOut) this.hiddenRows += many
    for (let i = 0; i < Math.min(many, MOST_ROWS); i++) {
      if (i > 0) for (let cell = 0; cell < cells.size; cell++) this.guard.cell()
      const row = new Map(cells)
      if (!isOut || this.readsHidden) this.rows.push(row)
      this.byNumber.set(this.number + i, row)
    }
    this.number += many
  }

  /** What is drawn over the cells. */
  shapes(element: Xml): void {
    this.drawn += [...below(element, 'frame')].length
  }

  /** All rows; undefined: an empty one. */
  finish(): (GridRow | undefined)[] {
    spreadMerged(this.byNumber, this.merged)
    return this.rows
  }

  private cellsOf(row: Xml, isRowOut: boolean): Map<number, string> {
    const cells = new Map<number, string>()
    let column = 0
    for (const cell of elements(row)) {
      if (!/^(?:covered-)?table-cell$/.test(cell.name)) continue
      const many = repeated(cell.attributes['number-columns-repeated'], MOST_COLUMNS - column)
      // what a merged cell hides is not shown
      const style = this.styleOf(cell, row, column)
      const parts = new CellParts(this.styles, style, this.readsHidden)
      const text = cell.name === 'table-cell' ? textOf(cell, parts) : ''
      if (parts.areHidden && !isRowOut && !this.hidden.has(column)) this.hiddenCells++
      if (cell.name === 'table-cell') this.beside(cell, column)
      for (let i = 0; text !== '' && i < many; i++) {
        this.guard.cell()
        const isColumnOut = this.hidden.has(column + i)
        if (isColumnOut && !isRowOut) this.metHidden.add(column + i)
        const isShown = !isRowOut && !isColumnOut
        const isUnseen = isShown && this.styles.isUnseenCell(this.styleOf(cell, row, column + i))
        if (isUnseen) this.hiddenCells++
        const isStruck = this.styles.says(this.styleOf(cell, row, column + i), 'struck') === true
        if ((isStruck || text.includes(OPEN)) && isShown && !isUnseen) this.struckCells++
        const marked = isStruck ? OPEN + text + CLOSE : text
        const isOut = !isShown || isUnseen
        if (!(isColumnOut || isUnseen) || this.readsHidden) {
          cells.set(column + i, isOut && this.readsHidden ? `[hidden: ${marked}]` : marked)
        }
      }
      column += many
    }
    return cells
  }

  private styleOf({ attributes }: Xml, row: Xml, column: number): string | undefined {
    return attributes['style-name'] ?? row.attributes['default-cell-style-name'] ?? this.columnStyles[column]
  }

  /** What goes with a cell but is no value of it. */
  private beside(cell: Xml, left: number): void {
    for (const comment of elements(cell, 'annotation')) {
      const words = collapseSpace(saneText([...below(comment, 'p')].map(xmlText).join(' ')))
      if (words !== '') this.comments.push(`A comment on ${nameOf(left)}${this.number + 1} says: "${words}"`)
    }
    this.drawn += elements(cell, 'frame').length
    const right = left + Number(cell.attributes['number-columns-spanned'] ?? 1) - 1
    const bottom = this.number + Number(cell.attributes['number-rows-spanned'] ?? 1) - 1
    if (right > left || bottom > this.number) this.merged.push({ top: this.number, bottom, left, right })
  }
}

const isHidden = (attributes: Record<string, string>): boolean =>
  /^(?:collapse|filter)$/.test(attributes.visibility ?? '')

const repeated = (value: string | undefined, most: number): number =>
  Math.max(0, Math.min(most, Math.max(1, Number(value ?? 1) || 1)))

/** As it is shown; of a cell that a program wrote without that, its value. */
function textOf(cell: Xml, parts: CellParts): string {
  const paragraphs = elements(cell, 'p')
  if (paragraphs.length > 0) {
    const texts = paragraphs.map((one) => parts.shown(one))
    return collapseSpace(texts.join(' '))
      .replaceAll(CLOSE + OPEN, '')
      .normalize('NFC')
  }
  const { attributes } = cell
  const value = ['string-value', 'date-value', 'time-value', 'boolean-value', 'value'].map((name) => attributes[name])
  return collapseSpace(saneText(value.find((one) => one !== undefined) ?? ''))
}

/** 27: "AB" */
function nameOf(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? nameOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}
