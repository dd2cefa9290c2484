import type { Case } from './case'
import { docx, para, run } from './made'

const tc = (text: string, look = '') => `<w:tc><w:tcPr>${look}</w:tcPr>${para(run(text))}</w:tc>`
const fld = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
const tcOf = (content: string, look = '') => `<w:tc><w:tcPr>${look}</w:tcPr>${para(content)}</w:tc>`
const tbl = (rows: string[][], look = '') =>
  `<w:tbl><w:tblPr>${look}</w:tblPr>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`
const WHITE = '<w:color w:val="FFFFFF"/>'
const shade = (colour: string) => `<w:shd w:val="clear" w:fill="${colour}"/>`
const gone = (text: string) => `<w:del><w:r><w:delText>${text}</w:delText></w:r></w:del>`

/** What must be read of Word files, and what must not. */
export const WORD: Case[] = [
  [
    'white in a table.docx',
    docx(tbl([[tcOf(run('Town')), tcOf(run('12') + run('Secret', WHITE))]])),
    ['Town | 12'],
    ['Secret'],
  ],
  [
    'painted cells.docx',
    docx(
      tbl([
        [tcOf(run('Town', WHITE), shade('203040')), tcOf(run('Fee', WHITE), shade('203040'))],
        [tcOf(run('Quay')), tcOf(run('12'))],
      ]),
    ),
    ['Quay | Fee: 12'],
    [],
  ],
  [
    'hidden as the cell.docx',
    docx(tbl([[tcOf(run('Open')), tcOf(run('Secret', '<w:color w:val="203040"/>'), shade('203040'))]])),
    ['Open'],
    ['Secret'],
  ],
  [
    'painted by style.docx',
    docx(tbl([[tcOf(run('Town', WHITE)), tcOf(run('Fee', WHITE))]], '<w:tblStyle w:val="G"/>'), {
      styles: [
        'styles',
        `<w:styles><w:style w:type="table" w:styleId="G"><w:tblStylePr w:type="firstRow"><w:tcPr>${shade('4472C4')}</w:tcPr></w:tblStylePr></w:style></w:styles>`,
      ],
    }),
    ['Town | Fee'],
    [],
  ],
  [
    'white in a plain style.docx',
    docx(tbl([[tcOf(run('Town')), tcOf(run('Secret', WHITE))]], '<w:tblStyle w:val="G"/>'), {
      styles: ['styles', '<w:styles><w:style w:type="table" w:styleId="G"/></w:styles>'],
    }),
    ['Town'],
    ['Secret'],
  ],
  [
    'hidden row.docx',
    docx(
      `<w:tbl><w:tr>${tc('Open')}${tc('12')}</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>${tc('Secret')}${tc('9')}</w:tr></w:tbl>`,
    ),
    ['Open | 12'],
    ['Secret'],
  ],
  [
    'deleted row.docx',
    docx(
      `<w:tbl><w:tr>${tc('Boat')}${tc('Fee')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>${tcOf(gone('Raft'))}${tcOf(gone('9'))}</w:tr><w:tr>${tc('Yawl')}${tc('12')}</w:tr></w:tbl>`,
    ),
    ['~~Raft~~ | Fee: ~~9~~', 'Yawl | Fee: 12'],
    [],
  ],
  [
    'titled table.docx',
    docx(
      tbl([
        [tc('Fees of 2024', '<w:gridSpan w:val="2"/>')],
        [tcOf(run('Boat', '<w:b/>')), tcOf(run('Owner', '<w:b/>'))],
        [tc('Raft'), tc('Anna')],
      ]),
    ),
    ['Fees of 2024', 'Raft | Owner: Anna'],
    ['2024 Owner', '2024:'],
  ],
  [
    'wide cell.docx',
    docx(
      tbl([
        [tcOf(run('Boat', '<w:b/>')), tcOf(run('Summer', '<w:b/>')), tcOf(run('Winter', '<w:b/>'))],
        [tc('Raft'), tc('on request', '<w:gridSpan w:val="2"/>')],
      ]),
    ),
    ['Raft | Summer, Winter: on request'],
    [],
  ],
  ['hidden run.docx', docx(para(run('Open.') + run('Secret.', '<w:vanish/>'))), ['Open.'], ['Secret']],
  ['white run.docx', docx(para(run('Open.') + run('Secret.', '<w:color w:val="FFFFFF"/>'))), ['Open.'], ['Secret']],
  ['tiny run.docx', docx(para(run('Open.') + run('Secret.', '<w:sz w:val="1"/>'))), ['Open.'], ['Secret']],
  ['struck.docx', docx(para(run('Pay ') + run('40', '<w:strike/>') + run(' 45.'))), ['Pay ~~40~~ 45.'], []],
  ['deleted.docx', docx(para(`${run('Pay ')}<w:del><w:r><w:delText>40</w:delText></w:r></w:del>`)), ['Pay ~~40~~'], []],
  ['inserted.docx', docx(para(`${run('Pay ')}<w:ins>${run('45')}</w:ins>`)), ['Pay 45'], ['~~']],
  [
    'moved.docx',
    docx(`<w:p><w:moveFrom>${run('Old.')}</w:moveFrom></w:p><w:p><w:moveTo>${run('New.')}</w:moveTo></w:p>`),
    ['~~Old.~~', 'New.'],
    [],
  ],
  [
    'field.docx',
    docx(
      para(
        `${fld('begin')}<w:r><w:instrText>SECRET</w:instrText></w:r>${fld('separate')}${run('Page 7')}${fld('end')}`,
      ),
    ),
    ['Page 7'],
    ['SECRET'],
  ],
  [
    'nested field.docx',
    docx(
      para(
        `${fld('begin')}${fld('begin')}${fld('separate')}${run('Secret')}${fld('end')}${fld('separate')}${run('Yes.')}${fld('end')}`,
      ),
    ),
    ['Yes.'],
    ['Secret'],
  ],
  ['control.docx', docx(`<w:sdt><w:sdtContent>${para(run('Anna Holt'))}</w:sdtContent></w:sdt>`), ['Anna Holt'], []],
  [
    'placeholder.docx',
    docx(
      para(run('Name:')) +
        `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${para(run('Click here'))}</w:sdtContent></w:sdt>`,
    ),
    ['Name:'],
    ['Click'],
  ],
  [
    'box.docx',
    docx(
      para(
        `<w:r><w:pict><v:textbox><w:txbxContent>${para(run('In a box.'))}</w:txbxContent></v:textbox></w:pict></w:r>`,
      ),
    ),
    ['In a box.'],
    [],
  ],
  [
    'merged.docx',
    docx(
      `<w:tbl><w:tr>${tc('Vellmar', '<w:vMerge w:val="restart"/>')}${tc('old')}</w:tr><w:tr>${tc('', '<w:vMerge/>')}${tc('new')}</w:tr></w:tbl>`,
    ),
    ['Vellmar | old', 'Vellmar | new'],
    [],
  ],
  [
    'footnote.docx',
    docx(para(`${run('Quay')}<w:r><w:footnoteReference w:id="3"/></w:r>`), {
      footnotes: ['footnotes', `<w:footnotes><w:footnote w:id="3">${para(run('Of 1901.'))}</w:footnote></w:footnotes>`],
    }),
    ['Quay[1]', '[1] Of 1901.'],
    [],
  ],
  [
    'comment.docx',
    docx(para(`${run('Quay')}<w:r><w:commentReference w:id="0"/></w:r>`), {
      comments: ['comments', `<w:comments><w:comment w:id="0">${para(run('Secret.'))}</w:comment></w:comments>`],
    }),
    ['Quay'],
    ['Secret'],
  ],
  [
    'header.docx',
    docx(para(run('Quay')), { header1: ['header', `<w:hdr>${para(run('Draft'))}</w:hdr>`] }),
    ['Quay'],
    ['Draft'],
  ],
  [
    'sign.docx',
    docx(para(`<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>${run(' insured')}`)),
    ['☑ insured'],
    [],
  ],
]
