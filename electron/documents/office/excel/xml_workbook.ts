import { collapseSpace, saneText } from '../../../shared/document/characters'
import type { SourceDocument } from '../../../shared/document/types'
import { type PageName, toDocument } from '../../blocks'
import { Flow } from '../../flow/flow'
import { rootTag } from '../../packed/root_tag'
import { child, eachElement, elements, type Xml, xmlText } from '../../packed/xml'
import type { Packed } from '../../packed/zip'
import { type GridRow, regionsOf } from '../../values/grid'
import { type Merged, spreadMerged } from '../../values/merged'
import type { OfficeOptions } from '../options'

/** The name of the one part of such a file. */
export const XML_WORKBOOK = 'workbook.xml'

/** Excel's workbooks in XML of 2003, which many programs still write, often as ".xls". `text`: its bytes as Latin-1. */
export const isXmlWorkbook = (text: string): boolean =>
  /^<(?:\w+:)?Workbook\s.*urn:schemas-microsoft-com:office:spreadsheet/s.test(rootTag(text))

/** A page for each sheet that shows, as of other workbooks. */
export async function readXmlWorkbook(packed: Packed, options: OfficeOptions): Promise<SourceDocument> {
  const reader = new SheetsReader(new Flow(packed.guard), options.hidden ?? false)
  await eachElement(
    packed,
    XML_WORKBOOK,
    (name, path) => path.includes('Worksheet') && /^(?:Row|Column|WorksheetOptions)$/.test(name),
    (element) => reader.take(element),
    (name, attributes) => {
      if (name === 'Worksheet') reader.begin(attributes['ss:Name'] ?? attributes.Name ?? '')
    },
  )
  reader.end()
  const { flow, pages } = reader
  return toDocument(flow.blocks, packed.guard.file, 'xlsx', pages.length > 0 ? pages : 1, flow.notes())
}

interface Sheet {
  name: string
  isHidden: boolean
  rows: (GridRow | undefined)[]
  byNumber: Map<number, Map<number, string>>
  merged: Merged[]
  /** Of the last row and column that were met; from 0. */
  row: number
  column: number
  hiddenColumns: Set<number>
  hiddenRows: number
}

class SheetsReader {
  readonly pages: PageName[] = []
  private sheet: Sheet | undefined

  constructor(
    readonly flow: Flow,
    private readonly readsHidden: boolean,
  ) {}

  begin(name: string): void {
    this.end()
    const empty = { rows: [], byNumber: new Map(), merged: [], row: -1, column: -1, hiddenRows: 0 }
    this.sheet = { name: collapseSpace(saneText(name)), isHidden: false, hiddenColumns: new Set(), ...empty }
  }

  take(element: Xml): void {
    const { sheet } = this
    if (!sheet) return
    if (element.name === 'Row') this.row(element, sheet)
    else if (element.name === 'Column') column(element, sheet)
    else sheet.isHidden = /^SheetHidden|^SheetVeryHidden/.test(xmlText(child(element, 'Visible')).trim())
  }

  end(): void {
    const { sheet, flow } = this
    this.sheet = undefined
    if (!sheet) return
    if (sheet.isHidden && !this.readsHidden) {
      flow.noteOfAll('hidden', `The sheet "${sheet.name}" is hidden and was not read.`)
      return
    }
    if (this.pages.length > 0) flow.nextPage()
    this.pages.push({ part: 'sheet', label: sheet.isHidden ? `${sheet.name} (hidden)` : sheet.name })
    spreadMerged(sheet.byNumber, sheet.merged)
    for (const { above, rows } of regionsOf(sheet.rows)) {
      for (const line of above) flow.prose(line)
      flow.table(rows)
    }
    flow.tellHidden(this.pages.length, sheet.hiddenRows, 'hidden row', this.readsHidden)
    flow.tellHidden(this.pages.length, sheet.hiddenColumns.size, 'hidden column', this.readsHidden)
  }

  private row(row: Xml, sheet: Sheet): void {
    const at = Number(row.attributes.Index ?? sheet.row + 2) - 1
    if (at > sheet.row + 1) sheet.rows.push(undefined)
    sheet.row = at
    const isHidden = row.attributes.Hidden === '1'
    if (isHidden) sheet.hiddenRows++
    if (isHidden && !this.readsHidden) return
    const cells = new Map<number, string>()
    let next = 0
    for (const cell of elements(row, 'Cell')) {
      const left = Number(cell.attributes.Index ?? next + 1) - 1
      const right = left + Number(cell.attributes.MergeAcross ?? 0)
      const bottom = at + Number(cell.attributes.MergeDown ?? 0)
      if (right > left || bottom > at) sheet.merged.push({ top: at, bottom, left, right })
      next = right + 1
      const isOut = isHidden || sheet.hiddenColumns.has(left)
      const text = shown(child(cell, 'Data'))
      if (text === '' || (isOut && !this.readsHidden)) continue
      this.flow.guard.cell()
      cells.set(left, isOut ? `[hidden: ${text}]` : text)
    }
    sheet.byNumber.set(at, cells)
    sheet.rows.push(cells.size > 0 ? cells : undefined)
  }
}

function column({ attributes }: Xml, sheet: Sheet): void {
  const first = Number(attributes.Index ?? sheet.column + 2) - 1
  const last = first + Math.min(MOST_COLUMNS, Number(attributes.Span ?? 0))
  sheet.column = last
  if (attributes.Hidden === '1') for (let i = first; i <= last; i++) sheet.hiddenColumns.add(i)
}

const MOST_COLUMNS = 16_384

/** Numbers as they are written, as their formats are Excel's to know. */
function shown(data: Xml | undefined): string {
  const text = collapseSpace(saneText(xmlText(data)))
  const type = data?.attributes.Type
  if (type === 'Boolean') return text === '1' ? 'TRUE' : 'FALSE'
  return type === 'DateTime' ? text.replace('T', ' ').replace(/ 00:00:00(?:\.0+)?$|:00(?:\.0+)?$|\.0+$/, '') : text
}
