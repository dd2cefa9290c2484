import { describe, expect, it } from 'vitest'
import { stream } from '../pages'
import { readPaint, text, widthOf } from '../painted'

/** Words, or a mark: what it says, its size, and points above the base line. */
type Part = string | [words: string, size: number, rise: number]

function line(parts: readonly Part[], y = 400): string {
  let x = 40
  return parts
    .map((part) => {
      const [words, size, rise] = typeof part === 'string' ? [part, 10, 0] : part
      const drawn = text(Number(x.toFixed(2)), y + rise, words, { size })
      x += widthOf(words, size)
      return drawn
    })
    .join(' ')
}
const read = async (content: string, extras?: object) => (await readPaint(content, extras)).rest
const up = (words: string): Part => [words, 6.5, 4]
const down = (words: string): Part => [words, 6.5, -2]

describe('a raised mark', () => {
  it.each([
    ['a power', ['all 10', up('6'), ' of it'], 'all 10⁶ of it'],
    ['a letter on a quantity', ['then x', up('k'), ' is'], 'then xᵏ is'],
    ['a term', ['then e', up('-kt'), ' is'], 'then e^(-kt) is'],
    ['a term of figures and one letter', ['then e', up('-k'), ' is'], 'then e^(-k) is'],
    ['a number with a point', ['is 10', up('0.5'), ' now'], 'is 10^0.5 now'],
    ['a half', ['is 10', up('1/2'), ' now'], 'is 10^(1/2) now'],
    ['numbers of notes behind a sum', ['is 75', up('12,13,14'), ' EUR'], 'is 75¹²,¹³,¹⁴ EUR'],
    ['letters of notes', ['is 75', up('a,b'), ' EUR'], 'is 75ᵃ,ᵇ EUR'],
    ['a late letter of a note', ['is 75', up('g'), ' EUR'], 'is 75ᵍ EUR'],
    ['a capital of a note', ['is 75', up('A'), ' EUR'], 'is 75^A EUR'],
    ['of degrees', ['at 20', up('o'), 'C or 5', up('o'), ' C now'], 'at 20°C or 5° C now'],
    ['of a trade', ['kernby', up('TM'), ' oil'], 'kernby™ oil'],
  ] as [string, Part[], string][])('is %s', async (_, parts, said) => {
    expect(await read(line(parts))).toBe(said)
  })

  it.each([
    ['an ordinal', ['on the 1', up('st'), ' day'], 'on the 1st day'],
    ['a title', ['so M', up('me'), ' said'], 'so Mme said'],
    ['an abbreviation', ['N', up('o'), ' 12'], 'No 12'],
    ['a small figure that stands on the line', ['all 10', ['6', 6.5, 0], ' of it'], 'all 106 of it'],
  ] as [string, Part[], string][])('is none in %s', async (_, parts, said) => {
    expect(await read(line(parts))).toBe(said)
  })

  it('may be as large as its line, where the file moves it alone', async () => {
    const moved = (rise: number, before: string, after: string) =>
      `BT /F1 10 Tf 40 400 Td (${before}) Tj ${rise} Ts (2) Tj 0 Ts (${after}) Tj ET`
    expect(await read(moved(4, 'ten m', ' of it'))).toBe('ten m² of it')
    expect(await read(moved(-3, 'some H', 'O now'))).toBe('some H₂O now')
    expect(await read(`${text(40, 400, 'ten m')} ${text(40, 394, '2 of it')}`)).toBe('ten m 2 of it')
  })

  it('is told by the name of its drawing, whatever the table of characters says', async () => {
    const font = (names: string) => ({
      resources: '/Font << /F1 5 0 R /F2 6 0 R /G 7 0 R >>',
      objects: [
        `<< /Type /Font /Subtype /Type1 /BaseFont /Nordica /FirstChar 97 /LastChar 98 /Widths [400 400] /FontDescriptor 8 0 R /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [97 ${names}] >> /ToUnicode 9 0 R >>`,
        '<< /Type /FontDescriptor /FontName /Nordica /Flags 32 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
        stream(
          'begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <61> <0036> <62> <0032> endbfchar endcmap',
        ),
      ],
    })
    const words = `BT /F1 10 Tf 40 400 Td (all 10) Tj /G 10 Tf (a) Tj /F1 10 Tf ( or H) Tj /G 10 Tf (b) Tj /F1 10 Tf (O) Tj ET`
    expect(await read(words, font('/six.sups /two.sinf'))).toBe('all 10⁶ or H₂O')
    expect(await read(words, font('/sixsuperior /twoinferior'))).toBe('all 10⁶ or H₂O')
    expect(await read(words, font('/six.lf /two.oldstyle'))).toBe('all 106 or H2O')
  })
})

describe('a lowered mark', () => {
  it.each([
    ['of a molecule', ['some H', down('2'), 'O now'], 'some H₂O now'],
    ['of a quantity', ['each a', down('i'), ' is'], 'each a_i is'],
    ['of a quantity, a word', ['the v', down('max'), ' is'], 'the v_max is'],
    ['of a quantity, a term', ['the x', down('i-1'), ' is'], 'the x_(i-1) is'],
    ['with a power', ['the x', down('i'), up('2'), ' is'], 'the x_i² is'],
  ] as [string, Part[], string][])('is %s', async (_, parts, said) => {
    expect(await read(line(parts))).toBe(said)
  })

  it('is part of a word behind several letters', async () => {
    expect(await read(line(['the NO', down('x'), ' is']))).toBe('the NOx is')
  })
})

describe('a fraction', () => {
  /** Two numbers in `size`, one over the other, with a bar between. */
  function stacked(before: string, [over, under]: [string, string], after: string, size = 7): string {
    const x = 40 + widthOf(before)
    const wide = Math.max(widthOf(over, size), widthOf(under, size))
    const [rise, fall] = size < 10 ? [4.5, -4] : [6.8, -6.9]
    const at = (words: string) => Number((x + (wide - widthOf(words, size)) / 2).toFixed(2))
    const bar = `0.5 w ${x} 402.6 m ${(x + wide).toFixed(2)} 402.6 l S`
    return `${text(40, 400, before)} ${text(at(over), 400 + rise, over, { size })} ${bar} ${text(at(under), 400 + fall, under, { size })} ${text(Number((x + wide).toFixed(2)), 400, after)}`
  }

  it.each([
    ['small, in a line', stacked('take ', ['1', '2'], ' of it'), 'take 1/2 of it'],
    ['behind a whole number', stacked('take 2', ['1', '2'], ' of it'), 'take 2 1/2 of it'],
    ['as large as its line', stacked('then ', ['a+b', 'c'], ' is it', 10), 'then (a+b)/c is it'],
    ['with a slash', line(['take ', ['1', 6, 4], '/', ['2', 6, 0], ' of it']), 'take 1/2 of it'],
    [
      'with a slash, behind a whole number',
      line(['take 2', ['1', 6, 4], '/', ['2', 6, -1], ' of it']),
      'take 2 1/2 of it',
    ],
    ['with a small slash', line(['a 2', ['3', 6, 4], ['/16', 6, 0], ' bolt']), 'a 2 3/16 bolt'],
  ])('is read in one line: %s', async (_, content, said) => {
    expect(await read(content)).toBe(said)
    expect(await read(`q 0 1 -1 0 520 0 cm ${content} Q`)).toBe(said)
  })

  it.each([
    ['two powers', line(['a 10', up('6'), '/10', up('3'), ' of it']), 'a 10⁶/10³ of it'],
    ['a unit', line(['5 km', up('2'), '/h now']), '5 km²/h now'],
    [
      'a sum under its rule',
      `${text(40, 400, 'paint')} ${text(150, 400, '120')} 0.5 w 148 397 m 168 397 l S ${text(40, 386, 'total')} ${text(150, 386, '120')}`,
      'paint 120 total 120',
    ],
    [
      'two cells beside one that stands level with their rule',
      `${text(40, 400, 'north')} 0.5 w 38 397 m 100 397 l S ${text(40, 386, 'south')} ${text(104, 394, 'both')}`,
      'north both south',
    ],
  ])('is none of %s', async (_, content, said) => {
    expect(await read(content)).toBe(said)
  })
})
