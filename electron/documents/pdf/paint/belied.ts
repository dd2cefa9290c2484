/** Of small letters, capitals or figures a table must say so many wrongly, and so large a share of them. */
const FEWEST = 8
const SHARE = 0.8

export interface NamedFont {
  /** Names of its glyphs by code, those of the usual encoding included. */
  nameOf(code: number): string | undefined
  /** What its table says that codes stand for, one by one. */
  table: Iterable<readonly [code: number, text: string]>
  /** Its file is in the PDF. */
  embedded: boolean
}

const KINDS = [/^[a-z]$/, /^[A-Z]$/]
const FIGURES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/**
 * Whether a font's table of characters plainly says other letters or figures than the names say that it draws with:
 * without a file of its own a font is drawn by these; with one, their letters must agree where figures are told by them.
 */
export function isBelied({ nameOf, table, embedded }: NamedFont): boolean {
  const letters = KINDS.map(() => ({ all: 0, other: 0 }))
  const figures = { all: 0, other: 0 }
  for (const [code, text] of table) {
    const name = nameOf(code) ?? ''
    const kind = KINDS.findIndex((letter) => letter.test(name))
    if (kind >= 0 && /^[A-Za-z]$/.test(text)) count(letters[kind]!, name.toLowerCase() !== text.toLowerCase())
    if (FIGURES.includes(name) && /^\d$/.test(text)) count(figures, FIGURES[Number(text)] !== name)
  }
  if (!embedded) return [...letters, figures].some(isWrong)
  return isWrong(figures) && letters.some(({ all }) => all >= FEWEST) && letters.every(({ other }) => other === 0)
}

function count(pairs: { all: number; other: number }, differs: boolean): void {
  pairs.all++
  if (differs) pairs.other++
}

const isWrong = ({ all, other }: { all: number; other: number }): boolean => other >= FEWEST && other >= SHARE * all
