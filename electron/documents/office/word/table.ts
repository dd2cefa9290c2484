import type { TableRow } from '../../flow/table_rows'
import { child, elements, type Xml } from '../../packed/xml'
import { isOn } from './styles'

/** Cells with more paragraphs arrange the page, they hold no values. */
const MOST_PARAGRAPHS = 2

/** Rows and cells may stand inside of others' elements. */
const unwrapped = (of: Xml, name: string): Xml[] =>
  elements(of).flatMap((one) => {
    if (one.name === name) return [one]
    return /^(?:sdt|sdtContent|customXml|ins|moveTo)$/.test(one.name) ? unwrapped(one, name) : []
  })

interface Cell {
  cell: Xml
  span: number
}

export interface ReadCell {
  text: string
  bold: boolean
}

/** The rows of a table, without those that were deleted if changes count as accepted. */
export function rowsOf(table: Xml, accepted: boolean): { row: Xml; cells: Cell[]; before: number }[] {
  return unwrapped(table, 'tr')
    .filter((row) => !accepted || !child(row, 'trPr', 'del'))
    .map((row) => ({
      row,
      before: Number(child(row, 'trPr', 'gridBefore')?.attributes.val ?? 0),
      cells: unwrapped(row, 'tc').map((cell) => ({
        cell,
        span: Math.min(100, Number(child(cell, 'tcPr', 'gridSpan')?.attributes.val ?? 1)),
      })),
    }))
}

/** A table only arranges the page if a cell of it is more than a value. */
export const isLayout = (table: Xml, isHeading: (paragraph: Xml) => boolean): boolean =>
  rowsOf(table, false).some(({ cells }) =>
    cells.some(({ cell }) => {
      const paragraphs = unwrapped(cell, 'p')
      return paragraphs.length > MOST_PARAGRAPHS || elements(cell, 'tbl').length > 0 || paragraphs.some(isHeading)
    }),
  )

export function tableRows(rows: ReturnType<typeof rowsOf>, read: (cell: Xml) => ReadCell): TableRow[] {
  /** What stands in a cell that goes on over several rows, by its first column. */
  const above = new Map<number, ReadCell>()
  return rows.map(({ row, cells, before }): TableRow => {
    const written: ReadCell[] = Array<ReadCell>(Math.min(before, 100)).fill({ text: '', bold: true })
    const spans = new Map<number, number>()
    for (const { cell, span } of cells) {
      const column = written.length
      const goesOn = isContinued(cell)
      const one = (goesOn && above.get(column)) || read(cell)
      if (!goesOn) above.set(column, one)
      written.push(one, ...Array<ReadCell>(Math.max(0, span - 1)).fill({ text: '', bold: true }))
      if (span > 1) spans.set(column, written.length - 1)
    }
    const filled = written.filter(({ text }) => text !== '')
    return {
      cells: written.map(({ text }) => text),
      ...(isOn(child(row, 'trPr'), 'tblHeader') && { isHead: true }),
      isBold: filled.length > 1 && filled.every(({ bold }) => bold),
      ...(spans.size > 0 && { spans }),
    }
  })
}

/** It belongs to the cell above. */
function isContinued(cell: Xml): boolean {
  const merge = child(cell, 'tcPr', 'vMerge')
  return merge !== undefined && merge.attributes.val !== 'restart'
}
