import { hasLetter } from '../../../shared/document/characters'
import { isValue } from '../../phrases'
import { type Entry, entriesOf } from './entries'
import { type Segment, sameLine } from './segments'
import { type SideBlocks, sideBlocks } from './side_blocks'

/** Segments that are read from top to bottom before anything beside them: a column, a heading across columns. */
export interface Block {
  segments: Segment[]
  /** True when the order of `segments` is the file's, because its cells hold several lines each. */
  cells: boolean
  /** Not a column or a table: with a neighbour of this kind, it is one block. */
  plain: boolean
  /** Its lines are addresses and labels with their values: none goes on on the next. */
  single?: boolean
}

/** A column has at least this many lines, and so has its neighbour. */
const LINES_OF_COLUMN = 3
/** White space between two columns, in type sizes. */
const GUTTER = 0.55
/** Narrower than this, in type sizes, stand bullets, item numbers and line numbers: they belong to the lines beside. */
const NARROWEST_COLUMN = 3.5

/**
 * The blocks of a page in reading order. White gutters that several lines on both sides leave free cut the page into
 * columns; whatever crosses a gutter (a title, a wide table) cuts it into bands, which are read one after the other.
 * The file's own drawing order decides whether things side by side are columns or the cells of a table.
 */
export function readingOrder(segments: Segment[], rightToLeft: boolean): Block[] {
  const sorted = [...segments].sort((a, b) => a.base - b.base || a.left - b.left)
  return orderOf(sorted, rightToLeft, 0)
}

function orderOf(segments: Segment[], rightToLeft: boolean, depth: number): Block[] {
  if (segments.length === 0) return []
  const gutter = depth < 6 && segments.length >= 2 * LINES_OF_COLUMN ? bestGutter(segments) : undefined
  if (gutter === undefined) return [{ segments, cells: false, plain: true }]
  const blocks = bandsAt(segments, gutter).flatMap((band) => {
    if (!band.split) return orderOf(band.segments, rightToLeft, depth + 1)
    const { left, right } = band
    const entries = rightToLeft ? entriesOf(right, left) : entriesOf(left, right)
    if (entries) return blocksOf(entries)
    if (!areColumns(left, right)) {
      const blocks = sideBlocks(left, right)
      return blocks ? besideEachOther(blocks, rightToLeft, depth) : tableOf(band, rightToLeft, depth)
    }
    const sides = rightToLeft ? [right, left] : [left, right]
    return sides.flatMap((side) => orderOf(side, rightToLeft, depth + 1)).map((block) => ({ ...block, plain: false }))
  })
  return blocks.reduce(mergePlain, [])
}

function besideEachOther({ above, left, right, below }: SideBlocks, rightToLeft: boolean, depth: number): Block[] {
  const sides = (rightToLeft ? [right, left] : [left, right]).map((segments) => ({
    segments,
    cells: false,
    plain: false,
    single: true,
  }))
  return [...orderOf(above, rightToLeft, depth + 1), ...sides, ...orderOf(below, rightToLeft, depth + 1)]
}

/** Each term and then what is said of it; by rows where no term runs over several lines. */
function blocksOf(entries: Entry[]): Block[] {
  if (entries.some(({ term }) => term.length > 1)) {
    return entries.map(({ term, said }) => ({ segments: [...term, ...said], cells: true, plain: false }))
  }
  const segments = entries.flatMap(({ term, said }) => [...term, ...said])
  return [{ segments: segments.sort((a, b) => a.base - b.base || a.left - b.left), cells: false, plain: false }]
}

function mergePlain(blocks: Block[], block: Block): Block[] {
  const last = blocks.at(-1)
  if (last?.plain && block.plain) last.segments = [...last.segments, ...block.segments]
  else blocks.push({ ...block })
  return blocks
}

interface Band {
  segments: Segment[]
  left: Segment[]
  right: Segment[]
  /** The gutter really parts this band. */
  split: boolean
}

/** The gutter between such columns may be shorter by this. */
const NEARLY = 0.8

/**
 * The place x that parts the tallest stretch of the page into two sides, or undefined. In a table of contents of two
 * columns titles stand apart from their page numbers, too: there it is the one between the columns.
 */
function bestGutter(segments: Segment[]): number | undefined {
  let best = { x: undefined as number | undefined, height: 0 }
  const gutters = candidates(segments).map((x) => ({ x, height: splitHeight(segments, x) }))
  for (const gutter of gutters) if (gutter.height > best.height * 1.02) best = gutter
  const others = gutters.filter(({ x, height }) => x !== best.x && height > NEARLY * best.height)
  return others.find(({ x }) => partsContents(segments, x))?.x ?? best.x
}

const splitHeight = (segments: Segment[], x: number): number =>
  bandsAt(segments, x).reduce((sum, band) => sum + (band.split ? heightOf(band.segments) : 0), 0)

function partsContents(segments: Segment[], x: number): boolean {
  const split = bandsAt(segments, x).filter((band) => band.split)
  return split.every(({ left, right }) => isDrawnByRows(left) && isDrawnByRows(right) && areColumns(left, right))
}

/** Just left of where segments begin. */
function candidates(segments: Segment[]): number[] {
  const starts = new Set<number>()
  const leftmost = Math.min(...segments.map((segment) => segment.left))
  for (const segment of segments) {
    if (segment.left > leftmost + 2 * segment.size) starts.add(Math.round(segment.left))
  }
  return [...starts].sort((a, b) => a - b)
}

/** Cuts segments (sorted by base line) at those that cross x, or come too near to it, into bands from top to bottom. */
function bandsAt(segments: Segment[], x: number): Band[] {
  const bands: Band[] = []
  let free: Band = emptyBand()
  let across: Band = emptyBand()
  const closeFree = () => {
    if (free.segments.length === 0) return
    free.split = isSplit(free)
    const last = bands.at(-1)
    // Too little to be columns: it stays with what is around it, so that the next cut sees it whole.
    if (!free.split && last && !last.split) last.segments.push(...free.segments)
    else bands.push(free)
    free = emptyBand()
  }
  const closeAcross = () => {
    if (across.segments.length === 0) return
    const last = bands.at(-1)
    if (last && !last.split) last.segments.push(...across.segments)
    else bands.push(across)
    across = emptyBand()
  }
  for (const segment of segments) {
    const room = GUTTER * segment.size
    if (segment.left >= x - 1) {
      closeAcross()
      free.segments.push(segment)
      free.right.push(segment)
    } else if (segment.right <= x - room) {
      closeAcross()
      free.segments.push(segment)
      free.left.push(segment)
    } else {
      closeFree()
      across.segments.push(segment)
    }
  }
  closeFree()
  closeAcross()
  return bands
}

const emptyBand = (): Band => ({ segments: [], left: [], right: [], split: false })

function isSplit(band: Band): boolean {
  return [band.left, band.right].every(couldBeColumn) && overlapInHeight(band)
}

const couldBeColumn = (side: Segment[]): boolean =>
  lineCount(side) >= LINES_OF_COLUMN && side.some((s) => s.right - s.left >= NARROWEST_COLUMN * s.size)

function lineCount(segments: Segment[]): number {
  let lines = 0
  let last: Segment | undefined
  for (const segment of segments) {
    if (!last || !sameLine(last, segment)) lines++
    last = segment
  }
  return lines
}

/** Both sides share most of the shorter one's height: they stand side by side, not one below the other. */
function overlapInHeight({ left, right }: Band): boolean {
  const top = Math.max(topOf(left), topOf(right))
  const bottom = Math.min(bottomOf(left), bottomOf(right))
  const shorter = Math.min(bottomOf(left) - topOf(left), bottomOf(right) - topOf(right))
  return bottom - top >= 0.5 * shorter
}

const topOf = (segments: Segment[]) => Math.min(...segments.map((segment) => segment.top))
const bottomOf = (segments: Segment[]) => Math.max(...segments.map((segment) => segment.bottom))
const heightOf = (segments: Segment[]) => bottomOf(segments) - topOf(segments)

/**
 * Columns are drawn one after the other, tables row by row. Files that draw whole lines across columns are told apart
 * by their text: columns of prose are filled with wide lines.
 */
function areColumns(left: Segment[], right: Segment[]): boolean {
  const sides = [...left.map((s) => ({ s, side: 0 })), ...right.map((s) => ({ s, side: 1 }))]
  sides.sort((a, b) => a.s.order - b.s.order)
  let changes = 0
  for (let i = 1; i < sides.length; i++) if (sides[i]!.side !== sides[i - 1]!.side) changes++
  const prose = isProse(left) && isProse(right)
  if (changes <= 1 + 0.15 * Math.min(left.length, right.length)) return prose || !areRows(left, right)
  return prose
}

/** A table drawn column by column: narrow cells, each beside a row of several others. */
function areRows(left: Segment[], right: Segment[]): boolean {
  if (left.some((s) => s.right - s.left > 12 * s.size) || isDrawnByRows(left)) return false
  const beside = left.map((s) => right.filter((other) => sameLine(s, other)).length)
  return beside.filter((count) => count > 1).length > 0.6 * left.length
}

/** Most of its lines have several pieces, one drawn after the other: titles and page numbers of a table of contents. */
function isDrawnByRows(segments: Segment[]): boolean {
  const drawn = [...segments].sort((a, b) => a.order - b.order)
  const pairs = drawn.filter((segment, i) => i > 0 && sameLine(segment, drawn[i - 1]!)).length
  return pairs > 0.6 * lineCount(segments)
}

function isProse(segments: Segment[]): boolean {
  const width = Math.max(...segments.map((s) => s.right)) - Math.min(...segments.map((s) => s.left))
  const wide = segments.filter((s) => s.right - s.left > 0.7 * width && s.right - s.left > 12 * s.size)
  const withLetters = segments.filter((s) => s.spans.some((span) => hasLetter(span.text)))
  if (segments.length < FEWEST_OF_PROSE || withLetters.length <= 0.8 * segments.length) return false
  return wide.length > 0.55 * segments.length || runsOn(segments)
}

const FEWEST_OF_PROSE = 6

/** Narrow columns of prose: most of their lines have several words and begin in the midst of a sentence. */
function runsOn(segments: Segment[]): boolean {
  const lines = segments.filter(({ spans }) => /^\p{Ll}/u.test(spans[0]!.text))
  // Lines of a program beside its comments have few words of letters alone.
  const words = segments.filter(({ spans }) => {
    const all = spans.flatMap(({ text }) => text.split(' '))
    return all.filter((word) => /^\p{L}{2,}[.,;:]?$/u.test(word)).length > 2
  })
  return lines.length > 0.6 * segments.length && words.length > 0.7 * segments.length
}

/** The stretch where both sides have something is the table; what stands above and below is ordinary text. */
function tableOf({ segments, left, right }: Band, rightToLeft: boolean, depth: number): Block[] {
  const top = Math.max(topOf(left), topOf(right))
  const bottom = Math.min(bottomOf(left), bottomOf(right))
  const above = segments.filter((segment) => segment.bottom <= top)
  const beside = segments.filter((segment) => segment.bottom > top && segment.top < bottom)
  const table = withLastCell(
    beside,
    segments.filter((segment) => segment.top >= bottom),
  )
  const below = segments.filter((segment) => segment.top >= bottom && !table.includes(segment))
  return [...orderOf(above, rightToLeft, depth + 1), ...cellsOf(table), ...orderOf(below, rightToLeft, depth + 1)]
}

/** A cell may reach further down than those beside it: its lines go on below, drawn before the last of these. */
function withLastCell(table: Segment[], below: Segment[]): Segment[] {
  const last = Math.max(...table.map(({ order }) => order))
  const all = [...table]
  for (const segment of below) {
    const isNear = all.some(({ bottom, left, right }) => {
      const isUnder = segment.left < right && segment.right > left
      return isUnder && segment.top < bottom + ROOM_IN_CELL * segment.size
    })
    if (segment.order < last && isNear) all.push(segment)
  }
  return all
}

/** Between a cell's lines, in type sizes. */
const ROOM_IN_CELL = 0.6

/** A table: read in drawing order if that runs down the page (cells of several lines stay whole), else by rows. */
function cellsOf(segments: Segment[]): Block[] {
  const drawn = [...segments].sort((a, b) => a.order - b.order)
  let lowest = -Infinity
  let climbs = 0
  for (const segment of drawn) {
    // Back up to the top of the next cell of a row is fine; back up over rows that are done is not.
    if (segment.base < lowest - 12 * segment.size) climbs++
    lowest = Math.max(lowest, segment.base)
  }
  return climbs === 0 && !isByColumns(drawn)
    ? [{ segments: drawn, cells: true, plain: false }]
    : [{ segments, cells: false, plain: false }]
}

/** Drawn one column after the other, each from the top, most of them values: no row of cells that hold several lines. */
function isByColumns(drawn: Segment[]): boolean {
  const columns: Segment[][] = []
  for (const segment of drawn) {
    const last = columns.at(-1)?.at(-1)
    if (last && segment.base > last.base + 0.5 * segment.size) columns.at(-1)!.push(segment)
    else columns.push([segment])
  }
  const top = Math.min(...drawn.map(({ base }) => base))
  const fromTop = columns.every(([first]) => first!.base < top + first!.size)
  const values = columns.filter(
    (own) => own.filter(({ spans }) => spans.every(({ text }) => isValue(text))).length >= 0.6 * own.length,
  )
  return (
    columns.length > 2 && fromTop && values.length >= (columns.length - 1) / 2 && columns[0]!.length >= LINES_OF_COLUMN
  )
}
