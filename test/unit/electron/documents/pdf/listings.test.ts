import { describe, expect, it } from 'vitest'
import { boxesOf } from '../../../../../electron/shared/document/boxes'
import { headings, ofKind, paragraphs, readBytes } from '../help'
import { type Placed, pdfOfPlaced } from '../pages'

const PROSE = [
  'The harbour keeps a list of its boats. Each of them is',
  'asked in the evening whether it has come in, and whoever',
  'is late is waited for. The program below does just that.',
]
const PROGRAM = [
  'for boat in boats:',
  '    if boat.late:',
  '        wait(boat, 10)',
  '    leave(boat)',
  'print("done", boats)',
]

const set = (lines: string[], y: number, more: Partial<Placed> = {}): Placed[] =>
  lines.map((text, i) => ({ x: 40, y: y - 14 * i, text, size: 10, ...more }))

/** Lines of Courier whose first blanks are a place further right, as most programs write them. */
const typed = (lines: string[], y: number, x = 50): Placed[] =>
  set(lines, y, { font: 'C' }).map((one, i) => {
    const blanks = lines[i]!.search(/\S/)
    return { ...one, x: x + 6 * blanks, text: lines[i]!.trimStart() }
  })

const readPage = (...pages: Placed[][]) => readBytes(pdfOfPlaced(pages))

describe('a listing', () => {
  it('keeps its lines and what they are indented by, and the text around it is whole', async () => {
    const document = await readPage([...set(PROSE, 550), ...typed(PROGRAM, 490), ...set(PROSE, 400)])
    expect(paragraphs(document)).toEqual([PROSE.join(' '), ...PROGRAM, PROSE.join(' ')])
    expect(ofKind(document, 'item')).toEqual(PROGRAM.map((line) => line.trim()))
    const at = document.text.indexOf('wait(boat')
    expect(boxesOf(document, at, at + 4)).toMatchObject([{ box: { x: 98, width: expect.closeTo(24, -1) } }])
  })

  it('keeps blanks that are drawn', async () => {
    const document = await readPage([...set(PROSE, 550), ...set(PROGRAM, 490, { font: 'C' })])
    expect(paragraphs(document).slice(1)).toEqual(PROGRAM)
  })

  it('loses the numbers of its lines, set in a type of their own', async () => {
    const numbers = [1, 2, 3, 4, 5].map((n, i): Placed => ({ x: 40, y: 490 - 14 * i, text: String(n), size: 6 }))
    const drawn = typed(PROGRAM, 490).flatMap((line, i) => [numbers[i]!, line])
    const document = await readPage([...set(PROSE, 550), ...drawn, ...set(PROSE, 400)])
    expect(paragraphs(document)).toEqual([PROSE.join(' '), ...PROGRAM, PROSE.join(' ')])
  })

  it('may be data in a text that is typed', async () => {
    const data = ['{', '  "name": "Anna",', '  "boats": [1, 2]', '}']
    const document = await readPage([...typed(PROSE, 550, 40), ...typed(data, 490), ...typed(PROSE, 400, 40)])
    expect(paragraphs(document)).toEqual([PROSE.join(' '), ...data, PROSE.join(' ')])
  })

  it('may have few lines, or one', async () => {
    const { text } = await readPage([...set(PROSE, 550), ...typed(['npm install boats'], 480), ...set(PROSE, 440)])
    expect(text).toContain('just that.\n\nnpm install boats\n\nThe harbour')
    const two = typed(['$ cd boats', '$ npm install'], 480)
    expect((await readPage([...set(PROSE, 550), ...two])).text).toMatch(/\$ cd boats\n\n\$ npm install$/)
  })

  it('goes on over pages, and may begin a page', async () => {
    const document = await readPage(
      [...set(PROSE, 550), ...typed(PROGRAM.slice(0, 3), 490)],
      [...typed(PROGRAM.slice(3), 550), ...set(PROSE, 480)],
    )
    expect(paragraphs(document).slice(1, 6)).toEqual(PROGRAM)
    const [, second] = document.pages
    expect(document.text.slice(second!.start, second!.start + 15)).toBe('    leave(boat)')
  })

  it('is known by what it says where all is typed', async () => {
    const document = await readPage([...typed(PROSE, 550, 40), ...typed(PROGRAM, 490), ...typed(PROSE, 400, 40)])
    expect(paragraphs(document)).toEqual([PROSE.join(' '), ...PROGRAM, PROSE.join(' ')])
  })

  it('may be a table that is typed', async () => {
    const rows = ['Village    Houses   Wells', 'Vellmar       120      14', 'Ostrup         87       9']
    const { text } = await readPage([...typed(PROSE, 550, 40), ...typed(rows, 490, 40)])
    expect(text).toMatch(/Village Houses Wells\n\nVellmar 120 14\n\nOstrup 87 9$/)
  })
})

describe('typed prose', () => {
  it('is joined into paragraphs, whether all is typed or one letter', async () => {
    const letter = typed(PROSE, 490, 40)
    expect(paragraphs(await readPage(letter))).toEqual([PROSE.join(' ')])
    const long = [...set(PROSE, 570), ...set(PROSE, 528), ...letter.map((one) => ({ ...one, y: one.y - 40 }))]
    expect(paragraphs(await readPage(long)).at(-1)).toBe(PROSE.join(' '))
  })

  it('of a play keeps its speeches whole', async () => {
    const play = [
      ...typed(['INT. BOATHOUSE - NIGHT'], 560, 40),
      ...typed(
        ['The lamp (an old one) swings. ANNA comes in from the', 'rain and shuts the door behind her.'],
        532,
        40,
      ),
      ...typed(['ANNA'], 490, 160),
      ...typed(['(quietly)'], 476, 130),
      ...typed(['They are late again. The boat', 'should be here by now, and the', 'wind is rising.'], 462, 100),
    ]
    const { text } = await readPage(play)
    expect(text).toContain('ANNA comes in from the rain and shuts')
    expect(text).toContain('The boat should be here by now, and the wind is rising.')
  })

  it('inside a sentence stays in it, also if it fills a line', async () => {
    const page = [
      ...set(['Whoever wants to wait for the boats has to call'], 550),
      ...set(['wait_for_all_the_boats_of_the_harbour()'], 536, { font: 'C' }),
      ...set(['in the evening, and not before the lamps are lit.'], 522),
    ]
    expect(paragraphs(await readPage(page))).toHaveLength(1)
  })

  it('that is large is a heading', async () => {
    const document = await readPage([
      { x: 40, y: 560, text: 'The boats', size: 18, font: 'C' },
      ...set(PROSE, 520),
      ...set(PROSE, 470),
    ])
    expect(headings(document)).toEqual(['1 The boats'])
  })
})
