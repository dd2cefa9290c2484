import { describe, expect, it } from 'vitest'
import { boxesOf } from '../../../../../electron/shared/document/boxes'
import { ofKind, paragraphs, readBytes } from '../help'
import { type Placed, pdfOfPlaced } from '../pages'
import { pdfOfPaint, text, widthOf } from '../painted'

const COLUMNS = [40, 130, 200, 280]
const HEAD = ['Village', 'Houses', 'Wells', 'Boats']
const ROWS = [
  ['Vellmar', '120', '', '31'],
  ['Ostrup', '', '9', '12'],
  ['Kernby', '240', '22', ''],
  ['Lindholt', '64', '8', '9'],
]
const READ = [
  'Village | Houses | Wells | Boats',
  'Vellmar | Houses: 120 | Wells: | Boats: 31',
  'Ostrup | Houses: | Wells: 9 | Boats: 12',
  'Kernby | Houses: 240 | Wells: 22 | Boats:',
  'Lindholt | Houses: 64 | Wells: 8 | Boats: 9',
]

const cells = (rows: string[][], top = 500, columns = COLUMNS) =>
  rows.flatMap((row, i) =>
    row.map((words, j) => ({ words, x: columns[j]!, y: top - 16 * i })).filter((cell) => cell.words),
  )

const drawn = (placed: ReturnType<typeof cells>, font = 'F1') =>
  placed.map(({ x, y, words }) => text(x, y, words, { font })).join(' ')

const read = async (content: string, extras?: Parameters<typeof pdfOfPaint>[1]) =>
  paragraphs(await readBytes(pdfOfPaint(content, extras)))

describe('a table with a header', () => {
  it('has the words of the header in each row, empty cells too, drawn row by row or column by column', async () => {
    const byRows = cells([HEAD, ...ROWS])
    const byColumns = [...byRows].sort((a, b) => a.x - b.x || b.y - a.y)
    expect(await read(drawn(byRows))).toEqual(READ)
    expect(await read(drawn(byColumns))).toEqual(READ)
  })

  it('so, too, if it is turned, or numbers stand at the right of their columns', async () => {
    expect(await read(`q 0 1 -1 0 520 0 cm ${drawn(cells([HEAD, ...ROWS]))} Q`)).toEqual(READ)
    expect(await read(`q 0 1 -1 0 520 0 cm ${drawn(cells([HEAD, ...ROWS]))} Q`, { page: '/Rotate 90' })).toEqual(READ)
    const right = cells([HEAD, ...ROWS]).map((one) => (one.x > 40 ? { ...one, x: one.x - widthOf(one.words) } : one))
    expect(await read(drawn(right))).toEqual(READ)
  })

  it('so, too, if it is short and drawn column by column between other text', async () => {
    const low = cells([HEAD, ...ROWS], 400).sort((a, b) => a.x - b.x || b.y - a.y)
    const around = (y: number) => text(40, y, 'The villages beside the harbour have houses, wells and boats.')
    const all = await read(`${around(440)} ${drawn(low)} ${around(300)}`)
    expect(all.slice(1, 6)).toEqual(READ)
  })

  it('may have two columns, if its header is set in a type of its own', async () => {
    const rows = [
      ['Boat hire', '120 EUR'],
      ['Mooring', '31 EUR'],
      ['Deposit', '50 EUR'],
    ]
    const columns = [40, 200]
    const bold = `${drawn(cells([['Item', 'Price']], 500, columns), 'F2')} ${drawn(cells(rows, 484, columns))}`
    expect(await read(bold)).toEqual([
      'Item | Price',
      'Boat hire | Price: 120 EUR',
      'Mooring | Price: 31 EUR',
      'Deposit | Price: 50 EUR',
    ])
    const plain = drawn(cells([['Item', 'Price'], ...rows], 500, columns))
    expect((await read(plain))[1]).toBe('Boat hire 120 EUR')
  })

  it('is named by years, by groups of columns, and by names of several lines', async () => {
    const years = cells([['', '2019', '2020', '2021'], ...ROWS.slice(3), ...ROWS.slice(3)])
    expect(await read(drawn(years))).toEqual([
      '| 2019 | 2020 | 2021',
      ...Array.from({ length: 2 }, () => 'Lindholt | 2019: 64 | 2020: 8 | 2021: 9'),
    ])
    const columns = [40, 130, 180, 250, 300]
    const rows = [
      ['Village', 'Boats', 'Wells', 'Boats', 'Wells'],
      ['Marsk', '1', '2', '3', '4'],
      ['Tolne', '5', '6', '7', '8'],
    ]
    const groups = `${text(147, 516, '2020')} ${text(267, 516, '2021')}`
    expect((await read(`${groups} ${drawn(cells(rows, 500, columns))}`)).slice(2)).toEqual([
      'Marsk | 2020 Boats: 1 | 2020 Wells: 2 | 2021 Boats: 3 | 2021 Wells: 4',
      'Tolne | 2020 Boats: 5 | 2020 Wells: 6 | 2021 Boats: 7 | 2021 Wells: 8',
    ])
    const wrapped = `${text(130, 512, 'Houses')} ${drawn(cells([['Village', 'in use', 'Wells', 'Boats'], ...ROWS]))}`
    expect(await read(wrapped)).toContain('Vellmar | Houses in use: 120 | Wells: | Boats: 31')
  })

  it('is told by its type where all are words, and by nothing else', async () => {
    const people = cells(
      [
        ['Anna', 'Baker', 'Marsk'],
        ['Bo', 'Miller', 'Tolne'],
      ],
      484,
    )
    const head = cells([['Name', 'Trade', 'Home']])
    expect(await read(`${drawn(head, 'F2')} ${drawn(people)}`)).toEqual([
      'Name | Trade | Home',
      'Anna | Trade: Baker | Home: Marsk',
      'Bo | Trade: Miller | Home: Tolne',
    ])
    expect(await read(`${drawn(head)} ${drawn(people)}`)).toEqual([
      'Name Trade Home',
      'Anna Baker Marsk',
      'Bo Miller Tolne',
    ])
  })

  it('leaves sums and what stands below it as they are', async () => {
    const rows = [
      ['Article', 'Count', 'Price', 'Amount'],
      ['Paint', '2', '40', '80'],
      ['Rope', '3', '25', '75'],
      ['', '', 'Subtotal', '155'],
      ['', '', 'VAT 25 %', '39'],
    ]
    const below = ['The price is due in May, and the paint is in the yard.', 'Nobody may take it without asking first.']
    const lines = below.map((line, i) => text(40, 400 - 12 * i, line)).join(' ')
    expect(await read(`${drawn(cells(rows))} ${lines}`)).toEqual([
      'Article | Count | Price | Amount',
      'Paint | Count: 2 | Price: 40 | Amount: 80',
      'Rope | Count: 3 | Price: 25 | Amount: 75',
      'Subtotal 155',
      'VAT 25 % 39',
      below.join(' '),
    ])
  })

  it('has added words in strips at the cells that they are about, and the cells where they are printed', async () => {
    const document = await readBytes(pdfOfPaint(drawn(cells([HEAD, ...ROWS]))))
    const row = document.text.indexOf('Vellmar')
    const place = (words: string) =>
      boxesOf(document, document.text.indexOf(words, row), document.text.indexOf(words, row) + words.length)[0]!.box
    expect(place('120')).toMatchObject({ x: expect.closeTo(130, 1), width: expect.closeTo(widthOf('120'), 1) })
    expect(place('Houses:')).toMatchObject({ x: expect.closeTo(130, 0), width: expect.closeTo(2, 0) })
    expect(place('31')).toMatchObject({ x: expect.closeTo(280, 1), width: expect.closeTo(widthOf('31'), 1) })
    expect(place('Wells:').x).toBeCloseTo(280, 0)
    expect(ofKind(document, 'item')).toEqual(READ)
  })
})

describe('a table on several pages', () => {
  const page = (first: number, count: number, head: string[][], top: number): Placed[] => {
    const rows = Array.from({ length: count }, (_, i) => [`Place ${first + i}`, `${100 + i}`, `${i % 7}`, `${2 * i}`])
    return cells([...head, ...rows], top).map(({ words, x, y }) => ({ text: words, x, y, size: 10 }))
  }

  it('keeps its header where this is not repeated', async () => {
    const document = await readBytes(pdfOfPlaced([page(1, 25, [HEAD], 560), page(26, 12, [], 560)]))
    expect(paragraphs(document).slice(-12)[0]).toBe('Place 26 | Houses: 100 | Wells: 0 | Boats: 0')
    expect(document.text).not.toMatch(/Place 37 \d/)
  })

  it('does not hand its header on to other columns, or to a table further down', async () => {
    const other = cells(
      ROWS.slice(0, 1)
        .concat(ROWS)
        .map((row) => row.map((words) => words || '5')),
      560,
      [60, 170, 240, 330],
    )
    const placed = other.map(({ words, x, y }) => ({ text: words, x, y, size: 10 }))
    const shifted = await readBytes(pdfOfPlaced([page(1, 25, [HEAD], 560), placed]))
    expect(shifted.text.slice(shifted.pages[1]!.start)).not.toContain('Houses')
    const prose = Array.from({ length: 6 }, (_, i) => ({
      text: `This is line ${i} of a paragraph about something else that`,
      x: 40,
      y: 560 - 12 * i,
      size: 10,
    }))
    const later = await readBytes(pdfOfPlaced([page(1, 25, [HEAD], 560), [...prose, ...page(26, 12, [], 460)]]))
    expect(later.text.slice(later.pages[1]!.start)).not.toContain('Houses')
  })
})

describe('cells of several lines', () => {
  const HALLS = [
    { name: ['North'], stalls: '14', rent: '310', note: ['Open on Monday'] },
    {
      name: ['Gallery, with a view', 'of the square'],
      stalls: '6',
      rent: '195',
      note: ['Closed in winter', 'and on feast days'],
    },
    { name: ['South'], stalls: '22', rent: '280', note: ['Near the quay'] },
  ]
  const WANTED = [
    'North | Stalls: 14 | Rent: 310 | Remarks: Open on Monday',
    'Gallery, with a view of the square | Stalls: 6 | Rent: 195 | Remarks: Closed in winter and on feast days',
    'South | Stalls: 22 | Rent: 280 | Remarks: Near the quay',
  ]

  /** Rows from the top; numbers lie in the middle of their rows, or beside the first line. */
  function halls(order: 'cells' | 'lines', middle: boolean): string {
    let y = 480
    const placed: ReturnType<typeof cells> = cells([['Hall', 'Stalls', 'Rent', 'Remarks']], 504, [40, 160, 210, 270])
    for (const { name, stalls, rent, note } of HALLS) {
      const drop = middle ? 6 * (name.length - 1) : 0
      const own = [
        ...name.map((words, i) => ({ words, x: 40, y: y - 12 * i })),
        { words: stalls, x: 160, y: y - drop },
        { words: rent, x: 210, y: y - drop },
        ...note.map((words, i) => ({ words, x: 270, y: y - 12 * i })),
      ]
      placed.push(...(order === 'cells' ? own : own.sort((a, b) => b.y - a.y || a.x - b.x)))
      y -= 12 * name.length + 14
    }
    return drawn(placed)
  }

  it('are one row, drawn cell by cell or line by line', async () => {
    expect((await read(halls('cells', false))).slice(1)).toEqual(WANTED)
    expect((await read(halls('lines', false))).slice(1)).toEqual(WANTED)
    expect((await read(halls('cells', true))).slice(1)).toEqual(WANTED)
  })

  it('are one row, too, where all lines stand evenly and these go on in small letters', async () => {
    const lines = [
      ['Hall', 'Stalls', 'Remarks'],
      ['North', '14', 'Open on Monday and'],
      ['', '', 'on all other days'],
      ['Gallery, with a', '6', 'Closed in winter'],
      ['view', '', ''],
      ['South', '22', 'Near the quay'],
      ['Ekholm', '4', 'None'],
    ]
    const drawnEvenly = lines.flatMap((row, i) =>
      row.map((words, j) => ({ words, x: [40, 160, 230][j]!, y: 500 - 12 * i })).filter((cell) => cell.words),
    )
    expect(await read(drawn(drawnEvenly))).toEqual([
      'Hall | Stalls | Remarks',
      'North | Stalls: 14 | Remarks: Open on Monday and on all other days',
      'Gallery, with a view | Stalls: 6 | Remarks: Closed in winter',
      'South | Stalls: 22 | Remarks: Near the quay',
      'Ekholm | Stalls: 4 | Remarks: None',
    ])
  })

  it('are not made of rows that stand in groups', async () => {
    const rows = [...ROWS.slice(0, 2), ...ROWS.slice(2)].map((row) => row.map((words) => words || '5'))
    const grouped = cells(rows).map((one) => ({ ...one, y: one.y - (one.y < 480 ? 20 : 0) }))
    expect((await read(`${drawn(cells([HEAD], 530))} ${drawn(grouped)}`)).slice(1)).toEqual([
      'Vellmar | Houses: 120 | Wells: 5 | Boats: 31',
      'Ostrup | Houses: 5 | Wells: 9 | Boats: 12',
      'Kernby | Houses: 240 | Wells: 22 | Boats: 5',
      'Lindholt | Houses: 64 | Wells: 8 | Boats: 9',
    ])
  })
})

describe('a table of two lines', () => {
  const bold = (row: string[]) => drawn(cells([row]), 'F2')
  const row = (words: string[], top = 484) => drawn(cells([words], top))

  it('has the words of a header that is set in a type of its own', async () => {
    expect(await read(`${bold(HEAD)} ${row(ROWS[0]!)}`)).toEqual(READ.slice(0, 2))
    const words = ['Ann Lindqvist', 'Tenant', '', '555 123']
    expect(await read(`${bold(['Name', 'Role', 'Town', 'Phone'])} ${row(words)}`)).toEqual([
      'Name | Role | Town | Phone',
      'Ann Lindqvist | Role: Tenant | Town: | Phone: 555 123',
    ])
  })

  it('is none where one cell stands below two and another below none', async () => {
    const above = text(40, 500, '12345') + text(95, 500, '12345') + text(200, 500, '12345')
    const below = text(40, 484, '1234567890123') + text(300, 484, '12345')
    expect(await read(`${above} ${below}`)).toEqual(['12345 12345 12345', '1234567890123 12345'])
  })

  it('says where a cell is empty, below another row, or below words', async () => {
    expect(await read(`${row(['Kernby', '240', '22', '5'], 500)} ${row(ROWS[0]!)}`)).toEqual([
      'Kernby | 240 | 22 | 5',
      'Vellmar | 120 | | 31',
    ])
    expect(await read(drawn(cells([HEAD, ...ROWS.slice(0, 2)])))).toEqual(READ.slice(0, 3))
  })

  it('is none of what only looks like one', async () => {
    for (const [one, other] of [
      [HEAD, ['Kernby', 'Ostrup', '', 'Marsk']],
      [
        ['Name:', '', 'Rent:', '410'],
        ['Town:', 'Vellmar', 'Due:', '3'],
      ],
      [
        ['Vellmar', '120', '22', '5'],
        ['Ostrup', '87', '9', '12'],
      ],
    ]) {
      expect((await read(`${row(one!, 500)} ${row(other!)}`)).join()).not.toContain('|')
    }
    const beside = `${row(['Kernby', '240', '22', '5'], 500)} ${text(90, 484, '120')} ${text(160, 484, '31')}`
    expect((await read(beside)).join()).not.toContain('|')
    expect(
      (await read(`${bold(['Harbour 12', 'Fax 555', 'Marsk'])} ${row(ROWS[3]!.slice(0, 3))}`)).join(),
    ).not.toContain('|')
  })
})

describe('a table without a header', () => {
  it('says where cells are empty, and is left as it is if none are', async () => {
    expect(await read(drawn(cells([...ROWS, ...ROWS.slice(3)])))).toEqual([
      'Vellmar | 120 | | 31',
      'Ostrup | | 9 | 12',
      'Kernby | 240 | 22 |',
      'Lindholt | 64 | 8 | 9',
      'Lindholt | 64 | 8 | 9',
    ])
    const whole = ROWS.map((row) => row.map((words) => words || '5'))
    expect((await read(drawn(cells(whole)))).join()).not.toContain('|')
  })

  it('is none of what only looks like one', async () => {
    const two = [HEAD, ...ROWS].map((row) => row.slice(0, 2))
    expect((await read(drawn(cells(two)))).join()).not.toContain('|')
    const ragged = `${text(40, 500, 'one')} ${text(200, 500, 'two')} ${text(90, 484, 'three and more')} ${text(260, 484, 'four')} ${text(60, 468, 'five')} ${text(150, 468, 'six')} ${text(300, 468, 'seven')}`
    expect((await read(ragged)).join()).not.toContain('|')
    const labels = [
      ['Name:', 'Born:', 'Town:'],
      ['Street:', 'Code:', 'Country:'],
      ['Phone:', 'Mail:', 'Web:'],
    ]
    expect(await read(drawn(cells(labels)))).toEqual([
      'Name: Born: Town:',
      'Street: Code: Country:',
      'Phone: Mail: Web:',
    ])
    const contents = ['Scope', 'Terms used', 'The harbour', 'Fees'].map((title, i) => [
      `${i + 1}.`,
      title,
      '',
      `${3 + 4 * i}`,
    ])
    expect((await read(drawn(cells(contents, 500, [40, 60, 200, 300])))).join()).not.toContain('|')
  })
})

describe('cells of several lines that stand level with each other at their middle', () => {
  /** Cells one after the other, each of lines with their places. */
  const stacks = (x: number, ...lines: [number, string][]) => lines.map(([y, words]) => text(x, y, words)).join(' ')
  const WORKS = [
    drawn(cells([['Work', 'Who', 'EUR']], 500, [40, 160, 300]), 'F2'),
    stacks(40, [480, 'Maintenance of the'], [468, 'eastern gate and'], [456, 'its two hinges']),
    stacks(160, [468, 'Anna']),
    stacks(300, [468, '1,200']),
    stacks(40, [434, 'Painting']),
    stacks(160, [440, 'Bengt and his'], [428, 'brother Karl']),
    stacks(300, [434, '800']),
    stacks(40, [412, 'A new roof for'], [400, 'the chapel near'], [388, 'the market']),
    stacks(160, [400, 'Clara']),
    stacks(300, [400, '12,400']),
  ].join(' ')

  it('are read row by row', async () => {
    const around = (y: number) =>
      text(40, y, 'The works of the year were ordered by the office and paid by all villages.')
    expect((await read(`${around(530)} ${WORKS} ${around(350)}`)).slice(1, 5)).toEqual([
      'Work | Who | EUR',
      'Maintenance of the eastern gate and its two hinges | Who: Anna | EUR: 1,200',
      'Painting | Who: Bengt and his brother Karl | EUR: 800',
      'A new roof for the chapel near the market | Who: Clara | EUR: 12,400',
    ])
  })

  it('may go over several rows', async () => {
    const table = [
      drawn(cells([['Region', 'Village', 'Houses']], 500, [40, 160, 300]), 'F2'),
      stacks(40, [472, 'North coast']),
      stacks(160, [480, 'Vellmar']),
      stacks(300, [480, '120']),
      stacks(160, [464, 'Ostrup']),
      stacks(300, [464, '87']),
      stacks(40, [440, 'South coast']),
      stacks(160, [448, 'Kernby']),
      stacks(300, [448, '240']),
      stacks(160, [432, 'Marsk']),
      stacks(300, [432, '31']),
    ].join(' ')
    expect((await read(table)).slice(1)).toEqual([
      'North coast | Village: Vellmar | Houses: 120',
      '| Village: Ostrup | Houses: 87',
      'South coast | Village: Kernby | Houses: 240',
      '| Village: Marsk | Houses: 31',
    ])
  })

  it('are not columns of text', async () => {
    const column = (x: number, top: number, name: string) =>
      stacks(x, ...[0, 1, 2, 3].map((i): [number, string] => [top - 12 * i, `the ${name} of line ${i} goes on and`]))
    const all = await read(`${text(40, 540, 'Two columns')} ${column(40, 500, 'left')} ${column(220, 506, 'right')}`)
    expect(all.join(' ')).toMatch(/left of line 3 goes on and the right of line 0/)
  })
})
