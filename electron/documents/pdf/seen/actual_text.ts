import { isRightToLeft } from '../../../shared/document/characters'
import type { Said } from '../paint/contents'
import { gapBetween, onOneLine, stepAlong, type Typed } from '../paint/typed'
import type { PageNote } from './page_notes'

/** Codes that say nothing about what is drawn, as in fonts that don't name their letters. */
const MEANINGLESS = /^[\p{Cc}\p{Co}\p{Cn}\ufffd]*$/u
/** Characters that a glyph which says nothing of itself may stand for, at most: "ffi". */
const MOST_OF_GLYPH = 4
/** Longer stretches are whole pages, of which nothing but their letters can be known. */
const LONGEST = 4000
const HYPHEN = /[-\u00ad\u2010\u2011]$/u

/**
 * What the file itself says that a stretch means takes the place of what its glyphs say (ISO 32000-1, 14.9.4), where it
 * agrees with these: where letters that are known are the same, but for how they are written, and others aren't more than
 * there is room for. What disagrees is told: the page shows what it draws.
 */
export function settleActualText(typed: readonly Typed[], saidOf: (one: Typed) => Said | undefined): PageNote[] {
  const stretches = new Map<Said, Typed[]>()
  for (const one of typed) {
    const said = one.sight === 'seen' || one.sight === 'scan' ? saidOf(one) : undefined
    if (!said) continue
    const stretch = stretches.get(said)
    if (stretch) stretch.push(one)
    else stretches.set(said, [one])
  }
  const against: string[] = []
  for (const [{ text, mayDescribe }, stretch] of stretches) {
    const said = text.replace(/\s+/g, ' ').trim()
    const drawn = stretch.filter(({ glyph }) => !glyph.isSpace)
    const letters = drawn.map(({ glyph }) => glyph.text).join('')
    if (said === '' || drawn.length === 0 || drawn.length > LONGEST) continue
    if (said === letters && !standApart(drawn)) continue
    if (agrees(drawn, said)) write(stretch, drawn, said)
    else if (!mayDescribe && isOther(letters, said)) against.push(noted(said, letters))
  }
  return noteOn(against)
}

/** Letters as they are, however they are written: no blanks, no kinds of dashes and quotes. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\s\u00ad]/gu, '')
    .replace(/\p{Pd}|\u2212/gu, '-')
    .replace(/[\u2018\u2019`´]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\u2044/g, '/')

const isKnown = ({ glyph, show }: Typed): boolean => !show.font.onlyNumbers && !MEANINGLESS.test(glyph.text)

function agrees(drawn: readonly Typed[], said: string): boolean {
  const wanted = bare(said)
  const endsInHyphen = HYPHEN.test(drawn.at(-1)!.glyph.text)
  // The hyphen of a word that goes on in the next line is none of its letters.
  const shorter = endsInHyphen ? drawn.slice(0, -1) : drawn
  const orders = isRightToLeft(said) ? [drawn, drawn.toReversed()] : [drawn, shorter]
  if (orders.some((order) => order.length > 0 && canSay(order, wanted))) return true
  // Before it was cut, a letter was written otherwise: "Druk-" and "ker" of "Drucker".
  return endsInHyphen && drawn.length <= 3 && wanted.length <= 2 && /^\p{L}+$/u.test(wanted)
}

/** Whether glyphs, of which some stand for anything, say a text: how far each may have come in it. */
function canSay(drawn: readonly Typed[], wanted: string): boolean {
  let ends = new Set([0])
  for (const one of drawn) {
    const next = new Set<number>()
    const letters = bare(one.glyph.text)
    for (const end of ends) {
      if (isKnown(one)) {
        if (wanted.startsWith(letters, end)) next.add(end + letters.length)
      } else for (let i = 0; i <= MOST_OF_GLYPH && end + i <= wanted.length; i++) next.add(end + i)
    }
    ends = next
  }
  return ends.has(wanted.length)
}

/** Puts it in place of what the glyphs say: one by one, or all of it in the first, which then reaches to the last. */
function write(stretch: readonly Typed[], drawn: readonly Typed[], said: string): void {
  const text = HYPHEN.test(drawn.at(-1)!.glyph.text) && !HYPHEN.test(said) ? `${said}-` : said
  const letters = [...text.replace(/ /g, '')]
  const blanks = stretch.some(({ glyph }) => glyph.isSpace) || !text.includes(' ')
  const first = drawn[0]!
  if (letters.length === drawn.length && (blanks || !isLevel(drawn)) && !standApart(drawn)) {
    const order = isRightToLeft(text) && stepAlong(first, drawn.at(-1)!) > 0 ? letters.toReversed() : letters
    for (const [i, one] of drawn.entries()) one.glyph.text = order[i]!
  } else if (isLevel(drawn)) {
    const ends = drawn.map((one) => stepAlong(first, one) + one.glyph.advance)
    for (const one of stretch) one.glyph.text = ''
    first.glyph.advance = Math.max(...ends)
    first.glyph.text = isRightToLeft(text) ? [...text].reverse().join('') : text
  } else return
  for (const one of drawn) one.isSaid = true
}

/** Gaps in type sizes that would part words. */
const APART = 0.15

/** Letters of one word, with gaps between. */
const standApart = (drawn: readonly Typed[]): boolean =>
  isLevel(drawn) && drawn.some((one, i) => i > 0 && gapBetween(drawn[i - 1]!, one) > APART * one.show.size)

const isLevel = (drawn: readonly Typed[]): boolean =>
  drawn.every((one) => onOneLine(drawn[0]!, one) && stepAlong(drawn[0]!, one) >= 0)

/** Other letters or figures, not only other signs between them; letters of Arabic have many forms that are one. */
const isOther = (drawn: string, said: string): boolean => {
  const words = (text: string) => bare(text).replace(/[^\p{L}\p{N}]/gu, '')
  return words(drawn).length > 1 && !isRightToLeft(drawn) && words(drawn) !== words(said)
}

const LONGEST_NAMED = 40
const cut = (text: string): string => (text.length > LONGEST_NAMED ? `${text.slice(0, LONGEST_NAMED)}…` : text)
const noted = (said: string, drawn: string): string => `"${cut(said)}" where the page shows "${cut(drawn)}"`

function noteOn(against: readonly string[]): PageNote[] {
  if (against.length === 0) return []
  const more = against.length === 1 ? '' : `, and ${(against.length - 1).toLocaleString('en')} more such`
  return [
    {
      kind: 'signs',
      text: `The file says ${against[0]}${more}: what the page shows was read.`,
      ofMany: 'The file says other words than the page shows: what the page shows was read',
    },
  ]
}
