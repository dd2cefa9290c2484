import { describe, expect, it } from 'vitest'
import { fromRoman, pageNumber, templateOf } from '../../../../../electron/documents/pdf/whole/templates'
import { paragraphs, read, readBytes } from '../help'
import { type Placed, pdfOf, pdfOfPlaced } from '../pages'

const readPages = (pages: string[][]) => readBytes(pdfOf(pages))

describe('running heads and feet', () => {
  it('go, with page numbers that alternate between left and right, and the text runs on', async () => {
    const document = await read('report.pdf')
    expect(document.text).not.toMatch(/Yearly report|The Harbour Office|Page \d/)
    expect(paragraphs(document)).toHaveLength(1)
    expect(document.text).toContain('already full of harbour in the month before. Fact 2 is')
    const [first, second] = document.pages
    expect(document.text.slice(first!.start, first!.end)).toMatch(/full of$/)
    expect(document.text.slice(second!.start, second!.end)).toMatch(/^harbour in the month before. Fact 2/)
  })

  it('go where their words change from chapter to chapter, Roman numbers too', async () => {
    const document = await read('book.pdf')
    expect(document.text).not.toMatch(/CHAPTER \d|GLASS|\bICE\b/)
    expect(paragraphs(document).filter((paragraph) => /^(?:\d+|[ivx]+)$/.test(paragraph))).toEqual([])
    expect(document.text).toContain('One of them sleeps while the other walks the rounds')
    // Empty pages between chapters have a head only: they are no images.
    expect(document.pages.some((page) => page.imageOnly)).toBe(false)
  })

  it('stay on short documents, but for a page number that stands alone', async () => {
    const document = await read('one-page.pdf')
    expect(paragraphs(document)[0]).toBe('Notice of the Harbour Office')
    expect(paragraphs(document)).not.toContain('1')
  })

  it('are not seen in headings that differ', async () => {
    const pages = Array.from({ length: 12 }, (_, i) => [`Item ${String.fromCharCode(65 + i)}`, '', '', `Text ${i}.`])
    const document = await readPages(pages)
    expect(document.text).toContain('Item A')
    expect(document.text).toContain('Item L')
  })

  it('are not seen in a form that was filled in again and again', async () => {
    const form = (name: string) => [
      'Dear member,',
      'we thank you for the gift that reached us this spring.',
      `It came from ${name} and was welcome.`,
      'It will be used for the roof of the boathouse.',
      'The roof has leaked for three years.',
      'We hope to see you in June.',
    ]
    const document = await readPages(['Ann', 'Bert', 'Cleo', 'Dan'].map(form))
    expect(document.text.match(/Dear member/g)).toHaveLength(4)
    expect(document.text.match(/see you in June/g)).toHaveLength(4)
  })

  it('never are all there is', async () => {
    const document = await readPages(Array.from({ length: 6 }, () => ['The same words again.']))
    expect(document.text).toContain('The same words again.')
  })
})

describe('sidebars', () => {
  const outline = ['Aims', 'Syntax', 'Meaning', 'Texts', 'Letters', 'Words', 'Tongues', 'Logic', 'Proofs', 'Summary']
  const beside = (x: number, from: number, step: number): Placed[] =>
    outline.map((text, i) => ({ x, y: from - i * step, text, size: 7 }))
  const slide = (i: number): Placed[] => [
    { x: 40, y: 560, text: `Slide ${String.fromCharCode(65 + i)} speaks of boats.` },
    { x: 40, y: 530, text: `Number ${i} has a mast of oak and a sail of linen.` },
    { x: 40, y: 420, text: `Its master is ${String.fromCharCode(65 + i)}nders.` },
    { x: 40, y: 350, text: 'It was built by hand.' },
    { x: 40, y: 100, text: `The people of ${String.fromCharCode(75 + i)}town sail it.` },
    { x: 40, y: 60, text: `It carries ${30 + i * i} barrels.` },
  ]

  it('stay where they stand first, and the slides follow each other', async () => {
    const document = await readBytes(
      pdfOfPlaced(Array.from({ length: 8 }, (_, i) => [...slide(i), ...beside(340, 491, 23)])),
    )
    expect(document.text.match(/Meaning/g)).toHaveLength(1)
    expect(document.text.match(/built by hand/g)).toHaveLength(8)
    expect(document.text).toContain('Slide H speaks')
  })

  it('go also beside a picture, where there is no text to tell them by', async () => {
    const document = await readBytes(
      pdfOfPlaced(
        Array.from({ length: 8 }, (_, i) => [
          ...slide(i).filter(({ y }) => i !== 5 || y > 500),
          ...beside(340, 491, 23),
        ]),
      ),
    )
    expect(document.text.match(/Meaning/g)).toHaveLength(1)
  })

  it('are not the labels of a form, beside what they name', async () => {
    const filled = (i: number): Placed[] => [
      ...slide(i).filter(({ y }) => y > 500 || y < 200),
      ...outline.map((_, row) => ({ x: 200, y: 491 - row * 23, text: `entry ${i} of row ${row}` })),
    ]
    const document = await readBytes(
      pdfOfPlaced(Array.from({ length: 8 }, (_, i) => [...filled(i), ...beside(40, 491, 23)])),
    )
    expect(document.text.match(/Meaning/g)).toHaveLength(8)
  })
})

describe('a table of contents', () => {
  const entry = (at: number, name: string): Placed[] => [
    { x: 20, y: 550 - at * 14, text: name, size: 10 },
    { x: 380, y: 550 - at * 14, text: String(3 + at), size: 10 },
  ]
  const many = (page: number) => Array.from({ length: 20 }, (_, i) => entry(i, `${page}.${i + 1} About boats`)).flat()
  it('in two columns is read column by column', async () => {
    const half = (x: number, first: number) =>
      Array.from({ length: 16 }, (_, i): Placed[] => [
        { x, y: 550 - i * 14, text: `${first + i}. About boats`, size: 10 },
        { x: x + 150, y: 550 - i * 14, text: String(100 + first + i), size: 10 },
      ]).flat()
    const { text } = await readBytes(pdfOfPlaced([[...half(20, 1), ...half(210, 17)]]))
    const numbers = Array.from(text.matchAll(/(\d+)\. About boats 1/g), ([, number]) => Number(number))
    expect(numbers).toEqual(Array.from({ length: 32 }, (_, i) => i + 1))
  })

  it('keeps its order around entries of two lines', async () => {
    const wrapped: Placed[] = [
      {
        x: 20,
        y: 550 - 20 * 14,
        text: '1.21 Boats of oak and of pine, Masts, Sails, Ropes, Lamps, Paint, Oil, Keys,',
        size: 10,
      },
      ...entry(21, 'Nets, Anchors'),
      ...entry(22, '1.22 About the quay'),
    ]
    const second = '2.21 Of ropes and lamps, of the shed that they are kept in, of keys, paint and oil . . 25'
    const { text } = await readBytes(
      pdfOfPlaced([
        [...many(1), ...wrapped],
        [...many(2), { x: 20, y: 550 - 20 * 14, text: second, size: 10 }],
      ]),
    )
    const order = ['1.20 ', '1.21 Boats', 'Nets, Anchors 24', '1.22 ', '2.1 ', '2.20 ', '2.21 '].map((one) =>
      text.indexOf(one),
    )
    expect(order.every((at) => at >= 0)).toBe(true)
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(text).toContain('Keys, Nets, Anchors 24')
  })
})

it('notes of one line each at the foot are apart', async () => {
  const body = Array.from(
    { length: 12 },
    (_, i) => `The keeper of light ${i} saw the boats come in and told the office of each.`,
  )
  const lines = body.map((text, i): Placed => ({ x: 40, y: 550 - i * 14, text, size: 10 }))
  const note = (mark: string, y: number, text: string): Placed[] => [
    { x: 40, y: y + 3, text: mark, size: 5 },
    { x: 44, y, text, size: 8 },
  ]
  const { text } = await readBytes(
    pdfOfPlaced([
      [
        ...lines,
        ...note(
          '1',
          80,
          'This is told by the keeper herself, who wrote it down in the book that lies in the office there.',
        ),
        ...note(
          '2',
          70,
          'Although there is no other who saw it, the board believes her, as she is known to be careful.',
        ),
      ],
    ]),
  )
  expect(text).toMatch(/office there\.\n\n² Although/)
})

describe('line numbers', () => {
  const prose = (page: number, line: number) => `The keeper of light ${page * 20 + line} saw the boats come in.`
  const page = (at: number, numberSize: number): Placed[] =>
    Array.from({ length: 20 }, (_, line): Placed[] => {
      // a title page has its lines unevenly
      const y = 550 - line * 20 - (line > 3 ? 30 : 0) - (line > 9 ? 14 : 0) - (line > 15 ? 26 : 0)
      return [
        { x: 20, y, text: String(at * 20 + line + 1), size: numberSize },
        { x: 60, y, text: prose(at, line) },
      ]
    }).flat()

  it('of a paper go, also where they go on from page to page', async () => {
    const document = await readBytes(pdfOfPlaced([page(0, 6), page(1, 6)]))
    expect(document.text).not.toMatch(/(?:^|\n|\. )\d+ The keeper/)
    expect(document.text).toContain('light 39 saw')
  })

  it('of the last page go, however few they are', async () => {
    const last = page(1, 6).slice(0, 8)
    expect((await readBytes(pdfOfPlaced([page(0, 6), last]))).text).not.toMatch(/2[1-4] The keeper/)
    // alone they may be anything
    expect((await readBytes(pdfOfPlaced([last]))).text).toMatch(/2[1-4] The keeper/)
  })

  it('are not the numbers in a table of contents', async () => {
    const entries = Array.from({ length: 20 }, (_, i): Placed[] => [
      { x: 40, y: 550 - i * 20, text: `About the ${prose(0, i).slice(4, 30)}` },
      { x: 350, y: 550 - i * 20, text: String(3 + i * 4) },
      ...(i % 9 === 2 ? [{ x: 20, y: 550 - i * 20, text: String(6 + i) }] : []),
    ])
    const document = await readBytes(pdfOfPlaced([entries.flat()]))
    expect(document.text).toMatch(/About the keeper of light 19.* 79/)
  })

  it('are not the numbers of a list in the text’s own type', async () => {
    const document = await readBytes(pdfOfPlaced([page(0, 12)]))
    expect(document.text).toMatch(/1 The keeper of light 0/)
  })
})

describe('templates', () => {
  it('take numbers out of words', () => {
    expect(templateOf('Page 3 of 9')).toEqual({ words: 'page # of #', numbers: [3, 9] })
    expect(templateOf('xiv  Preface')).toEqual({ words: '# preface', numbers: [14] })
    expect(templateOf('صفحة ١٢').numbers).toEqual([12])
  })

  it('know Roman numbers from words', () => {
    expect(['iv', 'ix', 'xlii', 'mcmxciv', 'civil', 'iiii', ''].map(fromRoman)).toEqual([4, 9, 42, 1994, ...Array(3)])
  })

  it('know a page number that stands alone', () => {
    expect(['7', '- 7 -', 'Page 7 of 9', 'Seite 7', '7/9', '7 boats', 'Section 7'].map(pageNumber)).toEqual([
      ...Array(5).fill(7),
      undefined,
      undefined,
    ])
  })
})
