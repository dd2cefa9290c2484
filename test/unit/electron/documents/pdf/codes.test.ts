import { describe, expect, it } from 'vitest'
import { stream } from '../pages'
import { readPaint, text } from '../painted'

const FONTS = '/Font << /F1 5 0 R /F2 6 0 R /G 7 0 R >>'
const map = (rows: string, bits = 1, kind = 'bfchar') => {
  const width = '00'.repeat(bits)
  const count = rows.trim().split(/\n/).length
  return stream(
    `begincmap 1 begincodespacerange <${width}> <${width.replaceAll('0', 'F')}> endcodespacerange ${count} begin${kind}\n${rows}\nend${kind} endcmap`,
  )
}
/** A font of 8-bit codes, all 500 wide. */
const simple = (more: string, ...objects: string[]) => ({
  resources: FONTS,
  objects: [
    `<< /Type /Font /Subtype /Type1 /BaseFont /Nordica /FirstChar 0 /LastChar 255 /Widths [${'500 '.repeat(256)}] /FontDescriptor 8 0 R ${more} >>`,
    '<< /Type /FontDescriptor /FontName /Nordica /Flags 32 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    ...objects,
  ],
})
/** A font of longer codes; `encoding`: how these are numbered. */
const wide = (encoding: string, system: string, more = '', ...objects: string[]) => ({
  resources: FONTS,
  objects: [
    `<< /Type /Font /Subtype /Type0 /BaseFont /Minna /Encoding ${encoding} /DescendantFonts [8 0 R] ${more} >>`,
    `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Minna /DW 1000 /FontDescriptor 9 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (${system}) /Supplement 2 >> >>`,
    '<< /Type /FontDescriptor /FontName /Minna /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>',
    ...objects,
  ],
})
const drawn = (string: string, size = 10) => `BT /G ${size} Tf 60 400 Td ${string} Tj ET`
const read = async (string: string, extras: object) => (await readPaint(drawn(string), extras)).rest

describe('a table of characters', () => {
  it.each([
    ['several for one code', '<61> <006600660069>\n<62> <0063>\n<63> <0065>', '(bacc)', 'cffiee'],
    ['a ligature that is a character itself', '<61> <FB03>\n<62> <0063>\n<63> <0065>', '(bacc)', 'cffiee'],
    ['one beyond 16 bits', '<61> <D835DC65>\n<62> <D83DDE00>', '(ab)', '𝑥😀'],
    ['a letter and its accent', '<61> <00650301>\n<62> <0074>', '(ab)', 'ét'],
    ['a blank that no line is broken at', '<61> <00A0>\n<62> <0074>', '(bab)', 't t'],
    ['nothing that is seen', '<61> <200B>\n<62> <0074>', '(bab)', 'tt'],
    ['a full width letter', '<61> <FF21>\n<62> <FF22>', '(ab)', 'ＡＢ'],
    ['fractions and powers', '<61> <00BD>\n<62> <00B2>\n<63> <006D>', '(acb)', '½m²'],
    ['a hyphen that may part words', '<61> <0035>\n<62> <00AD>\n<63> <0036>', '(abc)', '5-6'],
    ['a long hyphen', '<61> <0035>\n<62> <2013>\n<63> <0036>', '(abc)', '5–6'],
    ['a ratio and a degree', '<61> <00B0>\n<62> <2264>\n<63> <0039>', '(bca)', '≤9°'],
  ])('gives %s', async (_, rows, string, said) => {
    expect(await read(string, simple('/Encoding /WinAnsiEncoding /ToUnicode 9 0 R', map(rows)))).toBe(said)
  })

  it('gives ranges, of one step and of many', async () => {
    const ranges = map('<41> <43> <0061>\n<44> <45> [<0078> <0079007A>]', 1, 'bfrange')
    expect(await read('(ABCDE)', simple('/ToUnicode 9 0 R', ranges))).toBe('abcxyz')
  })

  it('says nothing of some codes, whose encoding does', async () => {
    const some = simple('/Encoding /WinAnsiEncoding /ToUnicode 9 0 R', map('<41> <0042>'))
    expect(await read('(AxC)', some)).toBe('BxC')
  })
})

describe('an encoding', () => {
  it.each([
    ['Windows’', '/WinAnsiEncoding', '(\\200 5 \\226 6\\205 \\223x\\224 \\374)', '€ 5 – 6… “x” ü'],
    ['Windows’ soft hyphen, which is drawn', '/WinAnsiEncoding', '(5\\2556)', '5-6'],
    ['the Mac’s', '/MacRomanEncoding', '(\\212\\237 \\245)', 'äü •'],
    ['Adobe’s', '/StandardEncoding', "(don't \\256\\257)", 'don’t fifl'],
    [
      'with names of its own',
      '<< /Differences [97 /Euro /uni2264 /f_f_l /quoteright /u1F600 /onehalf] >>',
      '(abcdef)',
      '€≤ffl’😀½',
    ],
    [
      'with letters of capitals’ height',
      '<< /Differences [97 /a.sc /b.smcp /one.oldstyle /two.lf /Csmall] >>',
      '(abcde)',
      'ab12c',
    ],
    ['on top of another', '<< /BaseEncoding /MacRomanEncoding /Differences [97 /mu] >>', '(a\\212)', 'µä'],
    ['with accents', '<< /Differences [97 /eacute /Scaron /dotlessi /germandbls /ae] >>', '(abcde)', 'éŠıßæ'],
  ])('says what codes are: %s', async (_, encoding, string, said) => {
    const rest = await read(string, simple(`/Encoding ${encoding}`))
    expect(rest.replace('μ', 'µ')).toBe(said)
  })
})

describe('longer codes', () => {
  it.each([
    [
      'two bytes each, by a table',
      '/Identity-H',
      'Identity',
      '<000100020003>',
      'ab 日',
      '<0001> <00610062>\n<0002> <0020>\n<0003> <65E5>',
    ],
    [
      'of upright type',
      '/Identity-V',
      'Identity',
      '<000100020003>',
      '日本語',
      '<0001> <65E5>\n<0002> <672C>\n<0003> <8A9E>',
    ],
    [
      'of Thai, without blanks',
      '/Identity-H',
      'Identity',
      '<000100020003>',
      'สวย',
      '<0001> <0E2A>\n<0002> <0E27>\n<0003> <0E22>',
    ],
    [
      'of Hindi, with a vowel that is drawn before',
      '/Identity-H',
      'Identity',
      '<00010002>',
      'कि',
      '<0001> <0915>\n<0002> <093F>',
    ],
  ])('are %s', async (_, encoding, system, string, said, rows) => {
    expect(await read(string, wide(encoding, system, '/ToUnicode 10 0 R', map(rows, 2)))).toBe(said)
  })

  it.each([
    ['Japanese, by Windows’ codes', '/90ms-RKSJ-H', 'Japan1', '<93FA967B8CEA>', '日本語'],
    ['Japanese, by Unicode', '/UniJIS-UTF16-H', 'Japan1', '<65E5672C>', '日本'],
    ['Chinese', '/GBK-EUC-H', 'GB1', '<D6D0B9FA>', '中国'],
    ['Chinese of Taiwan', '/ETen-B5-H', 'CNS1', '<A4A4B0EA>', '中國'],
    ['Korean', '/KSCms-UHC-H', 'Korea1', '<C7D1B1B9>', '한국'],
  ])('are known by their name: %s', async (_, encoding, system, string, said) => {
    expect(await read(string, wide(encoding, system))).toBe(said)
  })
})

describe('letters that are read from the right', () => {
  const hebrew = wide(
    '/Identity-H',
    'Identity',
    '/ToUnicode 10 0 R',
    map('<0001> <05E9>\n<0002> <05DC>\n<0003> <05D5>\n<0004> <05DD>\n<0005> <0020>\n<0006> <0031>\n<0007> <0032>', 2),
  )

  it('come in the order of reading, drawn from the left or from the right', async () => {
    expect(await read('<0004000300020001>', hebrew)).toBe('שלום')
    const single = ['0001', '0002', '0003', '0004'].map(
      (code, i) => `BT /G 10 Tf ${90 - 10 * i} 400 Td <${code}> Tj ET`,
    )
    expect((await readPaint(single.join(' '), hebrew)).rest).toBe('שלום')
  })

  it('have figures between them that are read from the left', async () => {
    expect(await read('<000600070005000400030002000100050001>', hebrew)).toBe('ש שלום 12')
  })

  it('are joined forms in Arabic', async () => {
    const forms = map('<0001> <FEDF>\n<0002> <FEE0>\n<0003> <FECC>\n<0004> <FBFC>\n<0005> <FEFB>', 2)
    const arabic = wide('/Identity-H', 'Identity', '/ToUnicode 10 0 R', forms)
    expect(await read('<000400030001>', arabic)).toBe('لعی')
    expect(await read('<0005>', arabic)).toBe('لا')
  })
})

describe('a font whose glyphs are drawings', () => {
  const type3 = (more: string, ...objects: string[]) => ({
    resources: FONTS,
    objects: [
      `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 /LastChar 98 /Widths [600 600] /CharProcs << /one 8 0 R /eacute 8 0 R /g1 8 0 R >> /Resources << >> ${more} >>`,
      stream('600 0 0 0 500 700 d1 0 0 500 700 re f'),
      ...objects,
    ],
  })

  it('is read by the names of these', async () => {
    expect(await read('(ab)', type3('/Encoding << /Differences [97 /one /eacute] >>'))).toBe('1é')
  })

  it('is read by its table', async () => {
    const table = map('<61> <0071>\n<62> <0072>')
    expect(await read('(ab)', type3('/Encoding << /Differences [97 /g1 /g1] >> /ToUnicode 9 0 R', table))).toBe('qr')
  })

  it('may be white', async () => {
    const font = type3('/Encoding << /Differences [97 /one /eacute] >>')
    const { rest } = await readPaint(`q 1 g ${drawn('(ab)')} Q ${text(60, 300, 'Seen.')}`, font)
    expect(rest).toBe('Seen.')
  })
})

describe('a table that says others than its font draws', () => {
  const WORDS = 'The pump takes 40 of 12 parts, 56 at 379 and 8.'
  const shifted = (from: string, to: string) =>
    Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, i) => from.charCodeAt(0) + i)
      .map((code) => `<${code.toString(16)}> <${(code + 1).toString(16).padStart(4, '0')}>`)
      .join('\n')
  const NOTE = { kind: 'signs', text: expect.stringContaining('says other letters than it draws') }
  const usual = (table: string, name = 'Helvetica', more = '/Encoding /WinAnsiEncoding') => ({
    resources: FONTS,
    objects: [`<< /Type /Font /Subtype /Type1 /BaseFont /${name} ${more} /ToUnicode 8 0 R >>`, map(table)],
  })

  it.each([
    ['letters and figures', simple('/Encoding /WinAnsiEncoding /ToUnicode 9 0 R', map(shifted('!', 'z')))],
    ['letters and figures of a font that all have', usual(shifted('!', 'z'))],
    ['small letters', usual(shifted('a', 'z'))],
    ['figures', usual(shifted('0', '9'))],
    [
      'letters that the file names',
      usual(shifted('a', 'z'), 'Times-Roman', '/Encoding << /Differences [97 /a /b /c /d /e /f /g /h /i /j /k] >>'),
    ],
  ])('is not believed: %s', async (_, font) => {
    const { rest, notes } = await readPaint(drawn(`(${WORDS})`), font)
    expect(rest).toBe(WORDS)
    expect(notes).toMatchObject([NOTE])
  })

  it.each([
    ['a few', usual('<61> <0062>\n<62> <0063>\n<63> <0064>'), 'b', 'c'],
    [
      'capitals for small letters',
      usual(shifted('a', 'z').replace(/<00(..)>/g, (_, hex) => `<00${(Number.parseInt(hex, 16) - 33).toString(16)}>`)),
      'a',
      'A',
    ],
    ['letters of another script', usual(shifted('a', 'z').replaceAll('<00', '<04')), 'a', 'Ѣ'],
  ])('is believed: %s', async (_, font, code, said) => {
    const { rest, notes } = await readPaint(drawn(`(${code})`), font)
    expect(rest).toContain(said)
    expect(notes).toEqual([])
  })
})

it('tells of a sign in a line whose name is a number of a font', async () => {
  const font = (name: string) => simple(`/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /${name}] >>`)
  const { rest, notes } = await readPaint(drawn('(5 \\001g)'), font('g12'))
  expect(rest).toBe('5 \ufffdg')
  expect(notes).toMatchObject([{ kind: 'signs' }])
  expect((await readPaint(drawn('(5 \\001g)'), font('controlLF'))).rest).toBe('5 g')
  expect((await readPaint(drawn('(5 g\\001)'), font('g12'))).rest).toBe('5 g')
})
