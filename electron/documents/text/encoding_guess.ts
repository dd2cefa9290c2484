import { analyse } from 'chardet'
import { ALPHABETS, type Alphabet, CHARACTER_SETS } from './alphabets'
import { BEYOND_ASCII, scoreOfWords } from './encoding_words'
import { decode } from './encodings'

/** What a text seems to be written in. */
export interface Guess {
  label: string
  language: string
  /** How well its characters make a text: from about 1 down to nonsense below 0. */
  fit: number
  /** The same, with what else speaks for it. */
  score: number
}

/** Enough to tell by, in bytes: chardet and the segmenter of words take their time. */
const SAMPLE = 20_000

/** Most old texts are Western. */
const WESTERN_BONUS = 0.08
/** What chardet's confidence counts beside the letters. */
const PAIRS = 0.7
/** Of two encodings with the same letters, the one that was more in use wins. */
const BY_ORDER = 0.002

/** The likeliest encodings of bytes that are no Unicode, best first. */
export function guessEncodings(data: Uint8Array): Guess[] {
  const sample = sampleOf(data)
  const confidence = confidences(sample)
  const guesses: Guess[] = []
  for (const [label, alphabets] of alphabetsOf()) {
    const { language, fit } = bestAlphabet(decode(sample, label), alphabets)
    const bonus = label === 'windows-1252' ? WESTERN_BONUS : -BY_ORDER * alphabets[0]!.encodings.indexOf(label)
    const score = fit + bonus + PAIRS * (confidence.get(familyOf(label)) ?? 0)
    guesses.push({ label, language, fit, score })
  }
  for (const { language, encodings } of CHARACTER_SETS) {
    for (const label of encodings) {
      const fit = scoreOfWords(decode(sample, label), language)
      guesses.push({ label, language, fit, score: fit })
    }
  }
  return guesses.sort((a, b) => b.score - a.score)
}

/** The lines that hold more than ASCII. A line feed is no part of another character in any of these encodings. */
function sampleOf(data: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = []
  let length = 0
  for (let start = 0; start < data.length && length < SAMPLE; ) {
    const feed = data.indexOf(0x0a, start)
    const end = Math.min(feed < 0 ? data.length : feed + 1, start + SAMPLE)
    const line = data.subarray(start, end)
    if (line.some((byte) => byte > 0x7f)) {
      lines.push(line)
      length += line.length
    }
    start = end
  }
  return Buffer.concat(lines)
}

/**
 * What chardet thinks of the pairs and triples of letters, by families of encodings: it tells an ISO encoding from the
 * Windows one of the same languages by bytes below 0xa0 alone, though they differ above as well.
 */
function confidences(sample: Uint8Array): Map<string, number> {
  const found = new Map<string, number>()
  for (const { name, confidence } of analyse(sample)) {
    const family = familyOf(name.toLowerCase())
    found.set(family, Math.max(found.get(family) ?? 0, confidence / 100))
  }
  return found
}

const FAMILIES: Record<string, string> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-15': 'windows-1252',
  'iso-8859-2': 'windows-1250',
  'iso-8859-13': 'windows-1257',
  'iso-8859-9': 'windows-1254',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'koi8-u': 'koi8-r',
  'x-mac-cyrillic': 'windows-1251',
}

const familyOf = (label: string): string => FAMILIES[label] ?? label

function alphabetsOf(): Map<string, Alphabet[]> {
  const byLabel = new Map<string, Alphabet[]>()
  for (const alphabet of ALPHABETS) {
    for (const label of alphabet.encodings) byLabel.set(label, [...(byLabel.get(label) ?? []), alphabet])
  }
  return byLabel
}

/** Each line may be in another language of the encoding's: the languages of all lines, and how well they fit. */
function bestAlphabet(text: string, alphabets: Alphabet[]): { language: string; fit: number } {
  const votes = new Map<string, number>()
  let sum = 0
  let weight = 0
  for (const line of text.split(/\r\n?|\n/)) {
    const characters = line.match(BEYOND_ASCII)?.length ?? 0
    if (characters === 0) continue
    const odd = oddities(line)
    const ranked = alphabets.map(({ language, letters }) => ({ language, score: scoreOfLetters(line, letters) - odd }))
    const best = ranked.reduce((a, b) => (b.score > a.score ? b : a))
    votes.set(best.language, (votes.get(best.language) ?? 0) + characters)
    sum += best.score
    weight += characters
  }
  const language = [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? alphabets[0]!.language
  return { language, fit: weight === 0 ? 0 : sum / weight }
}

/** Signs that stand in ordinary texts beside letters. */
const ORDINARY = /[\u00a0€‚„…‹›‘’“”•–—™†‡¡¢£¥§¶©«»®°±²³´µ·¹º½¼¾×÷ª№¿،؛؟\u200c-\u200f]/u

/** A letter of the language counts by how common it is, any other against it. */
function scoreOfLetters(line: string, letters: string): number {
  const order = [...letters]
  let score = 0
  for (const [char] of line.matchAll(BEYOND_ASCII)) {
    const rank = order.indexOf(char.toLowerCase())
    if (rank >= 0) score += 1 - rank / (2 * order.length)
    else if (ORDINARY.test(char)) score += 0.55
    else score -= 1
  }
  return score
}

/** What no text has: signs and capitals inside words, control characters, codes that mean nothing. */
function oddities(line: string): number {
  const inside = line.match(/(?<=\p{L})[^\0-\x7f\p{L}\p{M}„‚¡¿’\u00a0–—·\u00ad\u200c](?=\p{L})/gu)?.length ?? 0
  const opening = line.match(/(?<=\p{L})[„‚¡¿]/gu)?.length ?? 0
  const capitals =
    line.match(/(?=[^\0-\x7f])\p{Ll}\p{Lu}|\p{Ll}(?=[^\0-\x7f])\p{Lu}|\p{Lu}(?=[^\0-\x7f])\p{Lu}\p{Ll}/gu)?.length ?? 0
  const nothing = line.match(/[\u0080-\u009f\ufffd\p{Co}\p{Cn}]/gu)?.length ?? 0
  const scripts =
    line.match(/[a-z](?=[^\0-\x7f])[^\p{Script=Latin}\P{L}]|(?=[^\0-\x7f])[^\p{Script=Latin}\P{L}][a-z]/giu)?.length ??
    0
  return 1.5 * (inside + opening + capitals + scripts) + 2 * nothing
}
