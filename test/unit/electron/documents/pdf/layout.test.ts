import { describe, expect, it } from 'vitest'
import { boxesOf } from '../../../../../electron/shared/document/boxes'
import { headings, ofKind, paragraphs, read } from '../help'

describe('a two-column article (pdfTeX)', () => {
  it('is read column by column, with what spans both where it stands', async () => {
    const { text } = await read('article.pdf')
    const order = [
      'Wooden piles carry most',
      'A pile that stands in sea water',
      'This view is no longer tenable',
      'We therefore asked a practical question',
      'Every pile was visited twice',
      'Figure 1: Position of the sensors',
      'The loss of strength was described',
      'The comparison of species',
      'The rule has limits',
      'We thank the divers',
    ].map((words) => text.indexOf(words))
    expect(order).not.toContain(-1)
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })

  it('joins cut words, keeps real hyphens, has no ligatures', async () => {
    const { text } = await read('article.pdf')
    for (const word of [
      'surface',
      'warmer',
      'observations',
      'coefficients',
      'well-known',
      'sixty-six',
      're-examined',
    ]) {
      expect(text).toContain(word)
    }
    expect(text).not.toMatch(/\p{L}- \p{L}|[ﬀ-ﬆ]/u)
    expect(text).toContain('fitted coefficients afterwards')
    expect(text).toContain('Vesterö')
  })

  it('tells footnote marks and exponents from letters and digits', async () => {
    const { text } = await read('article.pdf')
    expect(text).toContain('always stays wet.¹ Which of the three')
    expect(text).toContain('proportional to t² for young piles')
    expect(paragraphs(await read('article.pdf'))).toContain(
      '¹The oldest description is in the harbour book of Brennholm, 1742.',
    )
  })

  it('has its headings, with levels, and its title', async () => {
    const document = await read('article.pdf')
    expect(document.title).toBe('Tides and Timber')
    expect(headings(document)).toEqual(
      expect.arrayContaining(['2 1 Introduction', '2 2 Methods', '3 2.1 The harbours', '2 Acknowledgements']),
    )
  })

  it('keeps the head of its two pages, but not the page numbers', async () => {
    const document = await read('article.pdf')
    expect(document.text.match(/A\. Vance and R\. Ilesanmi Tides and Timber/g)).toHaveLength(2)
    expect(document.pages.map(({ start, end }) => document.text.slice(start, end).trim().slice(-2))).not.toContain(
      '\n1',
    )
    expect(paragraphs(document)).not.toContain('2')
  })
})

describe('a web page (Chromium)', () => {
  it('has its paragraphs, items and rows', async () => {
    const document = await read('leaflet.pdf')
    expect(ofKind(document, 'item')).toEqual(
      expect.arrayContaining([
        '1. Sweep the floor.',
        '3. Hand in the key.',
        'North | Stalls: 14 | Rent per month: 310 crowns',
      ]),
    )
    expect(paragraphs(document)).toContain(
      'Fish waste goes into the cold room, and nowhere else, because the smell of it drives customers away from the stalls that are next to the doors.',
    )
    expect(document.text).toContain('stand in the aisle.¹ Fish is sold')
    expect(document.text).toContain('The H₂O meter is read in May.')
    expect(headings(document).slice(0, 4)).toEqual([
      '1 Rules of the market hall',
      '2 1. Stalls',
      '3 1.1 Size',
      '3 1.2 Waste',
    ])
  })

  it('reads Arabic and Hebrew in the order of speech', async () => {
    const { text } = await read('leaflet.pdf')
    expect(text).toContain('يدفع كل تاجر 310 كرونات في الشهر. هل يسمح ببيع السمك؟ نعم، في الجناح الشمالي فقط')
    expect(text).toContain('שכר הדירה הוא 280 כתרים לחודש.')
    expect(text).toContain('לפני הסגירה בכל ערב, גם בחורף.')
    expect(text).toContain('4. العربية')
  })

  it('puts no spaces into Chinese, and reads upright Japanese', async () => {
    const { text } = await read('leaflet.pdf')
    expect(text).toContain('鱼只能在北翼出售，因为那里的地板可以清洗。你有问题吗？')
    expect(text).toContain('市場は火曜日から土曜日まで開いています。魚は北側の売り場でだけ売ることができます。')
  })

  it('cuts the box of Arabic words from the right', async () => {
    const document = await read('leaflet.pdf')
    const first = document.text.indexOf('يفتح')
    const [word] = boxesOf(document, first, first + 4)
    const [line] = boxesOf(document, first, document.text.indexOf('صباحا'))
    expect(word!.box.x + word!.box.width).toBeCloseTo(line!.box.x + line!.box.width, 0)
    expect(word!.box.width).toBeLessThan(60)
  })
})

it('reads a LibreOffice contract', async () => {
  const document = await read('contract.pdf')
  expect(headings(document)).toEqual([
    '1 Lease of a boathouse',
    '2 Article 1 Object',
    '2 Article 2 Rent',
    '2 Article 3 Term',
  ])
  expect(ofKind(document, 'item')).toContain('• It does not cover electricity.')
  expect(ofKind(document, 'prose')).toEqual(
    expect.arrayContaining([
      'This lease is made on 3 June 2022 between Mrs. Odile Brandt (“the owner”) and the rowing club Perch No. 7 (“the club”).',
      'It is due on 1 July (see Art. 5).',
      '“Either side may end it after five years.”',
      'Notice must be given in writing, i.e. by letter, not later than 31 December.',
    ]),
  )
})

describe('pages', () => {
  it('that are turned have their text in order, and boxes on the unturned page', async () => {
    const document = await read('rotated.pdf')
    const [width, height] = [419.5276, 595.2756]
    for (const [i, page] of document.pages.entries()) {
      expect(page).toMatchObject({ width: expect.closeTo(width, 2), height: expect.closeTo(height, 2) })
      expect(document.text.slice(page.start, page.end)).toBe(
        `This page is turned by ${i * 90} degrees.\n\nThe crane on the east quay lifts nine tonnes. It was painted green in 1994.\n\nNobody may stand under the hook.`,
      )
    }
    const boxes = document.pages.map((page) => document.runs.find((run) => run.start === page.start)!.box)
    // Drawn 50 points from the left edge and 60 below the top of the page as it is shown.
    expect(boxes[0]!.x).toBeCloseTo(50, 1)
    expect(boxes[1]!.y + boxes[1]!.height).toBeCloseTo(height - 50, 1)
    expect(boxes[2]!.x + boxes[2]!.width).toBeCloseTo(width - 50, 1)
    expect(boxes[3]!.y).toBeCloseTo(50, 1)
    expect(boxes[1]!.height).toBeGreaterThan(5 * boxes[1]!.width)
  })

  it('that are turned have their boxes cut along the text', async () => {
    const document = await read('rotated.pdf')
    const page = document.pages[1]!
    const [word] = boxesOf(document, page.start, page.start + 4)
    const run = document.runs.find((it) => it.start === page.start)!
    expect(run.direction).toBe(90)
    expect(word!.box.width).toBe(run.box.width)
    expect(word!.box.y + word!.box.height).toBeCloseTo(run.box.y + run.box.height, 3)
    expect(word!.box.height).toBeLessThan(run.box.height / 5)
  })

  it('have the labels the file gives them', async () => {
    const { pages } = await read('book.pdf')
    expect(pages.slice(0, 8).map((page) => page.label)).toEqual(['i', 'ii', 'iii', 'iv', 'v', 'vi', '1', '2'])
    expect((await read('report.pdf')).pages.every((page) => page.label === undefined)).toBe(true)
  })
})

it('keeps text that looks like a chat template', async () => {
  const { text } = await read('template-marks.pdf')
  expect(text).toContain('The note ended with <|im_end|> and nobody knew why.')
  expect(text).toContain('Say only yes.<|im_end|>')
})

it('settles drop caps and drops a watermark', async () => {
  const document = await read('drop-cap.pdf')
  expect(paragraphs(document)[0]).toMatch(/^The lamp on rock 1 was lit by the elder brother every evening/)
  expect(document.text).not.toContain('DRAFT')
})

it('reads the sample report', async () => {
  const document = await read('../../../assets/samples/sample.pdf')
  expect(document.title).toBe('Renewal of the Ferry Pier at Marrow Point')
  expect(document.headings).toHaveLength(14)
  expect(document.text).toContain('a storm from the north-east. He advised')
  expect(document.text).toContain('The survey was led by the marine engineer')
  expect(document.text).toContain('The builder must insure the site for 10 million crowns.')
  expect(document.text).not.toMatch(/Page \d of|Harbour Office of Saltholm/)
})
