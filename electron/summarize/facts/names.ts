import { folded } from './folded'

/** Names of a text: runs of capitalized words ("Maria van der Berg"), and words with digits in them ("GPT-4"). */

export interface FoundName {
  text: string
  start: number
  end: number
  /** As they are compared: without particles, titles and possessive endings. */
  words: string[]
}

const set = (words: string) => new Set(words.split(' '))

/** Stand between the words of one name. */
const JOINING = set(
  'of the de la le les du des del della di da dos van von der den ter ten zu zur am el al bin ibn y e & d l',
)
/** Are left out of comparing. */
const PARTICLES = new Set([...JOINING, 'and', 'for', 'in', 'at', 'on', 'a', 'an'])
/** Begin sentences, right before a name too, and are no part of it; so do adverbs in -ly. */
const OPENERS = set(
  'is are was were do does did can could shall should will would has have had whose whom this that these those his her its their our my your he she it they we you who what when where why how which while ' +
    'although though because since if unless until after before during under over about above below between among ' +
    'against along with without within by from to into as per via upon both each every all some many most few several ' +
    'other another any no not neither either only even also then thus hence therefore however moreover furthermore ' +
    'additionally instead meanwhile later earlier today yesterday tomorrow now once here there according despite like ' +
    'unlike such yes but or nor so yet overall first second third finally next president chair director minister judge',
)
/** One word in many spellings. */
const SAME: Record<string, string> = {
  limited: 'ltd',
  incorporated: 'inc',
  corporation: 'corp',
  company: 'co',
  saint: 'st',
}
/** Stand before names, and are none. */
const TITLES = set('mr mrs ms miss dr prof professor sir lady lord dame madam herr frau monsieur madame mme')
/** Written with a capital in English, and no names; months and days are dates' matter. */
const CAPITALS = set(
  'i january february march april may june july august september october november december monday tuesday wednesday ' +
    'thursday friday saturday sunday q a',
)

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’&.+#-]*[\p{L}\p{N}+#]|[\p{L}\p{N}]/gu

interface Word {
  text: string
  start: number
  end: number
  /** The first of a sentence, of a quotation or of a line. */
  first: boolean
}

export function namesIn(text: string): FoundName[] {
  const words = wordsOf(text)
  const capitalInside = new Set(
    words.filter((word) => !word.first && isCapital(word.text)).map(({ text }) => plain(text)),
  )
  const names: FoundName[] = []
  for (let i = 0; i < words.length; i++) {
    if (!isCapital(words[i]!.text) && !isMixed(words[i]!.text)) continue
    const run = runFrom(words, i, text)
    i += run.length - 1
    const name = nameOf(run, text, capitalInside)
    if (name) names.push(name)
  }
  return names
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
    first: /(?:^|[.!?:…]["'”’)\]]*\s+|\n\s*|[“"‘(•*-]\s*)$/.test(text.slice(Math.max(0, index - 6), index)),
  }))
}

/** A capitalized word and those that go on with it, over particles; white space stands between them, and the stop of "J." */
function runFrom(words: readonly Word[], from: number, text: string): Word[] {
  const run = [words[from]!]
  let last = from
  for (let i = from + 1; i < words.length; i++) {
    const [before, word] = [words[i - 1]!, words[i]!]
    const gap = text.slice(before.end, word.start)
    const isShortened = /^\.\s$/.test(gap) && (before.text.length === 1 || TITLES.has(folded(before.text)))
    if (!isShortened && (!/^\s+$/.test(gap) || word.first)) break
    if (isCapital(word.text) || isMixed(word.text)) last = i
    else if (!JOINING.has(folded(word.text)) || i - last > 2) break
    if (last === i) run.push(...words.slice(from + run.length, i + 1))
  }
  return run
}

/** Undefined if the run is only a word that begins a sentence, a title, a month. */
function nameOf(run: readonly Word[], text: string, capitalInside: ReadonlySet<string>): FoundName | undefined {
  const own = run.filter((word) => {
    const bare = plain(word.text)
    return bare !== '' && !PARTICLES.has(bare) && !TITLES.has(bare) && !CAPITALS.has(bare)
  })
  const [only] = own
  if (!only) return undefined
  if (own.length === 1 && (isOpener(only) || (only.first && !isSurelyName(only, text, capitalInside)))) return undefined
  // the first word of a sentence may only stand before a name: "Yesterday Ms Marsh"
  const sure = own.length > 1 && only.first && isOpener(only) ? own.slice(1) : own
  const [start, end] = [sure[0]!.start, sure.at(-1)!.end]
  const written = text.slice(start, end).replace(/['’]s?$/, '')
  return { text: written, start, end: start + written.length, words: sure.map((word) => plain(word.text)) }
}

const isSurelyName = (word: Word, text: string, capitalInside: ReadonlySet<string>): boolean =>
  capitalInside.has(plain(word.text)) ||
  isMixed(word.text) ||
  /^\p{Lu}{2,}$/u.test(word.text) ||
  /['’]s$/.test(word.text) ||
  /^['’]s\b/.test(text.slice(word.end))

const isOpener = ({ text }: Word) => OPENERS.has(plain(text)) || /.ly$/.test(text)

const isCapital = (word: string) => /^\p{Lu}/u.test(word)
/** "GPT-4", "A4", "iPhone" */
const isMixed = (word: string) =>
  (/\p{L}/u.test(word) && /\p{N}/u.test(word) && !/^\d+(?:st|nd|rd|th|s|k|m|x)$/i.test(word)) ||
  /^\p{Ll}\p{Lu}/u.test(word)

function plain(word: string): string {
  const bare = folded(word)
    .replace(/'s$|'$|^[.&'-]+|[.&'-]+$/g, '')
    .replace(/\.(?=\p{L})/gu, '')
  return SAME[bare] ?? bare
}

/** How far words of a name may be from each other, particles aside: "Marsh, who is the chair", "Chair Marsh". */
const NEAR = 3

/** Words of a text as names are compared with them: parts of hyphenated ones too. */
export class NameIndex {
  private readonly places = new Map<string, number[]>()

  constructor(text: string) {
    let at = 0
    for (const { 0: word } of text.matchAll(WORD)) {
      const bare = plain(word)
      if (bare === '' || PARTICLES.has(bare)) continue
      this.add(bare, at)
      if (/[-/]/.test(bare)) for (const part of bare.split(/[-/]/)) this.add(part, at)
      at++
    }
  }

  private add(word: string, at: number): void {
    const known = this.places.get(word)
    if (known) known.push(at)
    else this.places.set(word, [at])
  }

  /** True if all words of the name stand in the text, and neighbours near each other. */
  has({ words }: Pick<FoundName, 'words'>): boolean {
    return words.every((word, i) => {
      const here = this.placesOf(word)
      if (here.length === 0) return false
      if (i === 0) return true
      const before = this.placesOf(words[i - 1]!)
      return here.some((at) => before.some((other) => Math.abs(at - other) <= NEAR))
    })
  }

  private placesOf(word: string): number[] {
    const known = this.places.get(word) ?? this.places.get(`${word}s`) ?? this.places.get(word.replace(/s$/, ''))
    if (known) return known
    const parts = word.split('-')
    return parts.length > 1 && parts.every((part) => this.places.has(part)) ? this.places.get(parts[0]!)! : []
  }
}
