/** What the fonts of signs that Word comes with draw, as far as texts mean something by it; others only adorn. */
const SIGNS: Record<string, string> = {
  '6c': '●',
  '6e': '■',
  '6f': '☐',
  '71': '☐',
  a7: '▪',
  a8: '☐',
  b7: '•',
  d8: '➢',
  e0: '→',
  fb: '✗',
  fc: '✓',
  fd: '☒',
  fe: '☑',
}

/** A sign by its number in a font: fonts of signs have theirs at F000. */
export function symbolOf({ char = '', font = '' }: Record<string, string>): string {
  const code = Number.parseInt(char, 16)
  if (!Number.isInteger(code)) return ''
  if (/^wingdings$/i.test(font)) return SIGNS[(code & 0xff).toString(16)] ?? ''
  if (/^symbol$/i.test(font)) return GREEK[code & 0xff] ?? ''
  return (code >= 0xe000 && code <= 0xf8ff) || code > 0xffff ? '' : String.fromCharCode(code)
}

/** Of the font Symbol, from 0x61 on, and some of what it has besides. */
const GREEK: Record<number, string> = {
  ...Object.fromEntries([...'αβχδεφγηιϕκλμνοπθρστυϖωξψζ'].map((letter, i) => [0x61 + i, letter])),
  ...Object.fromEntries([...'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ'].map((letter, i) => [0x41 + i, letter])),
  163: '≤',
  165: '∞',
  174: '→',
  176: '°',
  177: '±',
  179: '≥',
  180: '×',
  183: '•',
  184: '÷',
  185: '≠',
  187: '≈',
  214: '√',
}
