import { describe, expect, it } from 'vitest'
import { readPaint, text, widthOf } from '../painted'

const run = (operators: string) => `BT /F1 10 Tf 14 TL 60 400 Td ${operators} ET`
const LINE = 'The rent is due in May.'

it.each([
  ['in one string', `(${LINE}) Tj`],
  [
    'word by word',
    `${LINE.split(' ')
      .map((word) => `(${word} ) Tj`)
      .join(' ')}`,
  ],
  [
    'with blanks of their own strings',
    `${LINE.split(' ')
      .map((word) => `(${word}) Tj`)
      .join(' ( ) Tj ')}`,
  ],
  [
    'with moves for blanks',
    `[${LINE.split(' ')
      .map((word) => `(${word})`)
      .join(' -278 ')}] TJ`,
  ],
  [
    'with moves and blanks',
    `[${LINE.split(' ')
      .map((word) => `(${word} )`)
      .join(' -40 ')}] TJ`,
  ],
  ['letter by letter', [...LINE].map((char) => `(${char}) Tj`).join(' ')],
  ['with kerning', '[(T) 80 (he r) -15 (ent is du) 10 (e in Ma) 20 (y.)] TJ'],
  ['with more room between words', `4 Tw (${LINE}) Tj 0 Tw`],
  ['with less room between words', `-0.8 Tw (${LINE}) Tj 0 Tw`],
  ['with a little room between letters', `0.4 Tc (${LINE}) Tj 0 Tc`],
  ['with less room between letters', `-0.3 Tc (${LINE}) Tj 0 Tc`],
  ['narrow', `60 Tz (${LINE}) Tj 100 Tz`],
  ['wide', `180 Tz (${LINE}) Tj 100 Tz`],
  ['by the operator that goes to the next line', `(${LINE}) '`],
  ['by the operator that sets room, too', `0 0 (${LINE}) "`],
  [
    'moved by a matrix for each word',
    LINE.split(' ').reduce(
      ([all, x], word) =>
        [`${all} 1 0 0 1 ${x.toFixed(2)} 400 Tm (${word}) Tj`, x + widthOf(`${word} `)] as [string, number],
      ['', 60] as [string, number],
    )[0],
  ],
  ['drawn in hex', `<${[...LINE].map((char) => char.charCodeAt(0).toString(16)).join('')}> Tj`],
  ['in two colours', `(The re) Tj 1 0 0 rg (nt is due) Tj 0 g ( in May.) Tj`],
  ['in two fonts', `(The rent is ) Tj /F2 10 Tf (due) Tj /F1 10 Tf ( in May.) Tj`],
])('reads a line %s', async (_, operators) => {
  expect((await readPaint(run(operators))).rest).toBe(LINE)
})

it('reads words from left to right, in whatever order they were drawn', async () => {
  const places: [string, number][] = []
  let x = 60
  for (const word of LINE.split(' ')) {
    places.push([word, Number(x.toFixed(2))])
    x += widthOf(`${word} `)
  }
  const drawn = places.reverse().map(([word, at]) => text(at, 400, word))
  expect((await readPaint(drawn.join(' '))).rest).toBe(LINE)
})

it.each([
  ['T*', '(First line.) Tj T* (Second line.) Tj'],
  ['TD', '(First line.) Tj 0 -14 TD (Second line.) Tj'],
  ['Td', '(First line.) Tj 0 -14 Td (Second line.) Tj'],
  ["'", "(First line.) Tj (Second line.) '"],
  ['"', '(First line.) Tj 0 0 (Second line.) "'],
  ['Td, from the last to the first', '0 -14 Td (Second line.) Tj 0 14 Td (First line.) Tj'],
])('goes to the next line by %s', async (_, operators) => {
  expect((await readPaint(run(operators))).rest).toBe('First line. Second line.')
})

describe('raised and lowered', () => {
  const at = 60 + widthOf('12 m')
  it.each([
    ['by the text’s rise', run('(12 m) Tj /F1 6 Tf 4 Ts (2) Tj 0 Ts /F1 10 Tf ( of floor) Tj'), '12 m² of floor'],
    [
      'by a place of its own',
      `${text(60, 400, '12 m')} ${text(at, 404, '2', { size: 6 })} ${text(at + 6, 400, 'of floor')}`,
      '12 m² of floor',
    ],
    ['below', `${text(60, 400, 'H')} ${text(67.3, 398, '2', { size: 6 })} ${text(71, 400, 'O')}`, 'H₂O'],
    [
      'behind a word, as a note’s mark',
      `${text(60, 400, 'the pier')} ${text(60 + widthOf('the pier'), 404, '3', { size: 6 })} ${text(66 + widthOf('the pier'), 400, 'was sold')}`,
      'the pier³ was sold',
    ],
    [
      'as words of small capitals, which aren’t raised',
      run('(T) Tj /F1 8 Tf (HE RENT) Tj /F1 10 Tf ( is due) Tj'),
      'THE RENT is due',
    ],
  ])('marks are read %s', async (_, content, read) => {
    expect((await readPaint(content)).rest).toBe(read)
  })
})

describe('letterspaced', () => {
  it.each([
    ['headings', `BT /F2 14 Tf 6 Tc 60 400 Td (CONTENTS) Tj ET`, 'CONTENTS'],
    [
      'short words, letter by letter, with blanks between',
      `BT /F2 9 Tf 60 400 Td [${[...'IN THE NAME'].map((char) => `(${char})`).join(' -330 ')}] TJ ET`,
      'IN THE NAME',
    ],
    ['headings of two words', `BT /F2 14 Tf 5 Tc 60 400 Td (ANNUAL REPORT) Tj ET`, 'ANNUAL REPORT'],
    [
      'headings whose blanks are moves',
      'BT /F2 14 Tf 60 400 Td [(A) -300 (N) -300 (N) -300 (U) -300 (A) -300 (L) -1000 (R) -300 (E) -300 (P) -300 (O) -300 (R) -300 (T)] TJ ET',
      'ANNUAL REPORT',
    ],
    ['words in a line', `BT /F1 10 Tf 60 400 Td (The ) Tj 2 Tc (rent) Tj 0 Tc ( is due.) Tj ET`, 'The rent is due.'],
    ['a year', `BT /F1 10 Tf 3 Tc 60 400 Td (Founded in 1904) Tj ET`, 'Founded in 1904'],
  ])('%s are words', async (_, content, read) => {
    expect((await readPaint(`${content} 0 Tc`)).rest).toBe(read)
  })
})

describe('hyphens at the ends of lines', () => {
  it.each([
    ['of a word that is cut', 'He took the harbour infor-', 'mation along.', 'He took the harbour information along.'],
    ['of a number', 'The years from 1990-', '1995 were good.', 'The years from 1990-1995 were good.'],
    [
      'of a name with a capital',
      'The ferry of Marsk goes on to Baden-',
      'Baden and back.',
      'The ferry of Marsk goes on to Baden-Baden and back.',
    ],
    [
      'that the encoding calls soft',
      'He took the harbour infor\\255',
      'mation along.',
      'He took the harbour information along.',
    ],
    ['that is a dash', 'He came \\226', 'and left again.', 'He came – and left again.'],
  ])('are those %s', async (_, first, second, read) => {
    expect((await readPaint(`${text(60, 400, first)} ${text(60, 386, second)}`)).rest).toBe(read)
  })
})
