import { describe, expect, it } from 'vitest'
import { form, readPaint, text, widthOf } from '../painted'

const Y = 400
const HEAD = 'Pay '
const STRUCK = 'thirty'
const LINE = `${HEAD}${STRUCK} sixty marks.`
const LEFT = 40 + widthOf(HEAD, 10) - 0.2
const RIGHT = LEFT + widthOf(STRUCK, 10) + 0.4
const words = text(40, Y, LINE)
const stroke = (from: number, to: number, height: number, wide = 0.6) =>
  `q ${wide} w ${from} ${Y + height} m ${to} ${Y + height} l S Q`

it.each([
  ['a stroke', `${words} ${stroke(LEFT, RIGHT, 3.3)}`],
  ['a thin box', `${words} ${LEFT} ${Y + 3} ${RIGHT - LEFT} 0.6 re f`],
  ['a thick one', `${words} ${LEFT} ${Y + 2.4} ${RIGHT - LEFT} 1.6 re f`],
  ['a stroke below the words in the file', `${stroke(LEFT, RIGHT, 3.3)} ${words}`],
  ['the border of a thin box', `${words} 0.3 w ${LEFT} ${Y + 3} ${RIGHT - LEFT} 0.7 re S`],
  [
    'a thin path that is closed',
    `${words} 0.2 w ${LEFT} ${Y + 3} m ${RIGHT} ${Y + 3} l ${RIGHT} ${Y + 4} l ${LEFT} ${Y + 4} l s`,
  ],
  ['a thin picture', `${words} q ${RIGHT - LEFT} 0 0 0.7 ${LEFT} ${Y + 3} cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q`],
  ['two strokes', `${words} ${stroke(LEFT, RIGHT, 2.5)} ${stroke(LEFT, RIGHT, 4)}`],
  [
    'dashes',
    `${words} ${[0, 1, 2, 3].map((i) => stroke(LEFT + (i * (RIGHT - LEFT)) / 4, LEFT + ((i + 1) * (RIGHT - LEFT)) / 4, 3.3)).join(' ')}`,
  ],
  ['a stroke that rises', `${words} q 0.8 w ${LEFT} ${Y + 2.4} m ${RIGHT} ${Y + 4.2} l S Q`],
  ['a curve', `${words} q 0.8 w ${LEFT} ${Y + 3} m ${LEFT + 8} ${Y + 5} ${RIGHT - 8} ${Y + 1} ${RIGHT} ${Y + 4} c S Q`],
  [
    'a line of many sides',
    `${words} ${LEFT} ${Y + 3} m ${LEFT + 8} ${Y + 4} l ${LEFT + 16} ${Y + 3} l ${RIGHT} ${Y + 4} l S`,
  ],
  [
    'a picture of one dot',
    `${words} q ${RIGHT - LEFT} 0 0 0.7 ${LEFT} ${Y + 3} cm BI /W 1 /H 1 /IM true /BPC 1 /D [0 1] ID \x00 EI Q`,
  ],
])('marks what %s strikes out', async (_, content) => {
  const { rest, notes } = await readPaint(content)
  expect(rest).toBe('Pay ~~thirty~~ sixty marks.')
  expect(notes).toEqual([{ page: 1, kind: 'struck', text: 'Words struck out are marked with ~~: "thirty".' }])
})

it('marks what an annotation strikes out', async () => {
  const box = `${LEFT} ${Y - 2} ${RIGHT} ${Y + 8}`
  const quad = `${LEFT} ${Y + 8} ${RIGHT} ${Y + 8} ${LEFT} ${Y - 2} ${RIGHT} ${Y - 2}`
  const annotation = `<< /Type /Annot /Subtype /StrikeOut /F 4 /C [1 0 0] /Rect [${box}] /QuadPoints [${quad}] /AP << /N 8 0 R >> >>`
  const { rest } = await readPaint(words, {
    annotations: '7 0 R',
    objects: [annotation, form(stroke(LEFT, RIGHT, 3.3), box)],
  })
  expect(rest).toBe('Pay ~~thirty~~ sixty marks.')
})

it('marks words over several lines, one letter, and words that stand upright', async () => {
  const second = `${words} ${text(40, Y - 14, 'All of it.')} ${stroke(LEFT, 40 + widthOf(LINE), 3.3)} ${stroke(40, 40 + widthOf('All of'), -10.7)}`
  expect((await readPaint(second)).rest).toBe('Pay ~~thirty sixty marks.~~ ~~All of~~ it.')
  const one = `${text(40, Y, 'Pay 5 6 marks.')} ${stroke(39.8 + widthOf('Pay '), 40.2 + widthOf('Pay 5'), 3.5)}`
  expect((await readPaint(one)).rest).toBe('Pay ~~5~~ 6 marks.')
  const slanted = (line: string) => `q 0.866 0.5 -0.5 0.866 150 300 cm ${text(0, 0, 'Sold to nobody')} ${line} Q`
  for (const line of [`0.6 w 0 3.5 m ${widthOf('Sold')} 3.5 l S`, `0 3.2 ${widthOf('Sold')} 0.6 re f`]) {
    expect((await readPaint(slanted(line))).rest).toBe('~~Sold~~ to nobody')
  }
  const turned = `BT /F1 10 Tf 0 1 -1 0 300 100 Tm (Turned words here) Tj ET q 0.6 w 296.7 100 m 296.7 ${100 + widthOf('Turned words')} l S Q`
  expect((await readPaint(turned)).rest).toBe('~~Turned words~~ here')
})

it.each([
  ['underlines', `${words} ${stroke(LEFT, RIGHT, -1.5)}`],
  ['lines above', `${words} ${stroke(LEFT, RIGHT, 8)}`],
  ['rules that go on to both sides', `${words} ${stroke(10, 390, 3.3)}`],
  ['rules between rows', `${words} ${text(40, Y - 12, 'Rope')} ${stroke(30, 200, -3)}`],
  ['waves below', `${words} ${LEFT} ${Y - 2} m ${LEFT + 8} ${Y - 1} l ${LEFT + 16} ${Y - 2} l ${RIGHT} ${Y - 1} l S`],
  [
    'lines below a box that the words stand on',
    `${stroke(LEFT, RIGHT, 3.3)} 1 g ${LEFT - 2} ${Y - 3} 40 12 re f 0 g ${words}`,
  ],
  ['the border of a box around words', `${words} 0.4 w ${LEFT} ${Y - 2} ${RIGHT - LEFT} 11 re S`],
  ['the border of a thin box below words', `${words} 0.3 w ${LEFT} ${Y - 2} ${RIGHT - LEFT} 0.7 re S`],
  [
    'strips that a picture was cut into',
    [0, 3, 6, 9]
      .map((y) => `q ${RIGHT - LEFT} 0 0 3 ${LEFT} ${Y - 2 + y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q`)
      .join(' ') + words,
  ],
  ['lines that lead from word to word', `${text(40, Y, 'Name')} ${text(200, Y, 'Date')} ${stroke(70, 198, 3.3)}`],
])('takes no %s for strokes', async (_, content) => {
  const { rest, notes } = await readPaint(content)
  expect(rest).not.toContain('~~')
  expect(notes).toEqual([])
})

describe('an X', () => {
  const cross = (left: number, bottom: number, right: number, top: number) =>
    `q 1 w ${left} ${bottom} m ${right} ${top} l S ${left} ${top} m ${right} ${bottom} l S Q`

  it('strikes out the words that it goes over, and all lines that it covers', async () => {
    const one = await readPaint(`${words} ${cross(LEFT, Y - 2, RIGHT, Y + 9)}`)
    expect(one.rest).toBe('Pay ~~thirty~~ sixty marks.')
    const lines = ['Pay thirty marks', 'before the end', 'of this month.']
    const drawn = lines.map((line, i) => text(40, Y - 14 * i, line)).join(' ')
    const all = await readPaint(
      `${drawn} ${cross(36, Y - 34, 44 + widthOf(lines[0]!), Y + 12)} ${text(40, 300, 'This holds.')}`,
    )
    expect(all.rest).toBe('~~Pay thirty marks before the end~~ ~~of this month.~~ This holds.')
  })

  it.each([
    ['in an empty box', `${text(60, Y, 'Yes')} ${cross(42, Y, 52, Y + 10)}`],
    ['over part of a drawing, with a word in it', `${text(180, Y, 'pump')} ${cross(40, 300, 360, 500)}`],
    [
      'of strokes that only meet',
      `${words} q ${LEFT} ${Y - 2} m ${RIGHT} ${Y + 9} l S ${LEFT} ${Y + 9} m ${RIGHT} ${Y + 30} l S Q`,
    ],
    [
      'over the ends of long lines',
      `${words} ${text(40, Y - 14, LINE)} ${text(40, Y - 28, LINE)} ${cross(LEFT, Y - 32, RIGHT, Y + 12)}`,
    ],
  ])('strikes out nothing %s', async (_, content) => {
    expect((await readPaint(content)).rest).not.toContain('~~')
  })
})

describe('one stroke from corner to corner', () => {
  const slash = (left: number, bottom: number, right: number, top: number, wide = 0.8) =>
    `q ${wide} w ${left} ${bottom} m ${right} ${top} l S Q`
  const PRICE = 'Rent: 900 850 EUR'
  const from = 40 + widthOf('Rent: ')
  const to = from + widthOf('900')
  const price = text(40, Y, PRICE)

  it.each([
    ['that rises', `${price} ${slash(from, Y - 1, to, Y + 8)}`, 'Rent: ~~900~~ 850 EUR'],
    ['that falls', `${price} ${slash(from, Y + 8, to, Y - 1)}`, 'Rent: ~~900~~ 850 EUR'],
    ['that reaches further', `${price} ${slash(from - 2, Y - 3, to + 1.5, Y + 10)}`, 'Rent: ~~900~~ 850 EUR'],
    [
      'as a thin turned box',
      `${price} ${from} ${Y - 1} m ${to} ${Y + 8} l ${to + 0.4} ${Y + 7.4} l ${from + 0.4} ${Y - 1.6} l f`,
      'Rent: ~~900~~ 850 EUR',
    ],
    ['below the words in the file', `${slash(from, Y - 1, to, Y + 8)} ${price}`, 'Rent: ~~900~~ 850 EUR'],
    ['over several words', `${price} ${slash(40, Y - 1, to, Y + 9)}`, '~~Rent: 900~~ 850 EUR'],
    [
      'over a word with its comma',
      `${text(40, Y, 'He said so, then left.')} ${slash(40 + widthOf('He '), Y - 1, 40 + widthOf('He said'), Y + 8)}`,
      'He ~~said~~ so, then left.',
    ],
  ])('strikes a word out %s', async (_, content, read) => {
    expect((await readPaint(content)).rest).toBe(read)
  })

  it.each([
    [
      'over one letter, which may be a letter of its own',
      `${text(40, Y, 'Size O of all')} ${slash(40 + widthOf('Size '), Y - 1, 40 + widthOf('Size O'), Y + 8)}`,
    ],
    ['between two figures', `${text(40, Y, '12 34')} ${slash(52, Y - 1, 54, Y + 8)}`],
    [
      'over part of a word',
      `${text(40, Y, 'the harbourmaster')} ${slash(40 + widthOf('the har'), Y - 1, 40 + widthOf('the harbour'), Y + 8)}`,
    ],
    ['that leads to something', `${price} ${slash(from, Y, from + 120, Y + 90)}`],
    ['among others', `${price} ${slash(from, Y - 1, to, Y + 8)} ${slash(from + 2, Y - 1, to + 2, Y + 8)}`],
    [
      'in the corner of a table',
      `${text(40, Y + 6, 'Year', { size: 8 })} ${text(80, Y - 6, 'Rent', { size: 8 })} ${slash(30, Y + 16, 110, Y - 10)}`,
    ],
    [
      'that is a fraction’s',
      `${text(40, Y + 3, '3', { size: 6 })} ${text(47, Y - 1, '4', { size: 6 })} ${slash(43, Y - 1, 47, Y + 8)}`,
    ],
    ['of the paper’s colour', `${price} q 1 G ${slash(from, Y - 1, to, Y + 8)} Q`],
    ['below the line', `${price} ${slash(from, Y - 12, to, Y - 3)}`],
  ])('is none %s', async (_, content) => {
    expect((await readPaint(content)).rest).not.toContain('~~')
  })
})

it.each([
  [
    'in a frame of its own',
    () => `${words} q 1 0 0 1 10 20 cm ${LEFT - 10} ${Y - 16.7} m ${RIGHT - 10} ${Y - 16.7} l S Q`,
  ],
  [
    'drawn by a turned frame',
    () => `${words} q 0 1 -1 0 0 0 cm 0.6 w ${Y + 3.3} ${-LEFT} m ${Y + 3.3} ${-RIGHT} l S Q`,
  ],
  [
    'drawn thick in a small frame',
    () => `${words} q 0.1 0 0 0.1 0 0 cm 6 w ${LEFT * 10} ${Y * 10 + 33} m ${RIGHT * 10} ${Y * 10 + 33} l S Q`,
  ],
  ['as thin as can be', () => `${words} q 0 w ${LEFT} ${Y + 3.3} m ${RIGHT} ${Y + 3.3} l S Q`],
  ['dotted', () => `${words} q [1 1] 0 d 0.6 w ${LEFT} ${Y + 3.3} m ${RIGHT} ${Y + 3.3} l S Q`],
  ['in a pale colour', () => `${words} q 0.7 G 0.6 w ${LEFT} ${Y + 3.3} m ${RIGHT} ${Y + 3.3} l S Q`],
  ['as a path of rules', () => `${words} ${LEFT} ${Y + 3} ${RIGHT - LEFT} 0.6 re ${LEFT} ${Y - 60} 100 0.6 re f`],
  ['from right to left', () => `${words} ${stroke(RIGHT, LEFT, 3.3)}`],
  ['twice in the same place', () => `${words} ${stroke(LEFT, RIGHT, 3.3)} ${stroke(LEFT, RIGHT, 3.3)}`],
])('marks what is struck out by a stroke %s', async (_, content) => {
  expect((await readPaint(content())).rest).toBe('Pay ~~thirty~~ sixty marks.')
})

it.each([
  ['clipped away', `${words} q 0 0 400 300 re W n ${stroke(LEFT, RIGHT, 3.3)} Q`],
  ['clear', `/G gs ${words} ${stroke(LEFT, RIGHT, 3.3)}`],
  ['of no length', `${words} ${stroke(LEFT, LEFT, 3.3)}`],
  ['that only begins in a word', `${words} ${stroke(LEFT + 12, LEFT + 200, 3.3)}`],
  ['that is the bar of a fraction', `${text(60, Y + 5, '12')} ${text(60, Y - 8, '34')} ${stroke(58, 74, 1)}`],
  ['that is a minus', `${text(40, Y, 'from')} ${stroke(66, 71, 3.3)} ${text(74, Y, '5 to 7')}`],
])('is not misled by a stroke %s', async (_, content) => {
  const { rest } = await readPaint(content, { resources: '/ExtGState << /G << /CA 0 >> >>' })
  expect(rest).not.toContain('~~')
})

it.each([
  ['dashes typed over it', `${words} ${text(LEFT, Y, '--------')}`, 'Pay ~~thirty~~ sixty marks.'],
  ['a long dash', `${words} ${text(LEFT + 1, Y, '\\227\\227')}`, 'Pay ~~thirty~~ sixty marks.'],
  ['one letter typed over it, again and again', `${words} ${text(LEFT, Y, 'xxxxx')}`, 'Pay ~~thirty~~ sixty marks.'],
  ['a sign typed over it, again and again', `${words} ${text(LEFT, Y, '####')}`, 'Pay ~~thirty~~ sixty marks.'],
  [
    'letters beside it, which are none',
    `${text(40, Y, 'Pay xx or leave Maxx ## now.')}`,
    'Pay xx or leave Maxx ## now.',
  ],
  ['dashes beside it, which are none', `${text(40, Y, 'Pay \\226 or leave --- now.')}`, 'Pay – or leave --- now.'],
  [
    'one dash over one letter, which is a sign',
    `${text(40, Y, 'Planck h')} ${text(40 + widthOf('Planck ') + 1, Y + 2, '-')}`,
    expect.not.stringContaining('~~'),
  ],
])('tells what characters strike out: %s', async (_, content, read) => {
  expect((await readPaint(content)).rest).toEqual(read)
})

it('marks letters that have a stroke of their own', async () => {
  const map =
    'begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <61> <00390336> <7A> <0336> endbfchar endcmap'
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 8 0 R >>'
  const { rest } = await readPaint('BT /G 10 Tf 40 400 Td (Sum aa or 5z 80) Tj ET', {
    resources: '/Font << /F1 5 0 R /F2 6 0 R /G 7 0 R >>',
    objects: [font, `<< /Length ${map.length} >>\nstream\n${map}\nendstream`],
  })
  expect(rest).toBe('Sum ~~99~~ or ~~5~~ 80')
})

/** Points along a wave through words, `high` from side to side, that swings `swings` times. */
const waveOf = (at: number, high: number, swings: number, from = LEFT, to = RIGHT): [number, number][] =>
  Array.from({ length: 8 * swings + 1 }, (_, i) => [
    from + ((to - from) * i) / (8 * swings),
    at + (high / 2) * Math.sin((i * Math.PI) / 4),
  ])
const inOne = ([first, ...others]: [number, number][]) =>
  `${first!.join(' ')} m ${others.map((point) => `${point.join(' ')} l`).join(' ')} S`
const inPieces = (points: [number, number][]) =>
  points
    .slice(1)
    .map((to, i) => `${points[i]!.join(' ')} m ${to.join(' ')} l S`)
    .join(' ')

it('marks white words that a white stroke strikes out', async () => {
  const white = (drawn: string) => `0.1 g 20 ${Y - 8} 360 24 re f 1 g ${words} 1 G ${drawn}`
  expect((await readPaint(white(stroke(LEFT, RIGHT, 3.3)))).rest).toBe('Pay ~~thirty~~ sixty marks.')
  expect((await readPaint(white(`${LEFT} ${Y + 3} ${RIGHT - LEFT} 0.6 re f`))).rest).toBe('Pay ~~thirty~~ sixty marks.')
  expect((await readPaint(white(stroke(LEFT, RIGHT, -1)))).rest).toBe('Pay thirty sixty marks.')
  expect((await readPaint(`1 G ${words} ${stroke(LEFT, RIGHT, 3.3)}`)).rest).toBe('Pay thirty sixty marks.')
})

it.each([
  ['a wave', inOne(waveOf(Y + 3, 4, 4))],
  ['a high wave', inOne(waveOf(Y + 3, 7, 5))],
  ['a wave in pieces', inPieces(waveOf(Y + 3, 5, 4))],
  ['a line that shakes a little, in pieces', inPieces(waveOf(Y + 3, 1, 3))],
  ['scribbling', inOne(Array.from({ length: 14 }, (_, i) => [LEFT + ((RIGHT - LEFT) * i) / 13, Y + (i % 2 ? 0 : 7)]))],
])('marks what hands strike out by %s', async (_, drawn) => {
  expect((await readPaint(`${words} q 0.6 w ${drawn} Q`)).rest).toBe('Pay ~~thirty~~ sixty marks.')
})

it.each([
  ['under words', inOne(waveOf(Y - 2, 2, 6))],
  ['under words, in pieces', inPieces(waveOf(Y - 2, 2, 6))],
  ['that swings far beyond the line', inOne(waveOf(Y + 3, 11, 4))],
  ['that bends but once', inOne(waveOf(Y + 3, 6, 1).slice(0, 5))],
  ['over words, of a cloud around them', inOne(waveOf(Y + 11, 4, 6))],
  ['that goes on for long', inOne(waveOf(Y + 3, 4, 40, 20, 380))],
])('strikes out nothing by a wave %s', async (_, drawn) => {
  expect((await readPaint(`${words} q 0.6 w ${drawn} Q`)).rest).not.toContain('~~')
})
