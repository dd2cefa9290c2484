import { expect, it } from 'vitest'
import type { ReadAs } from '../../../../../electron/shared/document/types'
import { paragraphs } from '../help'
import { notesOf, readZip } from './zipped'

const STYLES =
  '<office:automatic-styles><style:style style:name="out"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'

const ods = (sheets: string, how: ReadAs = {}) =>
  readZip(
    {
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': `<office:document-content>${STYLES}<office:body><office:spreadsheet>${sheets}</office:spreadsheet></office:body></office:document-content>`,
    },
    how,
  )

const td = (text: string, more = '') => `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`
const none = (many: number) => `<table:table-cell table:number-columns-repeated="${many}"/>`
const tr = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`
const sheet = (name: string, rows: string, more = '') =>
  `<table:table table:name="${name}" ${more}>${rows}</table:table>`

it('reads a spreadsheet: a page for each sheet, rows with the words of their header, cells as they are shown', async () => {
  const document = await ods(
    sheet(
      'Fees',
      '<table:table-column table:number-columns-repeated="4"/>' +
        tr(td('Fees of 2024') + none(16383)) +
        tr(none(1024), 'table:number-rows-repeated="2"') +
        tr(td('Town') + td('Fee') + td('Share') + td('Since')) +
        tr(
          td('Vellmar') +
            td('1,234.50 kr', 'office:value="1234.5" table:formula="of:=1234+0.5"') +
            td('12.5 %', 'office:value="0.125"') +
            td('3 May 2024'),
        ) +
        tr(
          td('Quay') +
            '<table:table-cell office:value-type="float" office:value="40"/>' +
            td('1<text:s text:c="2"/>%') +
            none(1),
        ) +
        tr(none(16384), 'table:number-rows-repeated="1048569"'),
    ) + sheet('Said', tr(none(2) + td('One remark.'))),
  )
  expect(document.kind).toBe('ods')
  expect(document.pages.map(({ part, label }) => `${part} ${label}`)).toEqual(['sheet Fees', 'sheet Said'])
  expect(paragraphs(document)).toEqual([
    'Fees of 2024',
    'Town | Fee | Share | Since',
    'Vellmar | Fee: 1,234.50 kr | Share: 12.5 % | Since: 3 May 2024',
    'Quay | Fee: 40 | Share: 1 % | Since:',
    'One remark.',
  ])
  expect(document.sentences.at(-1)!.page).toBe(2)
  expect(document.notes).toEqual([])
})

it('leaves hidden sheets, rows and columns out, and says so; they can be read', async () => {
  const sheets =
    sheet('Old', tr(td('Old prices')), 'table:style-name="out"') +
    sheet(
      'New',
      '<table:table-column/><table:table-column table:visibility="collapse"/>' +
        tr(td('Seen') + td('Unseen')) +
        tr(td('Gone'), 'table:visibility="collapse"') +
        tr(td('Sorted out'), 'table:visibility="filter"') +
        tr(td('There')),
    )
  const document = await ods(sheets)
  expect(paragraphs(document)).toEqual(['Seen', 'There'])
  expect(notesOf(document)).toEqual([
    '1 hidden: The sheet "Old" is hidden and was not read.',
    '1 hidden: 2 hidden rows were not read.',
    '1 hidden: One hidden column was not read.',
  ])
  const all = await ods(sheets, { hidden: true })
  expect(paragraphs(all)).toEqual([
    'Old prices',
    'Seen | [hidden: Unseen]',
    '[hidden: Gone]',
    '[hidden: Sorted out]',
    'There',
  ])
  expect(all.pages.map(({ label }) => label)).toEqual(['Old (hidden)', 'New'])
})

it('names each column that a merged header spans, and tells of comments and charts', async () => {
  const covered = '<table:covered-table-cell/>'
  const document = await ods(
    sheet(
      'A',
      tr(td('Town', 'table:number-rows-spanned="2"') + td('2023', 'table:number-columns-spanned="2"') + covered) +
        tr(covered + td('Houses') + td('Wells')) +
        tr(
          `${td('Vellmar', 'table:number-rows-spanned="2"')}<table:table-cell><office:annotation><dc:creator>Anna</dc:creator><text:p>So many?</text:p></office:annotation><text:p>120</text:p></table:table-cell>${td('3')}`,
        ) +
        tr(covered + td('121') + td('4')) +
        '<table:shapes><draw:frame><draw:object/></draw:frame></table:shapes>',
    ),
  )
  expect(paragraphs(document)).toEqual([
    'Town | 2023 | 2023',
    'Town | Houses | Wells',
    'Vellmar | 2023 Houses: 120 | 2023 Wells: 3',
    'Vellmar | 2023 Houses: 121 | 2023 Wells: 4',
  ])
  expect(notesOf(document)).toEqual([
    '1 unread: One picture or chart was not read.',
    '1 comment: A comment on B3 says: "So many?"',
  ])
})
