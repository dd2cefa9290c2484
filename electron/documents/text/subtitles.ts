import { collapseSpace } from '../../shared/document/characters'
import type { TextBlock } from '../blocks'

/** Subtitles: SubRip's and the web's (WebVTT). Of a cue its time and its lines stay, each for itself. */

/** "00:00:01,000 --> 00:00:03,500 align:start" */
const TIMES = /^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}) +--> +((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s+\S.*)?$/
/** What of a file of the web's kind is for players and those who write it. */
const UNSHOWN = /^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/
/** "<i>", "<v.loud Anna>", "<00:00:02.000>", "{\an8}" */
const VOICE = /^<v(?:\.[\w.-]+)? ([^<>]+)>/
const MARKS = /<\/?(?:[a-z]\w{0,9}(?:\.[\w.-]+)?(?:\s[^<>]*)?|[\d:.]+)>|\{\\[^{}]*\}/gi
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' }

const cuesOf = (text: string): string[][] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((cue) => cue.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)

/** Most of the pieces between empty lines have a time, in their first or second line. */
export function isSubtitles(text: string): boolean {
  if (!text.includes('-->')) return false
  const cues = cuesOf(text).filter(([line]) => !UNSHOWN.test(line!))
  const timed = cues.filter((lines) => timeAt(lines) >= 0).length
  return timed > 0 && timed >= cues.length / 2
}

const timeAt = (lines: string[]): number => lines.slice(0, 2).findIndex((line) => TIMES.test(line))

export const subtitleBlocks = (text: string, page: number): TextBlock[] =>
  cuesOf(text)
    .flatMap((lines) => {
      const at = timeAt(lines)
      if (at < 0) return UNSHOWN.test(lines[0]!) ? [] : lines.map(shown)
      return [...lines.slice(0, at), lines[at]!.replace(TIMES, '$1 --> $2'), ...lines.slice(at + 1).map(shown)]
    })
    .filter((line) => line !== '')
    .map((line) => ({ text: line.trim(), kind: 'item', page }))

const shown = (line: string): string =>
  collapseSpace(
    line
      .replace(VOICE, '$1: ')
      .replace(MARKS, '')
      .replace(/&(\w{2,4});/g, (entity, name: string) => ENTITIES[name] ?? entity),
  )
