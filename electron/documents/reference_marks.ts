/** Marks behind a full stop that refer to notes and sources: they belong to the sentence that they end. */

import { isAbbreviation } from './abbreviations'

const STOP = /(?<=[.!?…。！？]["'”’»)]{0,2})/
/** "shown.[12][13]", "shown.[1, 2]", "shown.[note 3]", "shown.[3]:14", "shown.(3)". */
const TIGHT = /(?:\[[^[\]\n]{1,30}\](?:[,;–-] ?(?=\[))?)+(?::\d+(?:[–-]\d+)?)?|\(\d{1,3}(?:[,–-] ?\d{1,3})*\)/
/** "shown. [12] Next": with a blank before it, only what the next sentence does not go on from. */
const APART = /[ \u00a0](?:\[(?:sic|\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\])+(?=\s*$|\s+["'“‘«(]?[\p{Lu}\p{Lo}\d])/u
/** "rose.1 It": the figure was raised before somebody copied the text. */
const LOWERED = /(?<=\p{Ll}{2}[.!?]["”’»)]{0,2})\d{1,3}(?=\s+["“(]?\p{Lu})/u
const MARKS = new RegExp(`${STOP.source}(?:${TIGHT.source}|${LOWERED.source}|(${APART.source}))(?:\\.(?=\\s|$))?`, 'gu')

/** In a list of sources a number begins its entry. */
const SOURCES = /^\s*\[\d{1,3}\]\s/

/**
 * Sentences that end behind the marks of their full stops, whether they were cut in front of these, inside, or not at
 * all. `isBoundary` tells whether one ends at a place of a text.
 */
export function withMarks(
  text: string,
  ranges: [number, number][],
  isBoundary: (text: string, at: number) => boolean,
): [number, number][] {
  if (!/[[(\d]/.test(text)) return ranges
  const starts = new Set(ranges.map(([start]) => start))
  for (const match of text.matchAll(MARKS)) {
    if (match[1] !== undefined && SOURCES.test(text)) continue
    if (/^\d/.test(match[0]) && isAbbreviation(text.slice(Math.max(0, match.index - 40), match.index), match[0]))
      continue
    const end = match.index + match[0].length
    const next = end + /^\s*/.exec(text.slice(end, end + 40))![0].length
    for (let at = match.index; at <= next; at++) starts.delete(at)
    const before = `${text.slice(Math.max(0, match.index - 200), match.index)} `
    if (next < text.length && isBoundary(before + text.slice(next, next + 200), before.length)) starts.add(next)
  }
  const all = [...starts, ranges[0]?.[0] ?? 0].sort((a, b) => a - b)
  return [...new Set(all)].map((start, i, unique): [number, number] => [start, unique[i + 1] ?? text.length])
}
