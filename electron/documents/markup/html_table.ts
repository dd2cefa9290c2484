import { DomUtils } from 'htmlparser2'
import type { TableRow } from '../flow/table_rows'
import { descendants, type Element, holds, isTag, type Parent, textOf } from './html_tree'

/** What a page's tables say of their rows and columns. */

type Part = 'table' | 'group' | 'row' | 'cell' | 'head'

const BY_NAME: Record<string, Part> = {
  table: 'table',
  thead: 'group',
  tbody: 'group',
  tfoot: 'group',
  tr: 'row',
  td: 'cell',
  th: 'head',
}

/** Pages that programs write have tables of other elements. */
const BY_ROLE: Record<string, Part> = {
  table: 'table',
  grid: 'table',
  treegrid: 'table',
  rowgroup: 'group',
  row: 'row',
  cell: 'cell',
  gridcell: 'cell',
  columnheader: 'head',
  rowheader: 'head',
}

const partOf = ({ name, attribs }: Element): Part | undefined =>
  Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : BY_ROLE[attribs.role?.toLowerCase() ?? '']

export const isTable = (element: Element): boolean =>
  partOf(element) === 'table' && (element.name === 'table' || rowsOf(element).length > 0)

/** A row, and the group of rows that it is in. */
export interface RowElement {
  row: Element
  group?: Element
}

/** The rows of a table as browsers order them, without those of tables inside. */
export function rowsOf(table: Element): RowElement[] {
  const rows = table.children.filter(isTag).flatMap((one): RowElement[] => {
    const part = partOf(one)
    if (part === 'row') return [{ row: one }]
    if (part !== 'group') return []
    return one.children.flatMap((row) => (isTag(row) && partOf(row) === 'row' ? [{ row, group: one }] : []))
  })
  const order = ({ group }: RowElement) => (group?.name === 'thead' ? 0 : group?.name === 'tfoot' ? 2 : 1)
  return rows.sort((one, other) => order(one) - order(other))
}

export const cellsOf = (row: Element): Element[] =>
  row.children.filter((one): one is Element => isTag(one) && /^(?:cell|head)$/.test(partOf(one) ?? ''))

const MOST_MOVED = 10_000

/** What each part of a table ends, if the page doesn't. */
const ENDS: Record<string, RegExp> = {
  td: /^t[dh]$/,
  th: /^t[dh]$/,
  tr: /^(?:t[dhr]|caption|colgroup)$/,
  thead: /^(?:t[dhr]|t(?:head|body|foot)|caption|colgroup)$/,
}
ENDS.tbody = ENDS.tfoot = ENDS.thead!

/** Ends cells, rows and groups of rows that a page leaves open where the next one begins, as the parser doesn't always. */
export function endOpenParts(page: Parent): void {
  const open = [...descendants(page)].filter((one): one is Element => isTag(one) && isLeftOpen(one))
  // no page that somebody wrote has as many
  if (open.length > MOST_MOVED) return
  let moved = 0
  /** What was put behind an element last. */
  const behind = new Map<unknown, Element>()
  for (const part of open) {
    for (let around = part.parent; around && isLeftOpen(part); around = part.parent) {
      if (++moved > MOST_MOVED) return
      DomUtils.removeElement(part)
      DomUtils.append(behind.get(around) ?? around, part)
      behind.set(around, part)
    }
  }
}

const isLeftOpen = ({ name, parent }: Element): boolean =>
  Object.hasOwn(ENDS, name) && parent !== null && 'name' in parent && ENDS[name]!.test(parent.name)

/** More than a cell of a table of values: a part of the page. */
export const holdsMuch = (cell: Element): boolean =>
  holds(cell, 'table h1 h2 h3 h4 h5 h6 pre hr form article section') ||
  cell.children.filter((child) => isTag(child) && /^(?:p|ul|ol|blockquote|dl)$/.test(child.name)).length > 2

/** Columns of a row, and characters that cells over several rows may add to it. */
const MOST_COLUMNS = 1000
const MOST_REPEATED = 1_000_000
/** What a cell takes, as characters. */
const EACH = 20
/** Columns beyond their first that cells may go over, of all rows together. */
const MOST_SPANNED = 2_000_000

/** A cell, and what is read in it. */
export interface ReadCell {
  cell: Element
  text: string
  /** Browsers show no cell in its place. */
  isGone?: boolean
}

interface Repeated {
  text: string
  span: number
  /** Rows that are still to come. */
  rows: number
}

/** Puts rows of cells together; what a cell over several rows says, each of them says. */
export class HtmlTable {
  readonly rows: TableRow[] = []
  private above = new Map<number, Repeated>()
  private repeated = 0
  private spanned = 0

  add({ row, group }: RowElement, read: readonly ReadCell[]): void {
    const cells = read.filter(({ isGone }) => !isGone)
    const texts: string[] = []
    const spans = new Map<number, number>()
    const put = (text: string, wanted: number) => {
      this.spanned += wanted - 1
      const span = this.spanned > MOST_SPANNED ? 1 : wanted
      if (span > 1) spans.set(texts.length, texts.length + span - 1)
      texts.push(text)
      for (let i = 1; i < span; i++) texts.push('')
    }
    const next = new Map<number, Repeated>()
    const putAbove = () => {
      for (let one = this.above.get(texts.length); one; one = this.above.get(texts.length)) {
        this.repeated += one.text.length + EACH
        if (this.repeated > MOST_REPEATED) return
        if (one.rows > 1) next.set(texts.length, { ...one, rows: one.rows - 1 })
        put(one.text, one.span)
      }
    }
    putAbove()
    for (const { cell, text } of cells) {
      const span = Math.min(spanOf(cell, 'colspan'), MOST_COLUMNS - texts.length)
      if (span < 1) break
      const rows = spanOf(cell, 'rowspan', row) - 1
      if (rows > 0) next.set(texts.length, { text, span, rows })
      put(text, span)
      putAbove()
    }
    this.above = next
    if (texts.every((text) => text === '')) return
    const filled = cells.filter(({ text }) => text !== '').map(({ cell }) => cell)
    this.rows.push({
      cells: texts,
      isHead: group?.name === 'thead' || filled.every(isHead) || (filled.some(isHead) ? false : undefined),
      isBold: filled.length > 1 && filled.every(isBold),
      ...(spans.size > 0 && { spans }),
    })
  }
}

/** How many rows or columns a cell goes over; of rows 0 stands for all that come. */
function spanOf(cell: Element, name: 'colspan' | 'rowspan', row?: Element): number {
  const value = Number.parseInt(cell.attribs[name] ?? '1', 10)
  return row && value === 0 ? Number.MAX_SAFE_INTEGER : Math.max(1, value || 1)
}

const isHead = (cell: Element): boolean => partOf(cell) === 'head'

/** All that a cell says is bold. */
function isBold(cell: Element): boolean {
  if (isHead(cell)) return true
  const bold = [...descendants(cell)].find((one) => isTag(one) && /^(?:b|strong)$/.test(one.name))
  return bold !== undefined && textOf(bold as Element) === textOf(cell)
}
