import type { TableRow } from '../flow/table_rows'

/** How a row says that one of its cells goes on: into it from the left, or from above. */
interface CellMark {
  fromLeft: boolean
  fromAbove: boolean
}

/** The rows of a table, whose cells are said before what stands in them. */
export class RtfRows {
  private rows: TableRow[] = []
  private marks: CellMark[] = []
  private next: CellMark = { fromLeft: false, fromAbove: false }
  private cells: string[] = []
  private isHead = false
  private isBold = true
  /** Its cells may be painted. */
  isPainted = false
  private above: readonly string[] = []

  get isEmpty(): boolean {
    return this.rows.length === 0 && this.cells.length === 0
  }

  /** A word about a row or its cells; false for others. */
  word(name: string): boolean {
    if (name === 'trowd') Object.assign(this, { marks: [], isHead: false, isPainted: false })
    else if (name === 'trhdr') this.isHead = true
    else if (name === 'clmrg') this.next.fromLeft = true
    else if (name === 'clvmrg') this.next.fromAbove = true
    else if (name === 'clcbpat' || name === 'clshdng') this.isPainted = true
    else if (name === 'cellx') {
      this.marks.push(this.next)
      this.next = { fromLeft: false, fromAbove: false }
    } else return false
    return true
  }

  cell(text: string, bold: boolean): void {
    if (text !== '' && !bold) this.isBold = false
    this.cells.push(text)
  }

  endRow(): void {
    const { cells } = this
    if (cells.length === 0) return
    const spans = new Map<number, number>()
    let first = 0
    for (let i = 0; i < cells.length; i++) {
      if (this.marks[i]?.fromAbove) cells[i] = this.above[i] ?? ''
      if (this.marks[i]?.fromLeft && i > 0) spans.set(first, i)
      else first = i
    }
    const isBold = this.isBold && cells.filter((cell) => cell !== '').length > 1
    this.rows.push({ cells, isBold, ...(this.isHead && { isHead: true }), ...(spans.size > 0 && { spans }) })
    this.above = cells
    Object.assign(this, { cells: [], isBold: true })
  }

  take(): TableRow[] {
    this.endRow()
    const { rows } = this
    Object.assign(this, { rows: [], above: [] })
    return rows
  }
}
