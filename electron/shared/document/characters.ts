/** What kinds of characters there are, and how text is made sane before anyone reads it. */

const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303f\u30fb\u30fc\uff00-\uffef]/u
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const LETTER = /\p{L}/u

/** Chinese or Japanese: written without spaces between words, so a line break there stands for nothing. */
export const isCjk = (char: string): boolean => CJK.test(char)

const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u

/** Of a script that has no blanks between words: where it has one, the file draws it. */
export const isUnspaced = (char: string): boolean => isCjk(char) || UNSPACED.test(char)

/** Hebrew, Arabic and their kin. */
export const isRightToLeft = (char: string): boolean => RTL.test(char)

export const hasLetter = (text: string): boolean => LETTER.test(text)

/** The last whole character of a text: '' when there is none. */
export const lastChar = (text: string): string => [...text.slice(-2)].at(-1) ?? ''

/** The first whole character of a text: '' when there is none. */
export const firstChar = (text: string): string => {
  const code = text.codePointAt(0)
  return code === undefined ? '' : String.fromCodePoint(code)
}

const BEYOND_LATIN = /[\u0590-\uffff]/

/** More strong right-to-left than left-to-right letters. */
export function readsRightToLeft(text: string): boolean {
  if (!BEYOND_LATIN.test(text)) return false
  let balance = 0
  for (const char of text) {
    if (isRightToLeft(char)) balance++
    else if (isLetter(char)) balance--
  }
  return balance > 0
}

const isLetter = (char: string): boolean => LETTER.test(char)

// Ligatures, Arabic and Hebrew presentation forms, Chinese radicals and upright punctuation that stand for the real ones.
const PRESENTATION = /[\u2f00-\u2fdf\ufe10-\ufe19\ufe30-\ufe44\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc]+/g
// Fonts that share one glyph between a radical and the character it makes are often mapped to the radical.
const RADICAL = /[\u2e80-\u2eff]/g
const RADICALS = new Map(
  pairs(
    '⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀⻳龟',
  ),
)
// Soft hyphens, zero-width marks without meaning to a reader, direction marks, byte-order marks, interlinear marks.
const INVISIBLE = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g
// Signs that mirror ASCII and show nothing; more selectors of a form, or joiners of letters, than one letter can have.
const UNSEEN = /[\u{e0000}-\u{e007f}]+|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{3,}|[\u200c\u200d]{4,}/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g
// A surrogate without its partner can't be written as UTF-8.
const LONE_SURROGATE = /\p{Cs}/gu

/** Letters instead of ligatures, composed accents, no invisible or broken characters. White space stays as it is. */
export function saneText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(PRESENTATION, (match) => match.normalize('NFKC'))
    .replace(RADICAL, (radical) => RADICALS.get(radical) ?? radical)
    .replace(INVISIBLE, '')
    .replace(UNSEEN, '')
    .replace(CONTROL, '')
    .normalize('NFC')
}

/** Runs of white space, no-break ones too, become one space; none is left at the ends. */
export const collapseSpace = (text: string): string => text.replace(/[\s\u0085]+/gu, ' ').trim()

function pairs(text: string): [string, string][] {
  return [...text.matchAll(/(.)(.)/gu)].map(([, from, to]) => [from!, to!])
}
