import { expect, it } from 'vitest'
import { readBytes } from '../help'
import { BODY, below, pdfOfPaint, picture, text } from '../painted'

const PAGE = 'q 400 0 0 600 0 0 cm /X Do Q'
const WITH_PICTURE = { resources: '/XObject << /X 7 0 R >>', objects: [picture()] }
const LINES = ['Received in March.', 'The rent is 410 EUR.', 'It is due in May.']
const invisible = (dx: number, dy: number, size = 10) =>
  LINES.map((line, i) => text(40 + dx, 500 - 14 * i + dy, line, { size, before: '3 Tr' })).join(' ')
const visible = LINES.map((line, i) => text(40, 500 - 14 * i, line)).join(' ')

it('reads the text of a scan, over its picture and under it', async () => {
  for (const content of [`${PAGE} ${invisible(0, 0)}`, `${visible} ${PAGE}`]) {
    const { text, notes } = await readBytes(pdfOfPaint(content, WITH_PICTURE))
    expect(text.replace(/\s+/g, ' ')).toBe(LINES.join(' '))
    expect(notes).toEqual([])
  }
})

it('reads the text of a scan that is written as a clip, one line after the other', async () => {
  const clips = LINES.map((line, i) => text(40, 500 - 14 * i, line, { before: '7 Tr' })).join(' ')
  const { text: read, notes } = await readBytes(pdfOfPaint(`${PAGE} ${clips}`, WITH_PICTURE))
  expect(read.replace(/\s+/g, ' ')).toBe(LINES.join(' '))
  expect(notes).toEqual([])
})

it('reads a stamp beside the text of a scan', async () => {
  const { text: read } = await readBytes(
    pdfOfPaint(`${PAGE} ${invisible(0, 0)} ${text(200, 570, 'Sheet 0417')}`, WITH_PICTURE),
  )
  for (const line of [...LINES, 'Sheet 0417']) expect(read).toContain(line)
})

it.each([
  ['in the same place', 0, 0, 10],
  ['a little beside it', 3, 1.5, 10],
  ['smaller and higher', 4, 3.5, 9],
])('reads text once that text recognition wrote again %s', async (_, dx, dy, size) => {
  for (const ground of ['', PAGE]) {
    const content = `${ground} ${visible} ${invisible(dx, dy, size)} 0 Tr`
    const { text, notes } = await readBytes(pdfOfPaint(content, WITH_PICTURE))
    expect(text.replace(/\s+/g, ' ')).toBe(LINES.join(' '))
    expect(notes).toEqual([
      { page: 1, kind: 'twice', text: '3 lines of a second, invisible copy of the text were not read.' },
    ])
  }
})

it('reads what is drawn twice once: bold type made so, shadows', async () => {
  const { text: read } = await readBytes(
    pdfOfPaint(
      below(
        `${text(40, 400, 'Bold words.')} ${text(40.3, 400, 'Bold words.')} 0.7 g ${text(41, 349, 'Shadowed words.')} 0 g ${text(40, 350, 'Shadowed words.')}`,
      ),
    ),
  )
  expect(read.match(/Bold words\./g)).toHaveLength(1)
  expect(read.match(/Shadowed words\./g)).toHaveLength(1)
  expect(read).toContain(BODY[0])
})
