/** Lines that each stand for themselves: records, rows of tables, verses, addresses. */

/** How records begin; the lines of a file of records begin alike. */
const STARTS: Record<'time' | 'level' | 'address' | 'nick' | 'name', RegExp> = {
  time: /^[[(<]?\s{0,8}(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b|\d{1,2}:\d{2}\b|\d{1,6}\.\d{4,6}\]|\d{1,2} \p{L}{3,9}\.? \d{4}\b|(?:\p{L}{2,3},? )?\p{Lu}\p{L}{2} {1,2}\d{1,2},? \d)/u,
  level: /^\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b/,
  address: /^(?:\d{1,3}\.){3}\d{1,3}\b/,
  nick: /^<[^<>\s]{1,30}> /,
  name: /^(?:[-–>] ?)?(?:\p{Lu}[\p{L}\p{M}\d.'’-]*(?: [\p{Lu}\d][\p{L}\p{M}\d.'’-]*){0,3}(?: ?\([^()]{1,30}\))?(?: \[[^[\]]{1,20}\])? ?:\s|[\p{Lo}\d]{1,8}：|\p{Lu}{3,}\. )/u,
}

/** The indices of the lines that begin a record; empty where the lines are no records. */
export function recordStarts(lines: string[]): Set<number> {
  for (const pattern of Object.values(STARTS)) {
    const found = indices(lines, (line) => pattern.test(`${line} `))
    if (found.length > 1 && found.length > lines.length * 0.3 && found[0]! < 2) return new Set(found)
  }
  const verses = countedLines(lines)
  if (verses.length > 2 && verses[0]! < 2 && verses.length > lines.length * 0.3) return new Set(verses)
  if (beginAlike(lines) || areSingleWords(lines)) return new Set(lines.keys())
  const pairs = indices(lines, (line) =>
    /^\[[\w .:-]+\]$|^[\p{L}\d][\p{L}\d ()%_./-]{0,40}?(?:\s*=\s*|:\s+|\s+[-–—]\s+|\s*\.{3,}\s*)\S|^[^.]{1,60}\.{4,}\s*\S{1,15}$/u.test(
      line,
    ),
  )
  if (pairs.length > 1 && pairs.length >= lines.length * 0.8) return new Set(pairs)
  return isDelimited(lines) ? new Set(lines.keys()) : new Set()
}

/** Lines that begin with numbers that count, as verses and lines of a protocol do. */
function countedLines(lines: string[]): number[] {
  const numbers = lines.map((line) => Number(/^\s*(\d{1,4})[ \t]+["“‘«(]*\p{Lu}/u.exec(line)?.[1] ?? Number.NaN))
  const found = [...numbers.keys()].filter((i) => !Number.isNaN(numbers[i]!))
  return found.every((at, i) => i === 0 || numbers[at] === numbers[found[i - 1]!]! + 1) ? found : []
}

/** Fewer lines may begin alike by chance. */
const FEWEST_ALIKE = 4

/** Nearly all lines begin with the same kinds of words, figures among them: "[Anna] [10:02] ", "I0312 10:02 pump". */
function beginAlike(lines: string[]): boolean {
  if (lines.length < FEWEST_ALIKE) return false
  return [2, 3].some((words) => {
    const counts = new Map<string, number>()
    for (const line of lines) {
      const kinds = line.trim().split(/\s+/, words).map(kindOf).join(' ')
      counts.set(kinds, (counts.get(kinds) ?? 0) + 1)
    }
    return [...counts].some(([kinds, count]) => kinds.includes('0') && count >= 0.9 * lines.length)
  })
}

/** "10:02" is "0:0", "pump-7" is "a-0". */
const kindOf = (word: string): string => word.replace(/[\p{L}\p{M}]+/gu, 'a').replace(/\p{N}+/gu, '0')

/** Addresses of pages, names, sequences: no text is broken behind each of its words. */
const areSingleWords = (lines: string[]): boolean =>
  lines.length > 1 && lines.every((line) => /^[\x21-\x7e]+$/.test(line.trim()))

const indices = (lines: string[], test: (line: string) => boolean): number[] =>
  lines.flatMap((line, i) => (test(line.trimStart()) ? [i] : []))

/** Whether all lines have as many cells: with commas, that must be more than chance has. */
function isDelimited(lines: string[]): boolean {
  if (lines.length < 2) return false
  const unquoted = lines.map((line) => line.trim().replace(/"[^"]*"/g, '""'))
  return ['\t', ';', '|', ','].some((delimiter) => {
    const counts = unquoted.map((line) => line.split(delimiter).length - 1)
    const usual = counts[Math.floor(counts.length / 2)]!
    const alike = counts.filter((count) => count === usual).length
    if (usual === 0 || alike < lines.length * 0.9) return false
    if (delimiter !== ',') return true
    const tight = unquoted.every((line) => !/,\s/.test(line))
    return usual > 1 && (tight || (lines.length > 2 && alike === lines.length && cellsAreShort(unquoted, usual)))
  })
}

const cellsAreShort = (lines: string[], commas: number): boolean =>
  lines.every((line) => line.length < (commas + 1) * 20) && !lines.slice(0, -1).some((line) => /[.,]$/.test(line))

/** The indices of the lines that are rows of a table set with blanks, tabs or bars. */
export function tableRows(lines: string[]): Set<number> {
  const rows = new Set<number>()
  for (let i = 1; i < lines.length; i++) {
    if (!areRows(lines[i - 1]!, lines[i]!)) continue
    rows.add(i - 1)
    rows.add(i)
  }
  for (const [i, line] of lines.entries()) if (isRule(line) || /\S\t+\S|^\s*([|│║]).*\1\s*$/.test(line)) rows.add(i)
  return rows
}

/** The rows of lines that stand in columns, as they are to be read: with the blanks that show which column a cell is of. */
export function alignedRows(lines: string[]): Map<string, string> {
  const isRow = (one = '', other = '') => haveSameColumns(one, other) || (/\S\t/.test(one) && /\t+\S/.test(other))
  const sure = lines.filter((line, i) => isRow(lines[i - 1], line) || isRow(line, lines[i + 1]))
  // among them a rule may stand below one column, and a sum in one
  const isPart = (line: string) => sure.includes(line) || isRule(line) || /\S {3,}\S|^ {10,}\S+\s*$/.test(line)
  const rows = sure.length > 0 ? lines.filter(isPart) : []
  const margin = Math.min(...rows.map((line) => /^ */.exec(line)![0].length))
  return new Map(rows.map((line) => [line, line.slice(margin).trimEnd()]))
}

/** A line drawn with signs. */
const isRule = (line: string): boolean => /^[\s|+:_=─━═│║┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝*~-]{3,}$/.test(line)

function areRows(one: string, other: string): boolean {
  const bars = [one, other].map((line) => line.split('|').length - 1)
  if (bars[0]! > 1 && bars[0] === bars[1]) return true
  return haveSameColumns(one, other) || haveSameNumbers(one, other)
}

/** Gaps of two blanks and more stand above each other; where blanks only fill a line, they seldom do. */
function haveSameColumns(one: string, other: string): boolean {
  const [few, many] = [gapsOf(one), gapsOf(other)].sort((a, b) => a.length - b.length)
  const shared = few!.filter((gap) => many!.some((it) => gap.start < it.end && it.start < gap.end))
  if (shared.length < 0.6 * few!.length || shared.length === 0) return false
  return shared.length > 2 || [...few!, ...many!].some((gap) => gap.end - gap.start > 2)
}

const gapsOf = (line: string): { start: number; end: number }[] =>
  [...line.matchAll(/(?<=\S)(?<![.!?:;] {0,9}) {2,}(?=\S)/g)].map(({ 0: gap, index }) => ({
    start: index,
    end: index + gap.length,
  }))

/** "Vellmar 120 14 2 31": as many cells, most of them numbers. */
function haveSameNumbers(one: string, other: string): boolean {
  const cells = [one, other].map((line) => line.trim().split(/\s+/))
  if (cells[0]!.length < 3 || cells[0]!.length !== cells[1]!.length) return false
  const alike = cells[0]!.filter((cell, i) => /\d/.test(cell) && kindOf(cell) === kindOf(cells[1]![i]!))
  if (cells[0]!.length > 4 && alike.length > 2) return true
  return cells.some(
    (row) => row.filter((cell) => /^[-+(]?[\d.,]*\d[\d.,]*[%)]?$/.test(cell)).length >= row.length * 0.6,
  )
}

/** How long a line would be with the first word of the next one. */
const withNextWord = (lines: string[], i: number): number =>
  lines[i]!.trimEnd().length + 1 + (/\S+/.exec(lines[i + 1]!)?.[0].length ?? 0)

/**
 * Whether lines were ended on purpose, as those of verses and addresses are. Lines that were broken to fit `width` end
 * where the next word had no room.
 */
export function areEndedOnPurpose(lines: string[], width: number, endsSentence: (text: string) => boolean): boolean {
  const breaks = lines.length - 1
  if (breaks < 2) return false
  const share = (test: (i: number) => boolean) => [...Array(breaks).keys()].filter(test).length / breaks
  if (share((i) => withNextWord(lines, i) > width) > 0.85) return false
  const capitals = share((i) => /^\s*["'“‘«„(]*(?:\p{Lu}[\p{Ll}’']|\p{Lu}?\d|\p{Lu}\s)/u.test(lines[i + 1]!))
  const longest = Math.max(...lines.map((line) => line.length))
  if (capitals === 1 && longest < 50 && !lines.some((line) => endsSentence(line))) return true
  if (capitals === 1 && share((i) => endsSentence(lines[i]!)) === 1) return true
  if (breaks < 3) return false
  if (capitals > 0.8 && share((i) => endsSentence(lines[i]!)) < 0.6) return true
  const inner = lines.slice(0, -1).map((line) => line.trimEnd().length)
  const usual = inner.sort((a, b) => a - b)[Math.floor(0.8 * (inner.length - 1))]!
  const low = share((i) => /^\s*\p{Ll}/u.test(lines[i + 1]!))
  return share((i) => withNextWord(lines, i) > 0.88 * usual) < (low > 0.5 ? 0.34 : 0.5)
}
