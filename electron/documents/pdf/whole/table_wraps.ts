import { firstChar, isUnspaced, lastChar } from '../../../shared/document/characters'
import { junctionOf, type Vocabulary } from '../../hyphens'
import { hyphenAtEnd } from '../../phrases'
import type { Line, Piece } from '../layout/lines'
import { byColumn, type Cell, type Column, cellsOf, columnsOf, columnsUnder, textOf } from './table_cells'
import { isNumber } from './table_columns'

/** Lines of one row are nearer to each other than this, in parts of the smallest step; rows are further apart. */
const TOGETHER = 1.15
const APART = 1.3
/** Of the rows of several lines, so many may be as full in each of these: they are rows of their own. */
const MOST_EVEN = 0.34
/** Lines with so many columns in common, or all, are rows; seldom do so many cells of a row wrap. */
const MOST_SHARED = 3
/** Type sizes between lines that begin on one base line. */
const NEAR = 0.3
/** And between those of one base line that were drawn apart. */
const LEVEL = 0.15
/** And between those of a cell at most. */
const FARTHEST = 1.5
/** Characters of a cell's line: longer ones are prose beside something else. */
const LONGEST = 90

/** Lines that are one row, from the first base line to the last. */
interface Group {
  lines: Line[]
  first: number
  last: number
}

/**
 * The rows of a table: lines that were drawn cell after cell, back up to where the row begins, lines on one base line,
 * lines that stand nearer to each other than rows do, and lines that go on in small letters below some cells of a row,
 * are put together, cell by cell. All others stay as they are.
 */
export function wrappedRows(lines: readonly Line[], vocabulary: Vocabulary): Line[] {
  const cells = lines.map((line) => cellsOf(line))
  if (cells.flat().some((cell) => textOf(cell).length > LONGEST)) return [...lines]
  const rows = cells.filter(({ length }) => length > 1)
  const columns = columnsOf(rows)
  const drawn = drawnTogether(lines, columns).sort((a, b) => a.first - b.first)
  const level = merged(drawn, (above, one) => isLevel(above, one))
  const clusters = clustersOf(level)
  const apart = clusters && areWraps(clusters, columns) ? clusters.map(together) : level
  const groups = merged(apart, (above, one) => runsOn(above, one, columns))
  if (groups.length === lines.length) return [...lines]
  const inOrder = groups.sort((a, b) => lines.indexOf(a.lines[0]!) - lines.indexOf(b.lines[0]!))
  return inOrder.map((group) => (group.lines.length === 1 ? group.lines[0]! : joined(group.lines, columns, vocabulary)))
}

const together = (groups: readonly Group[]): Group => ({
  lines: groups.flatMap(({ lines }) => lines),
  first: groups[0]!.first,
  last: Math.max(...groups.map(({ last }) => last)),
})

/** Lines of one cell and then those of the next, which begins further up again: beside the first of these, or its middle. */
function drawnTogether(lines: readonly Line[], columns: readonly Column[]): Group[] {
  const groups: Group[] = []
  for (const line of lines) {
    const one: Group = { lines: [line], first: line.base, last: line.base }
    const from = rowOf(line, groups, columns)
    const to = from === undefined || goesOnIn(groups.slice(from), columns) ? groups.length : from + 1
    const row = from === undefined ? one : together([...groups.slice(from, to), one])
    if (
      from !== undefined &&
      isOneRow(
        row.lines.map((own) => [own]),
        columns,
      )
    )
      groups.splice(from, to - from, row)
    else groups.push(one)
  }
  return groups
}

/** Where among groups the row begins that a line belongs to which goes up again; undefined for one further down. */
function rowOf(line: Line, groups: readonly Group[], columns: readonly Column[]): number | undefined {
  const last = groups.at(-1)
  const near = NEAR * line.size
  if (!last || line.base > last.last + near) return undefined
  if (last.lines.length > 1 && line.base > last.first - near) return groups.length - 1
  const top = groups.findLastIndex(({ first }) => Math.abs(first - line.base) < near)
  if (top >= 0) return top
  const middle = groups.findLastIndex(({ first }) => Math.abs((first + last.last) / 2 - line.base) < near)
  return middle >= 0 && goesOnIn(groups.slice(middle), columns) ? middle : undefined
}

/** Lines that follow each other in one column. */
function goesOnIn(groups: readonly Group[], columns: readonly Column[]): boolean {
  const cells = groups.map(({ lines }) => lines.flatMap((line) => cellsOf(line)))
  const places = cells.map((own) => own.map((cell) => columnsUnder(cell, columns).join()))
  return places.every((at, i) => i === 0 || (at.length === 1 && places[0]!.includes(at[0]!)))
}

function isLevel(above: Group, group: Group): boolean {
  const [a, b] = [above.lines.at(-1)!, group.lines[0]!]
  const overlap = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  return above.lines.length === 1 && Math.abs(a.base - b.base) < LEVEL * b.size && overlap <= 0
}

/** A line of some cells that each go on with a word from the row above. */
function runsOn(above: Group, group: Group, columns: readonly Column[]): boolean {
  const [line] = group.lines as [Line]
  const [upper, cells] = [above.lines.flatMap((own) => cellsOf(own)), cellsOf(line)]
  if (group.lines.length > 1 || group.first - above.last > FARTHEST * line.size) return false
  const goesOn = (cell: Cell) =>
    /^\p{Ll}/u.test(textOf(cell)) && upper.some((one) => columnsUnder(cell, [one]).length > 0)
  return (
    upper.length > 1 && cells.length < columns.length && cells.every(goesOn) && isOneRow([above.lines, [line]], columns)
  )
}

function merged(groups: readonly Group[], goesOn: (above: Group, group: Group) => boolean): Group[] {
  const found: Group[] = []
  for (const group of groups) {
    const last = found.at(-1)
    if (last && goesOn(last, group)) found.splice(-1, 1, together([last, group]))
    else found.push(group)
  }
  return found
}

/** Rows whose lines stand near to each other, if all steps between lines are short or long. */
function clustersOf(groups: readonly Group[]): Group[][] | undefined {
  const steps = groups.slice(1).map(({ first }, i) => first - groups[i]!.last)
  const least = Math.min(...steps)
  if (least <= 0 || !steps.some((step) => step > APART * least)) return undefined
  if (steps.some((step) => step > TOGETHER * least && step <= APART * least)) return undefined
  const clusters: Group[][] = []
  for (const [i, group] of groups.entries()) {
    if (i > 0 && steps[i - 1]! <= TOGETHER * least) clusters.at(-1)!.push(group)
    else clusters.push([group])
  }
  return clusters.some(({ length }) => length > 1) ? clusters : undefined
}

/** The lines of a row are not all as full in most rows of several lines: else each line is a row. */
function areWraps(clusters: readonly Group[][], columns: readonly Column[]): boolean {
  const many = clusters.filter(({ length }) => length > 1).map((groups) => groups.map(({ lines }) => lines))
  const counts = many.map((rows) => new Set(rows.map((lines) => lines.flatMap((line) => cellsOf(line)).length)).size)
  const even = counts.filter((count) => count === 1).length
  const hasCells = many.every((rows) => rows.some((lines) => lines.flatMap((line) => cellsOf(line)).length > 1))
  return hasCells && even <= MOST_EVEN * many.length && many.every((rows) => isOneRow(rows, columns))
}

/** No column has two numbers, no two lines have several columns in common, and nothing stands across two columns. */
function isOneRow(rows: readonly Line[][], columns: readonly Column[]): boolean {
  const cells = rows.map((lines) => lines.flatMap((line) => cellsOf(line)))
  const all = columnsOf([columns, ...cells])
  if (all.length < columns.length) return false
  const placed = cells.map((own) => byColumn(own, all))
  const numbers = placed[0]!.map((_, i) => placed.filter((row) => row[i] && isNumber(row[i])).length)
  const most = Math.min(MOST_SHARED, columns.length)
  const shared = placed.some((row, i) => i > 0 && sharedBy(placed[i - 1]!, row) >= most)
  return columns.length > 1 && !shared && numbers.every((count) => count < 2)
}

const sharedBy = (a: readonly (Cell | undefined)[], b: readonly (Cell | undefined)[]): number =>
  a.filter((cell, i) => cell && b[i]).length

/** Several lines as one row: the lines of each cell follow each other. */
export function joined(lines: readonly Line[], columns: readonly Column[], vocabulary: Vocabulary): Line {
  const [first] = lines as [Line, ...Line[]]
  const all = columnsOf([columns, ...lines.map((line) => cellsOf(line))])
  const rows = lines.map((line) => byColumn(cellsOf(line), all))
  const order = all.map((_, i) => i)
  if (first.rtl) order.reverse()
  const cells = order
    .map((i) => rows.flatMap((row) => (row[i] ? [row[i].pieces] : [])))
    .filter((cell) => cell.length > 0)
  const pieces = cells.flatMap((parts) => cellOfLines(parts, vocabulary))
  return {
    ...first,
    pieces,
    text: textOf({ pieces }),
    left: Math.min(...lines.map(({ left }) => left)),
    right: Math.max(...lines.map(({ right }) => right)),
    bottom: Math.max(...lines.map(({ bottom }) => bottom)),
    ...(lines.every(({ look }) => look === first.look) ? {} : { look: undefined }),
    oneFont: lines.every(({ font, oneFont }) => oneFont && font === first.font),
    cells: cells.length,
  }
}

/** What the breaks of a cell's lines stand for, as those of a paragraph's. */
function cellOfLines(parts: readonly Piece[][], vocabulary: Vocabulary): Piece[] {
  const pieces: Piece[] = []
  for (const [i, part] of parts.entries()) {
    const next = part[0]!
    const last = pieces.at(-1)
    const junction = last && hyphenAtEnd(last.text) ? junctionOf(last.text, next.text, vocabulary) : 'apart'
    if (junction === 'joined') pieces[pieces.length - 1] = { ...last!, text: last!.text.slice(0, -1) }
    const isUnparted = last && isUnspaced(lastChar(last.text)) && isUnspaced(firstChar(next.text))
    pieces.push({ ...next, spaced: junction === 'apart' && !isUnparted, cell: i === 0 }, ...part.slice(1))
  }
  return pieces
}
