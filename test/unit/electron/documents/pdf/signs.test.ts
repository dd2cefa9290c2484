import { describe, expect, it } from 'vitest'
import { textOfGlyphName } from '../../../../../electron/documents/pdf/paint/glyph_names'
import { inReadingOrder } from '../../../../../electron/documents/pdf/paint/order_letters'
import { textOfGlyph } from '../../../../../electron/documents/pdf/paint/signs'
import { readPaint, text } from '../painted'

const glyph = (code: number, unicode: string, font: Partial<Parameters<typeof textOfGlyph>[1]> & { name: string }) =>
  textOfGlyph({ originalCharCode: code, unicode }, { names: {}, ...font })

describe('a glyph stands for', () => {
  it.each([
    ['Symbol', 0x6d, '\uf06d', 'μ'],
    ['SymbolMT', 0xa3, '\uf0a3', '≤'],
    ['Symbol', 0xb4, '\uf0b4', '×'],
    ['Symbol', 0xb7, '\uf0b7', '•'],
    ['Symbol', 0x62, 'b', 'β'],
    ['Wingdings-Regular', 0xfe, '\uf0fe', '☑'],
    ['Wingdings-Regular', 0xa8, '\uf0a8', '☐'],
    ['Wingdings', 0xe0, '\uf0e0', '→'],
    ['Wingdings', 0xa7, '\uf0a7', '•'],
    ['Wingdings2', 0x52, '\uf052', '☑'],
    ['Wingdings2', 0xa3, '\uf0a3', '☐'],
    ['Webdings', 0x61, '\uf061', '✔'],
    ['ZapfDingbats', 0x33, '3', '✓'],
    ['ZapfDingbats', 0xa8, '¨', '♣'],
    ['Wingdings', 0x6f, 'o', '☐'],
    ['StandardSymL', 0xa3, '£', '≤'],
    ['Symbol', 0xe3, '\uf8e9', '©'],
    ['MSAM10', 0x36, '6', '⩽'],
    ['CMSY10', 0x3e, '>', '⊤'],
    ['CMSY8', 0x1c, '\u001c', '≪'],
    ['CMMI10', 0x22, '"', 'ε'],
    ['CMSY10', 0x41, 'A', 'A'],
    ['CMR10', 0x36, '6', '6'],
  ])('what %s draws for code %i', (name, code, unicode, meant) => expect(glyph(code, unicode, { name })).toBe(meant))

  it('a sign that nobody knows, where its name says only a number', () => {
    for (const name of ['g12', 'index12', 'glyph.7']) {
      expect(glyph(1, '\u0001', { name: 'Nordica', names: { 1: name } })).toBe('\uf8d7')
    }
    for (const name of ['controlLF', '.notdef', 'nonmarkingreturn', 'CR', undefined]) {
      expect(glyph(13, '\r', { name: 'Nordica', names: name ? { 13: name } : {} })).toBe('\r')
    }
  })

  it.each([
    ['ffi.alt', 'ffi'],
    ['f_t', 'ft'],
    ['Th.swash', 'Th'],
    ['fft', 'fft'],
    ['xq', undefined],
  ])('the letters that are joined in "%s"', (name, letters) => expect(textOfGlyphName(name)).toBe(letters))

  it('what the file says, where that is something', () => {
    expect(glyph(0x6d, 'm', { name: 'Helvetica' })).toBe('m')
    expect(glyph(0x61, 'α', { name: 'Symbol' })).toBe('α')
    expect(glyph(0x61, 'a', { name: 'SegoeUISymbol' })).toBe('a')
  })

  it('a hyphen, when that is drawn, whatever its code says', () => expect(glyph(45, '\u00ad', { name: 'F' })).toBe('-'))

  it('what its name says, where the file says nothing', () => {
    expect(glyph(1, '\u0001', { name: 'F', names: { 1: 'nine.oldstyle' } })).toBe('9')
    expect(glyph(1, '\uf739', { name: 'F', names: { 1: 'nineoldstyle' } })).toBe('9')
  })

  it('what its name says, not the code that pdf.js takes where it does not know the name', () => {
    const named = (name: string) => glyph(0x36, '6', { name: 'F', names: { 54: name } })
    expect(['lessorequalslant', 'floorleft', 'odot', 'six', 'a54', 'S'].map(named)).toEqual([
      '⩽',
      '⌊',
      '⊙',
      '6',
      '6',
      '6',
    ])
    expect(named('curlywurly')).toBe('\ufffd')
  })

  it('what the encoding of its letters says, where the table of Unicode values says nothing', () => {
    const font = { name: 'F', names: {}, encoding: { 45: 'hyphen' } }
    expect(['\ufffd', '\u0000', '\uffff', '–'].map((unicode) => glyph(0x2d, unicode, font))).toEqual([
      '-',
      '-',
      '-',
      '–',
    ])
  })

  it('no letter, where its font is one of signs', () => expect(glyph(0x51, 'Q', { name: 'Wingdings' })).toBe('\uf051'))

  it('a bullet, where all else fails', () => expect(glyph(1, '\uf0b7', { name: 'F' })).toBe('•'))
})

it.each([
  ['one.oldstyle', '1'],
  ['fiveoldstyle', '5'],
  ['a.sc', 'a'],
  ['Asmall', 'a'],
  ['f_f_i', 'ffi'],
  ['uni00B5', 'µ'],
  ['uni00410042', 'AB'],
  ['u1D4D0', '𝓐'],
  ['eacute.alt', 'é'],
  ['g37', undefined],
  ['.notdef', undefined],
  ['uniD800', undefined],
])('the name %s says %s', (name, meant) => expect(textOfGlyphName(name)).toBe(meant))

it.each([
  ['םלוע םולש', 'שלום עולם'],
  ['123 (הקידב) םולש', 'שלום (בדיקה) 123'],
  ['123 )הקידב( םולש', 'שלום (בדיקה) 123'],
  ['.1.5.2026-מ', 'מ-1.5.2026.'],
  ['4,500 ₪', '4,500 ₪'],
  ['see the word םולש here, please', 'see the word שלום here, please'],
  ['plain (words)', 'plain (words)'],
])('%s is read %s', (drawn, read) => expect(inReadingOrder(drawn)).toBe(read))

const SYMBOL = [
  '<< /Type /Font /Subtype /Type1 /BaseFont /AAAAAA+Symbol /FirstChar 0 /LastChar 255 /Widths [' +
    `${'549 '.repeat(256)}] /FontDescriptor 8 0 R /ToUnicode 9 0 R >>`,
  '<< /Type /FontDescriptor /FontName /AAAAAA+Symbol /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  (() => {
    const map =
      'begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <FF> <F020> endbfrange endcmap'
    return `<< /Length ${map.length} >>\nstream\n${map}\nendstream`
  })(),
]

it('reads the signs of a page', async () => {
  const content = `${text(40, 400, '5 ')} BT /S 10 Tf 48.34 400 Td (m) Tj ET ${text(53.83, 400, 'g at most, ')} BT /S 10 Tf 101 400 Td (\\243) Tj ET ${text(107, 400, ' 8')}`
  const { rest } = await readPaint(content, { resources: '/Font << /F1 5 0 R /F2 6 0 R /S 7 0 R >>', objects: SYMBOL })
  expect(rest).toBe('5 μg at most, ≤ 8')
})

it('reads the private codes of old-style figures and small capitals', () => {
  const read = (unicode: string) => glyph(1, unicode, { name: 'MinionExp' })
  expect([0xf731, 0xf761, 0xf7e9, 0xf724].map((code) => read(String.fromCharCode(code)))).toEqual(['1', 'a', 'é', '$'])
  expect(read('\u0001')).not.toMatch(/\p{L}/u)
})

it('takes no numbers of glyphs for characters, unless these make words', async () => {
  const wide = (words: string) => [...words].map((char) => char.charCodeAt(0).toString(16).padStart(4, '0')).join('')
  const read = (words: string) =>
    readPaint(`${text(40, 400, 'Rent')} BT /G 10 Tf 40 380 Td <${wide(words)}> Tj ET`, {
      resources: '/Font << /F1 5 0 R /F2 6 0 R /G 7 0 R >>',
      objects: [
        '<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [8 0 R] >>',
        '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 9 0 R >>',
        '<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 9 9] /ItalicAngle 0 /Ascent 8 /Descent 0 /CapHeight 7 /StemV 8 >>',
      ],
    })
  const numbers = await read('7\u0014\u0018UW\u0015QW\u0003LV')
  expect(numbers.rest).toBe('Rent')
  expect(numbers.notes).toMatchObject([{ kind: 'signs' }])
  expect((await read('The rent is due')).rest).toBe('Rent The rent is due')
  expect((await read('9ROXPHV')).rest).toBe('Rent Volumes')
  expect((await read('9RLU\u0003OD\u0003FRSLH\u0003FHUWLILpH')).rest).toBe('Rent Voir la copie certifiée')
  expect((await read('THE RENT IS DUE')).rest).toBe('Rent THE RENT IS DUE')
})

it('leaves out, and tells of, a font that says nothing of its letters', async () => {
  const objects = SYMBOL.map((object) => object.replaceAll('Symbol', 'Nordica'))
  const content = `${text(40, 400, 'Known words')} BT /S 10 Tf 120 400 Td (abcdefgh) Tj ET`
  const { rest, notes } = await readPaint(content, { resources: '/Font << /F1 5 0 R /F2 6 0 R /S 7 0 R >>', objects })
  expect(rest).toBe('Known words')
  expect(notes).toEqual([
    {
      page: 1,
      kind: 'signs',
      text: `8 characters can't be told and were not read, as the font "Nordica" doesn't say what it draws.`,
    },
  ])
})

/** Words in a font whose codes have two bytes, and a table that says of them what `means` makes of their numbers. */
function readTold(words: string, means: (code: number) => number) {
  const hex = (code: number) => code.toString(16).padStart(4, '0')
  const codes = [...words].map((char) => char.charCodeAt(0))
  const rows = [...new Set(codes)].map((code) => `<${hex(code)}> <${hex(means(code))}>`)
  const map = `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange ${rows.length} beginbfchar ${rows.join(' ')} endbfchar endcmap`
  return readPaint(`${text(40, 400, 'Rent')} BT /G 10 Tf 40 380 Td <${codes.map(hex).join('')}> Tj ET`, {
    resources: '/Font << /F1 5 0 R /F2 6 0 R /G 7 0 R >>',
    objects: [
      '<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [8 0 R] /ToUnicode 10 0 R >>',
      '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 9 0 R >>',
      '<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 9 9] /ItalicAngle 0 /Ascent 8 /Descent 0 /CapHeight 7 /StemV 8 >>',
      `<< /Length ${map.length} >>\nstream\n${map}\nendstream`,
    ],
  })
}

it.each([
  ['one letter', 'The rent is due in May', () => 97],
  ['a blank', 'The rent is due in May', () => 32],
  ['their own numbers', '7K5\u0003U4Q3\u00031V\u0003GXH\u0010\u0011', (code: number) => code],
])('leaves out, and tells of, a font whose table says of all glyphs: %s', async (_, words, means) => {
  const { rest, notes } = await readTold(words, means)
  expect(rest).toBe('Rent')
  expect(notes).toMatchObject([{ kind: 'signs', text: expect.stringContaining('"Odd" doesn\'t say what it draws') }])
})

it.each([
  ['7KH\u0003UHQW\u0003LV\u0003GXH\u0011', 'The rent is due.'],
  [
    '7+(\u00035(17\u00032)\u00037+(\u000312\u0003+286(\u0003,6\u0003\u0017\u0014\u0013',
    'THE RENT OF THE NO HOUSE IS 410',
  ],
])('reads numbers of glyphs by their usual order where that makes words, and says so: %j', async (words, read) => {
  const { rest, notes } = await readTold(words, (code) => code)
  expect(rest).toBe(`Rent ${read}`)
  expect(notes).toMatchObject([{ kind: 'signs', text: expect.stringContaining('by the usual order') }])
})

it('reads a font whose table gives numbers that are characters', async () => {
  expect((await readTold('The rent is due', (code) => code)).rest).toBe('Rent The rent is due')
  expect((await readTold('-+*/=<>?', (code) => code)).rest).toBe('Rent -+*/=<>?')
})

/** A font without its file: Differences that name glyphs by code, widths 600 except where they are told. */
const named = (base: string, names: string, widths: Record<number, number> = {}): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${base} /FirstChar 0 /LastChar 255 /FontDescriptor 8 0 R /Widths [${Array.from({ length: 256 }, (_, i) => widths[i] ?? 600).join(' ')}] ${names}>>`

/** Says a private code for "A". */
const PRIVATE = (() => {
  const map = 'begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <F123> endbfchar endcmap'
  return `<< /Length ${map.length} >>\nstream\n${map}\nendstream`
})()

const readNamed = (content: string, font: string) =>
  readPaint(content, {
    resources: '/Font << /F1 5 0 R /F2 6 0 R /Y 7 0 R >>',
    objects: [font, SYMBOL[1]!.replace('AAAAAA+Symbol', /BaseFont .(\S+)/.exec(font)![1]!), PRIVATE],
  })

it('reads signs of TeX, also those that it draws in two parts', async () => {
  const names = '/Encoding << /Differences [33 /arrowright 54 /negationslash 55 /mapsto 98 /floorleft /floorright] >>'
  const font = named('ABCDEF+CMSY10', names, { 54: 0, 55: 0 })
  const content = `${text(40, 400, 'x')} BT /Y 10 Tf 50 400 Td (6) Tj ET ${text(50, 400, '=')} ${text(60, 400, 'y, f: A')} BT /Y 10 Tf 95 400 Td (7!) Tj ET BT /Y 10 Tf 110 400 Td (bAc) Tj ET`
  expect((await readNamed(content, font)).rest).toMatch(/^x ≠ y, f: A ↦ ⌊A⌋$/)
})

it('marks a sign inside a line that nothing names, and tells of it; what begins a line is a bullet', async () => {
  const font = named('Odd', '/ToUnicode 9 0 R')
  const sign = (x: number, y: number) => `BT /Y 10 Tf ${x} ${y} Td (A) Tj ET`
  const inside = await readNamed(`${text(40, 400, '5')} ${sign(48, 400)} ${text(54, 400, 'g a day')}`, font)
  expect(inside.rest).toBe('5 \ufffdg a day')
  expect(inside.notes).toMatchObject([{ kind: 'signs', text: expect.stringContaining("1 character can't be told") }])
  const first = await readNamed(`${sign(40, 400)} ${text(54, 400, 'Bring the key.')}`, font)
  expect(first).toEqual({ rest: 'Bring the key.', notes: [] })
})
