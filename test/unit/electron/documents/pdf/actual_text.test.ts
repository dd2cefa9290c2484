import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readBytes } from '../help'
import { stream } from '../pages'
import { form, pdfOfPaint, readPaint, text } from '../painted'

/** A font whose codes from "a" on are private: it says nothing of what it draws. */
const TABLE = stream(
  'begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <61> <7A> <E061> endbfrange endcmap',
)
const secret = (more = '', ...objects: string[]) => ({
  resources: `/Font << /F1 5 0 R /F2 6 0 R /G 7 0 R >> ${more}`,
  objects: [
    `<< /Type /Font /Subtype /Type1 /BaseFont /Nordica /FirstChar 0 /LastChar 255 /Widths [${'500 '.repeat(256)}] /FontDescriptor 8 0 R /Encoding /WinAnsiEncoding /ToUnicode 9 0 R >>`,
    '<< /Type /FontDescriptor /FontName /Nordica /Flags 32 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    TABLE,
    ...objects,
  ],
})
const marked = (actual: string, content: string) => `/Span << /ActualText ${actual} >> BDC ${content} EMC`
const YEAR = 'BT /G 10 Tf 60 400 Td (abcd) Tj ET'

describe('what the file says that a stretch means is read', () => {
  it.each([
    ['where its font says nothing', marked('(1904)', YEAR), '1904'],
    ['in UTF-16', marked('<FEFF0031003900300034>', YEAR), '1904'],
    ['in UTF-8', marked('<EFBBBF35C2B567E282AC>', YEAR), '5µg€'],
    ['in PDF’s own encoding', marked('(5 \\205 6 \\240)', YEAR), '5 – 6 €'],
    ['with several letters for one', marked('(coffin)', YEAR), 'coffin'],
    ['around other marks', marked('(1904)', `/P << /MCID 0 >> BDC ${YEAR} EMC`), '1904'],
    ['beside other marks', `/P << /MCID 0 >> BDC ${marked('(1904)', YEAR)} EMC /Artifact BMC EMC`, '1904'],
    [
      'written on several lines',
      `/Span <<\n/Lang (en)\n% a comment\n/ActualText (19\\\n04) >>\nBDC ${YEAR} EMC`,
      '1904',
    ],
    [
      'behind a picture in the drawing',
      `q 9 0 0 9 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID aEI) EI Q ${marked('(1904)', YEAR)}`,
      '1904',
    ],
    ['for small capitals', marked('(Brandt)', text(60, 400, 'BRANDT')), 'Brandt'],
    ['for a ligature', marked('<FEFFFB01>', text(60, 400, 'fi')), 'fi'],
    [
      'for letters drawn apart',
      marked('(Total)', ['T', 'o', 't', 'a', 'l'].map((char, i) => text(60 + 14 * i, 400, char)).join(' ')),
      'Total',
    ],
  ])('%s', async (_, content, read) => {
    const { rest, notes } = await readPaint(content, secret())
    expect(rest).toBe(read)
    expect(notes).toEqual([])
  })

  it('from a list of properties, in a form, and where the drawing is packed', async () => {
    const properties = '/Properties << /M 10 0 R >>'
    const named = await readPaint(`/Span /M BDC ${YEAR} EMC`, secret(properties, '<< /ActualText (1904) >>'))
    expect(named.rest).toBe('1904')
    const inside = form(marked('(1904)', YEAR), '0 0 400 600').replace('/F1 5 0 R', '/G 7 0 R')
    const drawn = await readPaint('/Artifact BMC EMC /X Do', secret('/XObject << /X 10 0 R >>', inside))
    expect(drawn.rest).toBe('1904')
    const packed = deflateSync(
      form(marked('(1904)', YEAR), '')
        .split('stream\n')[1]!
        .replace(/\nend$/, ''),
    ).toString('hex')
    const flate = `<< /Type /XObject /Subtype /Form /BBox [0 0 400 600] /Resources << /Font << /G 7 0 R >> >> /Filter [/ASCIIHexDecode /FlateDecode] /Length ${packed.length + 1} >>\nstream\n${packed}>\nendstream`
    expect((await readPaint('/X Do', secret('/XObject << /X 10 0 R >>', flate))).rest).toBe('1904')
  })

  it('for a letter that a cut word is written with otherwise', async () => {
    const content = `${text(60, 400, 'Der Druk')} ${text(60, 386, 'ker steht dort.')}`
    expect((await readPaint(content)).rest).toBe('Der Druk ker steht dort.')
    const cut = `BT /F1 10 Tf 60 400 Td (Der Dru) Tj ${marked('(c)', '(k-) Tj')} 0 -14 Td (ker steht dort.) Tj ET`
    expect((await readPaint(cut)).rest).toBe('Der Drucker steht dort.')
  })

  it('for a hyphen of a cut word, which is none', async () => {
    for (const soft of ['<FEFF00AD>', '()']) {
      const cut = `BT /F1 10 Tf 60 400 Td (The infor) Tj ${marked(soft, '(-) Tj')} 0 -14 Td (mation is old.) Tj ET`
      expect((await readPaint(cut)).rest).toBe('The information is old.')
    }
  })

  it('from the structure of a tagged file', async () => {
    const { resources, objects } = secret()
    const document = await readBytes(
      pdfOfPaint(`/P << /MCID 0 >> BDC ${YEAR} EMC /P << /MCID 1 >> BDC ${text(60, 380, 'was a good year.')} EMC`, {
        resources,
        catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 10 0 R',
        page: '/StructParents 0',
        objects: [
          ...objects,
          '<< /Type /StructTreeRoot /K [12 0 R 13 0 R] /ParentTree 11 0 R >>',
          '<< /Nums [0 [12 0 R 13 0 R]] >>',
          '<< /Type /StructElem /S /Span /P 10 0 R /Pg 3 0 R /K 0 /ActualText (1904) >>',
          '<< /Type /StructElem /S /P /P 10 0 R /Pg 3 0 R /K 1 >>',
        ],
      }),
    )
    expect(document.text.replace(/\s+/g, ' ')).toBe('1904 was a good year.')
  })
})

describe('what the page shows is read', () => {
  const RENT = text(60, 400, 'Rent: 900 EUR')
  it.each([
    ['where the file says other words', marked('(Rent: 750 EUR)', RENT), 'Rent: 900 EUR'],
    ['where it says more', marked('(Rent: 900 EUR, paid)', RENT), 'Rent: 900 EUR'],
    ['where it says less', marked('(Rent: 900)', RENT), 'Rent: 900 EUR'],
  ])('%s, which is told', async (_, content, read) => {
    const { rest, notes } = await readPaint(content)
    expect(rest).toBe(read)
    expect(notes).toMatchObject([
      { kind: 'signs', text: expect.stringMatching(/^The file says "Rent: .*" where the page shows "Rent:900EUR": /) },
    ])
  })

  it.each([
    ['where it says nothing', marked('()', RENT), 'Rent: 900 EUR'],
    ['where it says the same', marked('(Rent: 900 EUR)', RENT), 'Rent: 900 EUR'],
    ['where it says another letter', marked('<FEFF00E9>', text(60, 400, 'e')), 'e'],
    ['where it says another sign', marked('(*)', text(60, 400, '+')), '+'],
    [
      'where another word is meant for speech',
      `/Span << /E (Doctor) /Alt (Doctor) >> BDC ${text(60, 400, 'Dr.')} EMC`,
      'Dr.',
    ],
  ])('%s', async (_, content, read) => {
    const { rest, notes } = await readPaint(content)
    expect(rest).toBe(read)
    expect(notes).toEqual([])
  })

  it('and nothing where it shows nothing', async () => {
    const { rest } = await readPaint(`${marked('(Rent: 750 EUR)', '')} ${marked('(750)', '1 1 2 2 re f')} ${RENT}`)
    expect(rest).toBe('Rent: 900 EUR')
    const hidden = await readPaint(marked('(Rent: 750 EUR)', `q 1 g ${text(60, 380, 'Rent: 750 EUR')} Q`))
    expect(hidden.rest).toBe('')
  })

  it('where an element of the structure is only described', async () => {
    const { resources, objects } = secret()
    const { text: read, notes } = await readBytes(
      pdfOfPaint(`/P << /MCID 0 >> BDC ${RENT} EMC`, {
        resources,
        catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 10 0 R',
        page: '/StructParents 0',
        objects: [
          ...objects,
          '<< /Type /StructTreeRoot /K [12 0 R] /ParentTree 11 0 R >>',
          '<< /Nums [0 [12 0 R]] >>',
          '<< /Type /StructElem /S /P /P 10 0 R /Pg 3 0 R /K 0 /Alt (What the rent is) >>',
        ],
      }),
    )
    expect(read).toBe('Rent: 900 EUR')
    expect(notes).toEqual([])
  })

  it('where more is said of a sign than there is room for', async () => {
    const { rest, notes } = await readPaint(
      `${RENT} ${marked('(as of the first of May)', 'BT /G 10 Tf 60 380 Td (a) Tj ET')}`,
      secret(),
    )
    expect(rest).toBe('Rent: 900 EUR')
    expect(notes).toEqual([])
  })
})
