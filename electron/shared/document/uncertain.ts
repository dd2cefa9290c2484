import { firstEndingAfter } from './first_of'
import { oneLine } from './one_line'
import type { SourceDocument, TextRun } from './types'

/** Text recognition is less sure of such words, in percent: see electron/documents/README.md for what was measured. */
export const UNCERTAIN_BELOW = 80

/** Behind an uncertain word in a quotation: what editors put behind a reading that they are not sure of. */
export const DOUBT = '[?]'

export interface CharacterRange {
  start: number
  end: number
}

const isUncertain = ({ confidence }: TextRun): boolean => confidence !== undefined && confidence < UNCERTAIN_BELOW

/** Uncertain words of characters [start, end), as places of that stretch once its white space is collapsed. */
export function uncertainWords(
  { text, runs }: Pick<SourceDocument, 'text' | 'runs'>,
  start: number,
  end: number,
): CharacterRange[] {
  const found: CharacterRange[] = []
  for (let i = firstEndingAfter(runs, start); i < runs.length && runs[i]!.start < end; i++) {
    const run = runs[i]!
    if (!isUncertain(run)) continue
    const word = wordAround(text, Math.max(start, run.start), Math.min(end, run.end), start, end)
    const from = oneLine(text.slice(start, word.start)).length
    // a blank before it was trimmed away with all that ends the text before
    const at = from + (from > 0 && /\s/.test(text[word.start - 1] ?? '') ? 1 : 0)
    const last = found.at(-1)
    const place = { start: at, end: at + oneLine(text.slice(word.start, word.end)).length }
    if (last && place.start <= last.end) last.end = Math.max(last.end, place.end)
    else if (place.end > place.start) found.push(place)
  }
  return found
}

/** A word that was cut at a line's end is two runs and one word. */
function wordAround(text: string, from: number, to: number, start: number, end: number): CharacterRange {
  let [first, last] = [from, to]
  while (first > start && !/\s/.test(text[first - 1]!)) first--
  while (last < end && !/\s/.test(text[last]!)) last++
  return { start: first, end: last }
}

/** A quotation with "[?]" behind each uncertain word, before the signs that end it: "the rent is 41O[?]." */
export function withDoubts(text: string, uncertain: readonly CharacterRange[] = []): string {
  let marked = ''
  let at = 0
  for (const { start, end } of uncertain) {
    const word = text.slice(start, end)
    const signs = /[^\p{L}\p{N}]*$/u.exec(word)![0]
    const close = signs.length < word.length ? end - signs.length : end
    marked += text.slice(at, close) + DOUBT
    at = close
  }
  return marked + text.slice(at)
}
