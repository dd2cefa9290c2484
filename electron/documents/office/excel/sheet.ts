import { collapseSpace, saneText } from '../../../shared/document/characters'
import { child, eachElement, elements, type Xml, xmlOf, xmlText } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import { drawnIn } from '../../set_signs'
import { OPEN } from '../../struck'
import type { GridRow } from '../../values/grid'
import { type Merged, spreadMerged } from '../../values/merged'
import { relationsOf, targetsOf } from '../relations'
import type { CellLooks } from './cell_looks'
import type { NumberFormats } from './formats'
import { markedString, plainString, type SharedString, stringOf } from './rich_strings'

export interface SheetRows {
  rows: (GridRow | undefined)[]
  hiddenRows: number
  hiddenColumns: number
  /** In the colour of their paper, or with a format that shows nothing. */
  hiddenCells: number
  struckCells: number
  /** Formulas that nothing has worked out yet. */
  unworked: number
}

interface SheetOptions {
  strings: readonly SharedString[]
  formats: NumberFormats
  looks: CellLooks
  /** Reads what is hidden too, as "[hidden: ...]". */
  hidden: boolean
}

/** Rows further apart than this are as far apart as others are. */
const GAP = 1

/** What the cells of a sheet show. */
export async function readSheet(packed: Packed, part: string, options: SheetOptions): Promise<SheetRows> {
  const read: SheetRows = { rows: [], hiddenRows: 0, hiddenColumns: 0, hiddenCells: 0, struckCells: 0, unworked: 0 }
  const hiddenColumns = new Set<number>()
  const metColumns = new Set<number>()
  const byNumber = new Map<number, Map<number, string>>()
  const merged: Merged[] = []
  /** Areas that a rule or a table may paint. */
  const painted: Merged[] = []
  const unseen: UnseenCell[] = []
  let last = 0
  const row = (element: Xml) => {
    const number = Number(element.attributes.r ?? last + 1)
    const isHidden = isTrue(element.attributes.hidden) || element.attributes.ht === '0'
    const cells = new Map<number, string>()
    let column = -1
    for (const cell of elements(element, 'c')) {
      column = columnOf(cell.attributes.r) ?? column + 1
      const found = shownCell(cell, options, read)
      if (!found) continue
      packed.guard.cell()
      const { text, isShown, seen } = found
      const isOut = isHidden || hiddenColumns.has(column)
      if (!isOut && text.includes(OPEN)) read.struckCells++
      if (!isOut && seen !== text) unseen.push({ cells, row: number - 1, column, isShown, seen })
      if (!isHidden && isOut) metColumns.add(column)
      if (!isOut || options.hidden) cells.set(column, isOut ? `[hidden: ${text}]` : text)
    }
    if (isHidden && elements(element, 'c').length > 0) read.hiddenRows++
    if (number > last + GAP && !isHidden) read.rows.push(undefined)
    if (!isHidden || options.hidden) {
      read.rows.push(cells)
      byNumber.set(number - 1, cells)
    }
    last = number
  }
  await eachElement(
    packed,
    part,
    (name, path) => WANTED[name] !== undefined && path.at(-1) === WANTED[name],
    (element) => {
      if (element.name === 'row') row(element)
      else if (element.name === 'col') hideColumns(element, hiddenColumns)
      else if (element.name === 'mergeCell') {
        if (merged.length < MOST_MERGED) merged.push(...mergedOf(element.attributes.ref))
      } else painted.push(...(element.attributes.sqref ?? '').split(' ').slice(0, MOST_PAINTED).flatMap(mergedOf))
    },
  )
  painted.push(...(await tablesOf(packed, part)))
  for (const one of unseen) hideUnseen(one, painted, options.hidden, read)
  spreadMerged(byNumber, merged)
  read.hiddenColumns = metColumns.size
  return read
}

/** What is read of a sheet, and what it stands in. */
const WANTED: Record<string, string> = {
  row: 'sheetData',
  col: 'cols',
  mergeCell: 'mergeCells',
  conditionalFormatting: 'worksheet',
}

const MOST_MERGED = 100_000

/** "B1:C1" */
function mergedOf(reference: string | undefined): Merged[] {
  const [from, to = from] = (reference ?? '').split(':').map((cell) => ({ row: rowOf(cell), column: columnOf(cell) }))
  if (from?.column === undefined || to?.column === undefined) return []
  return [{ top: from.row, bottom: to.row, left: from.column, right: to.column }]
}

interface UnseenCell {
  cells: Map<number, string>
  row: number
  column: number
  /** It would show something, were it not for its colour. */
  isShown: boolean
  /** What is read of it, where only parts of it can't be seen. */
  seen: string | undefined
}

/** With more of them, any cell may be painted. */
const MOST_PAINTED = 100

function hideUnseen(
  { cells, row, column, isShown, seen }: UnseenCell,
  painted: readonly Merged[],
  isRead: boolean,
  read: SheetRows,
): void {
  const isIn = ({ top, bottom, left, right }: Merged) =>
    row >= top && row <= bottom && column >= left && column <= right
  if (isShown && (painted.length >= MOST_PAINTED || painted.some(isIn))) return
  read.hiddenCells++
  const text = cells.get(column)
  if (seen) cells.set(column, seen)
  else if (isRead && text !== undefined) cells.set(column, `[hidden: ${text}]`)
  else cells.delete(column)
}

/** Where the tables of a sheet are, which have styles of their own. */
async function tablesOf(packed: Packed, part: string): Promise<Merged[]> {
  const areas: Merged[] = []
  for (const table of targetsOf(await relationsOf(packed, part), 'table').slice(0, MOST_PAINTED)) {
    areas.push(...mergedOf((await xmlOf(packed, table))?.attributes.ref))
  }
  return areas
}

const rowOf = (reference: string): number => Number(/\d+$/.exec(reference)?.[0] ?? 1) - 1

const MOST_COLUMNS = 16_384

function hideColumns({ attributes: { min, max, hidden, width } }: Xml, columns: Set<number>): void {
  if (!isTrue(hidden) && width !== '0') return
  for (let column = Number(min); column <= Math.min(Number(max), MOST_COLUMNS); column++) columns.add(column - 1)
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

/** "AB12": 27 */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (letters === undefined) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** What a cell shows, and what of that can be seen: undefined where nothing can. */
function shownCell(cell: Xml, options: SheetOptions, read: SheetRows) {
  const held = heldBy(cell, options, read)
  const value = plainString(held)
  const shown = value === '' ? '' : shownOf(cell, value, options)
  // many formats show nothing for nothing
  if (shown === '' && Number(value) === 0) return undefined
  const look = options.looks.of(cell.attributes.s)
  // a format may show other words
  const words = shown === value && typeof held !== 'string' ? held : drawnIn(look.font, shown || value)
  const text = markedString(words, look, (part) => part)
  const isShown = shown !== ''
  if (!isShown || look.isUnseen) return { text, isShown, seen: undefined }
  const seen = markedString(words, look, (part) => (options.hidden ? `[hidden: ${part.trim()}]` : ''))
  return { text, isShown, seen }
}

/** What a cell holds; of a number its digits. */
function heldBy(cell: Xml, { strings }: SheetOptions, read: SheetRows): SharedString {
  const { t: type } = cell.attributes
  const value = xmlText(child(cell, 'v'))
  if (value === '' && child(cell, 'f') && type !== 'str') read.unworked++
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'inlineStr') return stringOf(child(cell, 'is'))
  if (type === 'b') return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'str' || type === 'e' || type === 'd') return collapseSpace(saneText(value))
  return value
}

/** A cell's value as its format shows it; '' where that shows nothing. */
function shownOf({ attributes: { t: type, s: style } }: Xml, value: string, { formats }: SheetOptions): string {
  if (type === 's' || type === 'inlineStr' || type === 'str') return formats.shownWords(value, style)
  return type === undefined || type === 'n' ? formats.shown(value, style) : value
}
