import { describe, expect, it } from 'vitest'
import type { Limits } from '../../../../../electron/documents/packed/guard'
import type { ReadAs } from '../../../../../electron/shared/document/types'
import { failure, ofKind, paragraphs } from '../help'
import { notesOf, officeFiles, readZip, relations } from './zipped'

type Sheet = [name: string, xml: string, state?: string]

const cell = (ref: string, value: string, type = 'n', style = '0') =>
  `<c r="${ref}" t="${type}" s="${style}">${type === 'inlineStr' ? `<is><t>${value}</t></is>` : `<v>${value}</v>`}</c>`
const words = (ref: string, text: string) => cell(ref, text, 'inlineStr')
const row = (number: number, cells: string, more = '') => `<row r="${number}" ${more}>${cells}</row>`
const sheet = (rows: string, before = '') => `<worksheet>${before}<sheetData>${rows}</sheetData></worksheet>`

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.00\\ &quot;kr&quot;;[Red]\\-#,##0.00"/></numFmts>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="46"/></cellXfs></styleSheet>`

interface Made extends ReadAs {
  sheets: Sheet[]
  more?: Record<string, string>
  strings?: string
  properties?: string
  limits?: Partial<Limits>
}

function workbook({ sheets, more = {}, strings = '', properties = '', ...how }: Made) {
  const named = sheets.map(([name, , state], i) => `<sheet name="${name}" state="${state ?? 'visible'}" r:id="s${i}"/>`)
  return readZip(
    {
      ...officeFiles('xl/workbook.xml', 'vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
      'xl/workbook.xml': `<workbook xmlns:r="http://a/relationships"><workbookPr ${properties}/><sheets>${named.join('')}</sheets></workbook>`,
      'xl/styles.xml': STYLES,
      'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
      'xl/_rels/workbook.xml.rels': relations([
        ['st', 'styles', 'styles.xml'],
        ['ss', 'sharedStrings', 'sharedStrings.xml'],
        ...sheets.map((_, i): [string, string, string] => [`s${i}`, 'worksheet', `worksheets/sheet${i}.xml`]),
      ]),
      ...Object.fromEntries(sheets.map(([, xml], i) => [`xl/worksheets/sheet${i}.xml`, xml])),
      ...more,
    },
    { file: 'made.xlsx', ...how },
  )
}

const TOWNS =
  row(1, words('A1', 'Fees of 2024')) +
  row(2, words('A2', 'Town') + words('B2', 'Fee') + words('D2', 'Since')) +
  row(3, cell('A3', '0', 's') + cell('B3', '1234.5', 'n', '2') + cell('D3', '45415', 'n', '1')) +
  row(4, cell('A4', '1', 's') + cell('B4', '-40', 'n', '2')) +
  row(9, words('A9', 'Paid') + cell('B9', '1', 'b') + cell('C9', '0.125', 'n', '3') + cell('D9', '1.5', 'n', '4'))

const STRINGS = '<si><t>Vellmar</t></si><si><r><rPr/><t>Qu</t></r><r><t>ay</t></r><rPh><t>kei</t></rPh></si>'

describe('a workbook', () => {
  it('has a page for each sheet, rows with the words of their header, and numbers as they are shown', async () => {
    const document = await workbook({
      sheets: [
        ['Fees', sheet(TOWNS)],
        ['Empty', sheet('')],
        ['Said', sheet(row(1, words('C1', 'One remark.')))],
      ],
      strings: STRINGS,
    })
    expect(document.kind).toBe('xlsx')
    expect(document.pages.map(({ part, label }) => `${part} ${label}`)).toEqual([
      'sheet Fees',
      'sheet Empty',
      'sheet Said',
    ])
    expect(paragraphs(document)).toEqual([
      'Fees of 2024',
      'Town | Fee | Since',
      'Vellmar | Fee: 1,234.50 kr | Since: 2024-05-03',
      'Quay | Fee: -40.00 | Since:',
      'Paid | TRUE | 12.50% | 36:00:00',
      'One remark.',
    ])
    expect(document.sentences.at(-1)!.page).toBe(3)
  })

  it('counts days from 1904 where it says so', async () => {
    const rows = row(1, cell('A1', '43953', 'n', '1'))
    expect((await workbook({ sheets: [['A', sheet(rows)]], properties: 'date1904="1"' })).text).toBe('2024-05-03')
  })

  it('leaves hidden sheets, rows and columns out and says so; they can be read', async () => {
    const rows =
      row(1, words('A1', 'Seen') + words('B1', 'Unseen')) +
      row(2, words('A2', 'Gone'), 'hidden="1"') +
      row(3, words('A3', 'There'))
    const sheets: Sheet[] = [
      ['Old', sheet(row(1, words('A1', 'Old prices'))), 'veryHidden'],
      ['New', sheet(rows, '<cols><col min="2" max="16384" hidden="1"/></cols>')],
    ]
    const document = await workbook({ sheets })
    expect(paragraphs(document)).toEqual(['Seen', 'There'])
    expect(notesOf(document)).toEqual([
      '1 hidden: The sheet "Old" is hidden and was not read.',
      '1 hidden: One hidden row was not read.',
      '1 hidden: One hidden column was not read.',
    ])
    const all = await workbook({ sheets, hidden: true })
    expect(paragraphs(all)).toEqual(['Old prices', 'Seen | [hidden: Unseen]', '[hidden: Gone]', 'There'])
    expect(all.pages.map(({ label }) => label)).toEqual(['Old (hidden)', 'New'])
  })

  it('tells of comments, macros and formulas that nothing worked out', async () => {
    const document = await workbook({
      sheets: [['A', sheet(row(1, `${words('A1', 'Sum')}<c r="B1"><f>1+1</f></c><c r="C1"><f>1+2</f><v>3</v></c>`))]],
      more: {
        'xl/worksheets/_rels/sheet0.xml.rels': relations([['c', 'comments', '../comments1.xml']]),
        'xl/comments1.xml':
          '<comments><commentList><comment ref="B1"><text><r><t>Is it 2?</t></r></text></comment></commentList></comments>',
      },
    })
    expect(document.text).toBe('Sum | 3')
    expect(notesOf(document)).toEqual([
      '1 unread: One formula has no value in the file: save it in a spreadsheet program to have them worked out.',
      '1 comment: A comment on B1 says: "Is it 2?"',
    ])
  })

  it('may be huge at a small place: that ends in a sentence', async () => {
    const wide = Array.from({ length: 300 }, (_, i) => row(i + 1, words(`XFD${i + 1}`, 'x') + words(`A${i + 1}`, 'y')))
    expect(ofKind(await workbook({ sheets: [['A', sheet(wide.join(''))]] }), 'item')[299]).toBe('y | x: x')
    const many = await failure(workbook({ sheets: [['A', sheet(wide.join(''))]], limits: { cells: 100 } }))
    expect(many.message).toContain('holds more than 100 cells')
    const repeated = row(1, cell('A1', '0', 's').repeat(1) + cell('B1', '0', 's')).repeat(200)
    const long = await failure(
      workbook({
        sheets: [['A', sheet(repeated)]],
        strings: `<si><t>${'long '.repeat(2000)}</t></si>`,
        limits: { characters: 100_000 },
      }),
    )
    expect(long.message).toContain('more than 100,000 characters')
  })

  const merges = (...refs: string[]) =>
    `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`

  it('names each column that a merged header spans, and says in each row what a merged cell says of it', async () => {
    const rows =
      row(1, words('A1', 'Houses by town')) +
      row(2, words('A2', 'Town') + words('B2', '2023')) +
      row(3, words('B3', 'Houses') + words('C3', 'Wells')) +
      row(4, words('A4', 'Vellmar') + cell('B4', '120') + cell('C4', '3')) +
      row(5, cell('B5', '121') + cell('C5', '4'))
    const xml = sheet(rows).replace('</worksheet>', `${merges('A1:C1', 'A2:A3', 'B2:C2', 'A4:A5')}</worksheet>`)
    expect(paragraphs(await workbook({ sheets: [['A', xml]] }))).toEqual([
      'Houses by town',
      'Town | 2023 | 2023',
      'Town | Houses | Wells',
      'Vellmar | 2023 Houses: 120 | 2023 Wells: 3',
      'Vellmar | 2023 Houses: 121 | 2023 Wells: 4',
    ])
  })

  it('shows results of formulas, dates, times, shares and amounts as their cells do', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="165" formatCode="[$-409]mmmm\\ d\\,\\ yyyy"/><numFmt numFmtId="166" formatCode="0.0%"/><numFmt numFmtId="167" formatCode=";;;"/></numFmts>
      <cellXfs>${[0, 165, 166, 44, 31, 20, 167, 9].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`
    const formula = '<c r="H1" t="str"><f>A1&amp;"!"</f><v>So!</v></c><c r="I1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    const rows = row(
      1,
      cell('A1', '45415', 'n', '1') +
        cell('B1', '0.125', 'n', '2') +
        cell('C1', '1234.5', 'n', '3') +
        cell('D1', '45415', 'n', '4') +
        cell('E1', '0.5', 'n', '5') +
        cell('F1', '42', 'n', '6') +
        cell('G1', '0.5', 'n', '7') +
        formula,
    )
    const document = await workbook({ sheets: [['A', sheet(rows)]], more: { 'xl/styles.xml': styles } })
    expect(document.text).toBe('May 3, 2024 | 12.5% | 1,234.50 | 2024-05-03 | 12:00 | 50% | So! | #DIV/0!')
  })
})
