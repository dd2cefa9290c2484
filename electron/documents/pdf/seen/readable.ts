import { saneText } from '../../../shared/document/characters'
import { MARKS, withMark } from '../paint/accents'

const PRIVATE_USE = /\p{Co}/gu
const DOT_LEADER = /(?:[.…⋯·_]\s?){5,}/g
/** Bars and boxes in a row are no words. */
const ORNAMENT = /^[❘❙❚■□▪▫●○◆◇★☆✦❖─━═|\s]{4,}$/u

interface Readable {
  text: string
  /** A row of dots in it led to something. */
  leader: boolean
  /** White space, or such dots, stood before its first word. */
  spaced: boolean
}

/** What is to be read of a piece of text as it stands on the page. */
export function readable(text: string): Readable {
  const sane = composeAccents(saneText(text.replace(PRIVATE_USE, '')))
  const clean = ORNAMENT.test(sane) ? '' : sane.replace(DOT_LEADER, ' ')
  return {
    text: joinSpacedLetters(clean.trim()).replace(BLANKS, ' '),
    leader: clean !== sane,
    spaced: /^\s/.test(clean),
  }
}

/** Old TeX fonts draw an accent beside its letter: "Erdo¨s" or "Erd¨os" is meant to be one character. */
function composeAccents(text: string): string {
  if (!/[´¨ˆˇ˚¸]/.test(text)) return text
  const compose = (both: string, accent: string, letter: string) => withMark(letter, MARKS[accent]!) ?? both
  return text
    .replace(/([´¨ˆˇ˚])\s?([a-zA-Zı])/g, compose)
    .replace(/([cCsStT])\s?(¸)/g, (both, letter: string, accent: string) => compose(both, accent, letter))
}

const BLANKS = / {2,}/g

/** "S U M M A R Y", letterspaced, is one word; two blanks and more part words. */
const joinSpacedLetters = (text: string): string =>
  /^(?:\p{L} +){3,}\p{L}$/u.test(text) ? text.replace(/(?<=\p{L}) (?=\p{L})/gu, '') : text
