import { describe, expect, it } from 'vitest'
import { readTrueType } from '../../../../../electron/documents/pdf/file/true_type'
import { stream } from '../pages'
import { readPaint } from '../painted'
import { trueType } from '../true_type'

const WORDS = 'The pump takes forty parts and loses none of its power.'
const LETTERS = [...new Set(WORDS)]
const NAMES: Record<string, string> = { ' ': 'space', '.': 'period' }
const nameOf = (letter: string) => NAMES[letter] ?? letter
const codeOf = (letter: string) => LETTERS.indexOf(letter) + 1
const shifted = (letter: string) => (/[a-z]/i.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 1) : letter)
const swapped = (letter: string) => ({ a: 'e', e: 'a' })[letter] ?? letter
const same = (letter: string) => letter

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase()
const inHex = (bytes: Uint8Array) =>
  `<< /Filter /ASCIIHexDecode /Length1 ${bytes.length} /Length ${2 * bytes.length + 1} >>\nstream\n${hex(bytes)}>\nendstream`

/** A font's table of characters: `said` of each letter, whose codes are `bytes` long. */
function tableOf(said: (letter: string) => string, bytes: number, code: (letter: string) => number): string {
  const digits = (value: number, count: number) => value.toString(16).padStart(2 * count, '0')
  const rows = LETTERS.map((one) => `<${digits(code(one), bytes)}> <${digits(said(one).charCodeAt(0), 2)}>`)
  const space = `<${'00'.repeat(bytes)}> <${'ff'.repeat(bytes)}>`
  return stream(
    `begincmap 1 begincodespacerange ${space} endcodespacerange ${rows.length} beginbfchar\n${rows.join('\n')}\nendbfchar endcmap`,
  )
}

const DESCRIPTOR = '/FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80'
const FONTS = '/Font << /F1 5 0 R /F2 6 0 R /G 7 0 R >>'

/** Codes are numbers of glyphs. */
const numbered = (file: Uint8Array, said: (letter: string) => string) => ({
  resources: FONTS,
  objects: [
    '<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Minna /Encoding /Identity-H /DescendantFonts [8 0 R] /ToUnicode 10 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Minna /DW 600 /CIDToGIDMap /Identity /FontDescriptor 9 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>',
    `<< /Type /FontDescriptor /FontName /ABCDEF+Minna /Flags 4 ${DESCRIPTOR} /FontFile2 11 0 R >>`,
    tableOf(said, 2, codeOf),
    inHex(file),
  ],
})
/** Codes are Windows' characters. */
const lettered = (file: Uint8Array, said: (letter: string) => string) => ({
  resources: FONTS,
  objects: [
    `<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Minna /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [${'600 '.repeat(256)}] /FontDescriptor 8 0 R /ToUnicode 9 0 R >>`,
    `<< /Type /FontDescriptor /FontName /ABCDEF+Minna /Flags 32 ${DESCRIPTOR} /FontFile2 10 0 R >>`,
    tableOf(said, 1, (letter) => letter.charCodeAt(0)),
    inHex(file),
  ],
})

const NUMBERS = `BT /G 10 Tf 40 400 Td <${[...WORDS].map((one) => codeOf(one).toString(16).padStart(4, '0')).join('')}> Tj ET`
const STRING = `BT /G 10 Tf 40 400 Td (${WORDS}) Tj ET`
const CHARACTERS = LETTERS.map((one) => one.charCodeAt(0))
const NAMED = trueType(LETTERS.map(nameOf), CHARACTERS)
const BARE = trueType(LETTERS.map((_, i) => `g${String(i).padStart(2, '0')}`))
const MAPPED = trueType(
  LETTERS.map((_, i) => `cid${String(i).padStart(5, '0')}`),
  CHARACTERS,
)
const NOTE = { kind: 'signs', text: expect.stringContaining('says other letters than it draws') }

describe('a font whose own file knows what its glyphs are', () => {
  it.each([
    ['all letters are the next ones', NUMBERS, numbered(NAMED, shifted)],
    ['two letters are each other', NUMBERS, numbered(NAMED, swapped)],
    ['all letters are the next ones, and only its characters are known', NUMBERS, numbered(MAPPED, shifted)],
    ['all letters of a simple font are the next ones', STRING, lettered(NAMED, shifted)],
    ['two letters of a simple font are each other', STRING, lettered(NAMED, swapped)],
  ])('is read by that where in its table %s, with a note', async (_, content, font) => {
    const { rest, notes } = await readPaint(content, font)
    expect(rest).toBe(WORDS)
    expect(notes).toMatchObject([NOTE])
  })

  it.each([
    ['its table says the same', NUMBERS, numbered(NAMED, same)],
    ['names say nothing', NUMBERS, numbered(BARE, same)],
    ['names of a simple font say nothing', STRING, lettered(MAPPED, same)],
    [
      'names are those of other letters, and the table makes words',
      NUMBERS,
      numbered(trueType(LETTERS.map((one) => nameOf(shifted(one)))), same),
    ],
  ])('is read by its table where %s', async (_, content, font) => {
    const { rest, notes } = await readPaint(content, font)
    expect(rest).toBe(WORDS)
    expect(notes).toEqual([])
  })
})

it('the tables of a font are read as far as they go', () => {
  const { names, unicode } = readTrueType(NAMED)
  expect(names.slice(0, 4)).toEqual(['.notdef', 'T', 'h', 'e'])
  expect(unicode.get('h'.charCodeAt(0))).toBe(2)
  expect(readTrueType(NAMED.subarray(0, 200)).names).toEqual([])
  expect(readTrueType(new Uint8Array())).toMatchObject({ names: [] })
})
