import { endsSentence } from '../../phrases'
import { isStatement } from '../../text/listing'
import { settleAdvances } from '../layout/advance'
import type { Line } from '../layout/lines'
import type { BodyStyle } from './headings'
import type { Measure } from './paragraphs'

/** A listing's type is no larger against the text's: larger type is a heading's. */
const LARGEST = 1.3
/** In a text that is typed, lines are a listing's if so many of them look like code or a table. */
const MOST = 0.6
/** Of a listing's lines, so many end where there was room for more. */
const MEANT = 0.4

/**
 * Finds the lines of programs, commands and typed tables, whose breaks and first blanks mean something, and says of each
 * how many columns it is indented by. They are told by their type if the text is set in another, and by what they say if all is
 * typed: contracts, screenplays and letters in Courier are prose like others.
 */
export function markListings(lines: Line[], body: BodyStyle, measure: Measure): void {
  settleAdvances(lines)
  const typed = lines.some((line) => line.font === body.font && line.advance !== undefined)
  for (const run of runsOf(lines, body, typed ? measure : undefined)) {
    if (typed ? !looksTyped(run.lines) : looksLikeProse(run.lines) || isInside(run, measure)) continue
    const left = Math.min(...run.lines.map((line) => line.left))
    for (const line of run.lines) line.indent = Math.max(0, Math.round((line.left - left) / line.advance!))
  }
}

interface Run {
  lines: Line[]
  before: Line | undefined
}

/** Typed lines that follow each other; where all is typed, up to a gap. */
function runsOf(lines: Line[], body: BodyStyle, upToGaps: Measure | undefined): Run[] {
  const runs: Run[] = []
  for (const [i, line] of lines.entries()) {
    if (line.advance === undefined || line.rtl || line.aside || line.size > LARGEST * body.size) continue
    const last = runs.at(-1)
    const before = lines[i - 1]
    const goesOn =
      last && last.lines.at(-1) === before && Math.abs(before!.advance! - line.advance) < 0.05 * line.advance
    if (goesOn && !(upToGaps && before!.block === line.block && !isNear(before!, line, upToGaps))) last.lines.push(line)
    else runs.push({ lines: [line], before })
  }
  return runs
}

const isNear = (above: Line, line: Line, { pitch }: Measure): boolean =>
  above.page === line.page && above.block === line.block && line.base - above.base < 1.15 * pitch(line.size)

/** A name in the middle of a sentence that fills a line, or a heading's name. */
function isInside({ lines, before }: Run, measure: Measure): boolean {
  if (lines.length > 1) return false
  const [line] = lines as [Line]
  if (/bold|black|heavy/i.test(line.fontName ?? '')) return true
  return before !== undefined && isNear(before, line, measure) && !endsSentence(before.text)
}

/** Lines of words that end where the next word had no room. */
function looksLikeProse(lines: Line[]): boolean {
  return shareOf(lines, (line) => isProse(line.text)) > 0.5 && shareOf(lines.slice(1), breakIsMeant(lines)) < MEANT
}

/** Whether the line before had room for the first word of a line. */
function breakIsMeant(lines: Line[]): (line: Line, at: number) => boolean {
  const right = Math.max(...lines.map((line) => line.right))
  return (line, i) => right - lines[i]!.right > line.firstWord + 2 * line.advance!
}

/** Five words or more, and no signs of a program among them. */
const isProse = (text: string): boolean => text.split(/\s+/).length > 4 && !isCode(text)

function looksTyped(lines: Line[]): boolean {
  return lines.length > 1 && shareOf(lines, (line) => isCode(line.text) || hasWideGap(line)) >= MOST
}

const CODE = [
  /[\p{L}\d_\])]\(\S*\)|\w\(["'\w]|[=!<>+*/-]=|=>|->|::|&&|\|\||\w\[\w+\]|\s=\s|\\\w|\w_\w/u,
  /^(?:#|--|\$\s|>>>|["'][\w -]+["']\s*:\s|DELETE FROM\s|(?:ORDER|GROUP) BY\s)/,
  /\d\d:\d\d:\d\d/,
]

/** Signs that programs, commands, data, logs and drawings of characters have, and prose hardly ever. */
function isCode(text: string): boolean {
  const signs = text.match(/[^\p{L}\p{N}\s.,'"“”‘’]/gu)?.length ?? 0
  if (signs > 0.3 * text.replace(/\s/g, '').length) return true
  return isStatement(text) || CODE.some((pattern) => pattern.test(text))
}

/** Columns of a table: blanks in the middle of a line, but not behind a full stop. */
function hasWideGap({ pieces, advance, cells }: Line): boolean {
  const gaps = pieces.slice(1).filter(({ box }, i) => {
    const before = pieces[i]!
    return box.x - before.box.x - before.box.width > 2.5 * advance! && !endsSentence(before.text)
  })
  return cells > 1 || gaps.length > 0 || pieces.some(({ text }) => /[^.:?!\s]\s{3,}/.test(text))
}

const shareOf = (lines: Line[], is: (line: Line, at: number) => boolean): number =>
  lines.length === 0 ? 0 : lines.filter(is).length / lines.length
