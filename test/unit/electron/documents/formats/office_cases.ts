import { relations } from '../office/zipped'
import type { Case } from './case'
import { odp, ods, odt, openDocument, pptx, rows, shape, slide, xlsx } from './made'

const p = (text: string, style = '') => `<text:p${style && ` text:style-name="${style}"`}>${text}</text:p>`
const cell = (text: string, more = '') => `<table:table-cell ${more}>${p(text)}</table:table-cell>`
const COVERED = '<table:covered-table-cell/>'
const line = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`
const table = (name: string, inner: string, more = '') =>
  `<table:table table:name="${name}" ${more}>${inner}</table:table>`
const box = (text: string, kind: string) =>
  `<draw:frame presentation:class="${kind}"><draw:text-box>${p(text)}</draw:text-box></draw:frame>`
const styles = {
  hidden: '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>',
  struck: '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>',
  sheet: '<style:style style:name="X"><style:table-properties table:display="false"/></style:style>',
  slide: '<style:style style:name="X"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>',
}

const atc = (text: string, look = '') =>
  `<a:tc ${look}><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`
const LOOKS = {
  /** 1: white letters; 2: white letters on blue; 3: a format that shows nothing; 4: words beside what is written. */
  xlsx: `<numFmts><numFmt numFmtId="170" formatCode=";;;"/><numFmt numFmtId="171" formatCode="0&quot; kg&quot;;;;@&quot; (said)&quot;"/></numFmts><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF203040"/></patternFill></fill></fills><cellXfs><xf/><xf fontId="1"/><xf fontId="1" fillId="1"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>`,
  odf: '<style:style style:name="W"><style:text-properties fo:color="#ffffff"/></style:style><style:style style:name="D"><style:table-cell-properties fo:background-color="#203040"/></style:style><style:style style:name="WD"><style:text-properties fo:color="#ffffff"/><style:table-cell-properties fo:background-color="#203040"/></style:style><style:style style:name="T"><style:text-properties fo:font-size="0.5pt"/></style:style><style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>',
}
const looked = (...all: [words: string, look: number][]) =>
  `<sheetData><row r="1">${all.map(([words, look]) => `<c s="${look}" t="inlineStr"><is><t>${words}</t></is></c>`).join('')}</row></sheetData>`

/** What must be read of files of office programs, and what must not. */
export const OFFICE: Case[] = [
  [
    'words.xlsx',
    xlsx([
      [
        'A',
        rows([
          ['Town', 'Houses'],
          ['Quay', 31],
        ]),
      ],
    ]),
    ['Quay | Houses: 31'],
    [],
  ],
  [
    'white.xlsx',
    xlsx([['A', looked(['Open', 0], ['Secret', 1], ['Bar', 2])]], [], LOOKS.xlsx),
    ['Open | Bar'],
    ['Secret'],
  ],
  ['size of nothing.xlsx', xlsx([['A', looked(['Open', 0], ['Secret', 3])]], [], LOOKS.xlsx), ['Open'], ['Secret']],
  ['worded.xlsx', xlsx([['A', looked(['Open', 0], ['so', 4])]], [], LOOKS.xlsx), ['Open | so (said)'], []],
  [
    'ruled.xlsx',
    xlsx(
      [
        [
          'A',
          `${looked(['Open', 0], ['Seen', 1])}<conditionalFormatting sqref="B1:B9"><cfRule/></conditionalFormatting>`,
        ],
      ],
      [],
      LOOKS.xlsx,
    ),
    ['Open | Seen'],
    [],
  ],
  [
    'hidden by size.xlsx',
    xlsx([['A', `<cols><col min="2" max="2" width="0"/></cols>${rows([['Open', 'Secret']])}`]]),
    ['Open'],
    ['Secret'],
  ],
  [
    'wide cell.xlsx',
    xlsx([
      [
        'A',
        `${rows([
          ['Boat', 'Summer', 'Winter'],
          ['Raft', 'on request'],
          ['Yawl', 12, 9],
        ])}<mergeCells><mergeCell ref="B2:C2"/></mergeCells>`,
      ],
    ]),
    ['Raft | Summer, Winter: on request', 'Yawl | Summer: 12 | Winter: 9'],
    [],
  ],
  ['share.xlsx', xlsx([['A', rows([[0.125]], 1)]], [0, 9]), ['13%'], ['0.125']],
  ['date.xlsx', xlsx([['A', rows([[45415]], 1)]], [0, 14]), ['2024-05-03'], ['45415']],
  [
    'hidden sheet.xlsx',
    xlsx([
      ['A', rows([['Open']])],
      ['B', rows([['Secret']]), 'hidden'],
    ]),
    ['Open'],
    ['Secret'],
  ],
  [
    'hidden row.xlsx',
    xlsx([
      [
        'A',
        '<sheetData><row r="1"><c r="A1" t="str"><v>Open</v></c></row><row r="2" hidden="1"><c r="A2" t="str"><v>Secret</v></c></row></sheetData>',
      ],
    ]),
    ['Open'],
    ['Secret'],
  ],
  [
    'hidden column.xlsx',
    xlsx([['A', `<cols><col min="2" max="2" hidden="1"/></cols>${rows([['Open', 'Secret']])}`]]),
    ['Open'],
    ['Secret'],
  ],
  [
    'formula.xlsx',
    xlsx([['A', '<sheetData><row r="1"><c r="A1"><f>SECRET(1)</f><v>42</v></c></row></sheetData>']]),
    ['42'],
    ['SECRET'],
  ],
  [
    'merged.xlsx',
    xlsx([
      [
        'A',
        `${rows([
          ['Town', '2023', ''],
          ['', 'Houses', 'Wells'],
          ['Quay', 31, 2],
        ])}<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>`,
      ],
    ]),
    ['Quay | 2023 Houses: 31 | 2023 Wells: 2'],
    [],
  ],

  [
    'slides.pptx',
    pptx([slide(shape('Body') + shape('Title', 'title')), slide(shape('Second'))]),
    ['Title', 'Body', 'Second'],
    [],
  ],
  ['hidden slide.pptx', pptx([slide(shape('Open')), slide(shape('Secret'), 'show="0"')]), ['Open'], ['Secret']],
  ['hidden shape.pptx', pptx([slide(shape('Open') + shape('Secret', '', 'hidden="1"'))]), ['Open'], ['Secret']],
  [
    'wide cell.pptx',
    pptx([
      slide(
        `<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>${[
          atc('Boat') + atc('Summer') + atc('Winter'),
          atc('Raft') + atc('on request', 'gridSpan="2"') + atc('', 'hMerge="1"'),
        ]
          .map((cells) => `<a:tr>${cells}</a:tr>`)
          .join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
      ),
    ]),
    ['Raft | Summer, Winter: on request'],
    [],
  ],
  [
    'footer.pptx',
    pptx([slide(shape('Open') + shape('Draft', 'ftr') + shape('7', 'sldNum'))]),
    ['Open'],
    ['Draft', '7'],
  ],

  [
    'words.odt',
    odt(`<text:h text:outline-level="1">Fees</text:h>${p('A<text:s text:c="2"/>boat')}`),
    ['Fees', 'A boat'],
    [],
  ],
  ['hidden.odt', odt(`${p('Open.')}${p('Secret.', 'H')}`, styles.hidden), ['Open.'], ['Secret']],
  [
    'white.odt',
    odt(`${p('Open <text:span text:style-name="W">Secret</text:span>.')}${p('Secret', 'W')}`, LOOKS.odf),
    ['Open .'],
    ['Secret'],
  ],
  ['tiny.odt', odt(p('Open <text:span text:style-name="T">Secret</text:span>'), LOOKS.odf), ['Open'], ['Secret']],
  [
    'white in a table.odt',
    odt(
      table(
        'A',
        line(
          `<table:table-cell table:style-name="D">${p('Town', 'W')}</table:table-cell><table:table-cell>${p('Secret', 'W')}</table:table-cell>`,
        ),
      ),
      LOOKS.odf,
    ),
    ['Town'],
    ['Secret'],
  ],
  [
    'spans.odt',
    odt(
      table(
        'A',
        `<table:table-header-rows>${line(cell('Town', 'table:number-rows-spanned="2"') + cell('2023', 'table:number-columns-spanned="2"') + COVERED)}${line(COVERED + cell('Houses') + cell('Wells'))}</table:table-header-rows>${line(cell('Quay', 'table:number-rows-spanned="2"') + cell('31') + cell('2'))}${line(COVERED + cell('33') + cell('4'))}${line(cell('Ness') + cell('unknown', 'table:number-columns-spanned="2"') + COVERED)}`,
      ),
    ),
    [
      'Quay | 2023 Houses: 31 | 2023 Wells: 2',
      'Quay | 2023 Houses: 33 | 2023 Wells: 4',
      'Ness | 2023 Houses, 2023 Wells: unknown',
    ],
    [],
  ],
  [
    'bold head.odt',
    odt(
      table(
        'A',
        line(
          `<table:table-cell>${p('Town', 'B')}</table:table-cell><table:table-cell>${p('Mayor', 'B')}</table:table-cell>`,
        ) + line(cell('Quay') + cell('Anna')),
      ),
      LOOKS.odf,
    ),
    ['Quay | Mayor: Anna'],
    [],
  ],
  ['struck.odt', odt(p('Pay <text:span text:style-name="S">40</text:span> 45'), styles.struck), ['Pay ~~40~~ 45'], []],
  [
    'note.odt',
    odt(
      p(
        'Quay<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Of 1901.</text:p></text:note-body></text:note>',
      ),
    ),
    ['Quay[1]', '[1] Of 1901.'],
    [],
  ],
  ['comment.odt', odt(p('Open<office:annotation><text:p>Secret</text:p></office:annotation>')), ['Open'], ['Secret']],
  [
    'section.odt',
    odt(`${p('Open')}<text:section text:display="none">${p('Secret')}</text:section>`),
    ['Open'],
    ['Secret'],
  ],

  [
    'words.ods',
    ods(table('A', line(cell('Town') + cell('Houses')) + line(cell('Quay') + cell('31')))),
    ['Quay | Houses: 31'],
    [],
  ],
  [
    'white.ods',
    ods(
      table(
        'A',
        `<table:table-column/><table:table-column table:default-cell-style-name="W"/>${line(cell('Town', 'table:style-name="WD"') + cell('Secret'))}`,
      ),
      LOOKS.odf,
    ),
    ['Town'],
    ['Secret'],
  ],
  [
    'wide cell.ods',
    ods(
      table(
        'A',
        line(cell('Boat') + cell('Summer') + cell('Winter')) +
          line(cell('Raft') + cell('on request', 'table:number-columns-spanned="2"') + COVERED),
      ),
    ),
    ['Raft | Summer, Winter: on request'],
    [],
  ],
  [
    'shown.ods',
    ods(table('A', line(cell('12.5 %', 'office:value="0.125"') + cell('3 May', 'office:date-value="2024-05-03"')))),
    ['12.5 % | 3 May'],
    ['0.125', '2024'],
  ],
  [
    'hidden sheet.ods',
    ods(table('A', line(cell('Open'))) + table('B', line(cell('Secret')), 'table:style-name="X"'), styles.sheet),
    ['Open'],
    ['Secret'],
  ],
  [
    'hidden row.ods',
    ods(table('A', line(cell('Open')) + line(cell('Secret'), 'table:visibility="collapse"'))),
    ['Open'],
    ['Secret'],
  ],
  ['formula.ods', ods(table('A', line(cell('42', 'table:formula="of:=SECRET()"')))), ['42'], ['SECRET']],

  [
    'slides.odp',
    odp(`<draw:page>${box('Body', 'outline')}${box('Title', 'title')}</draw:page>`),
    ['Title', 'Body'],
    [],
  ],
  [
    'hidden slide.odp',
    odp(
      `<draw:page>${box('Open', 'title')}</draw:page><draw:page draw:style-name="X">${box('Secret', 'title')}</draw:page>`,
      styles.slide,
    ),
    ['Open'],
    ['Secret'],
  ],
  ['footer.odp', odp(`<draw:page>${box('Open', 'title')}${box('Draft', 'footer')}</draw:page>`), ['Open'], ['Draft']],
  [
    'numbered.odt',
    odt(
      `<text:numbered-paragraph text:list-level="1"><text:number>1.</text:number>${p('One')}</text:numbered-paragraph>`,
    ),
    ['One'],
    [],
  ],
  [
    'indices.odt',
    odt(
      `<text:bibliography><text:index-body>${p('Holt: The quay.')}</text:index-body></text:bibliography><text:alphabetical-index><text:index-body>${p('rope 3')}</text:index-body></text:alphabetical-index>`,
    ),
    ['Holt: The quay.', 'rope 3'],
    [],
  ],
  [
    'shapes.odt',
    odt(
      `<draw:frame><draw:text-box>${p('On the page.')}</draw:text-box></draw:frame><text:p><draw:custom-shape>${p('In a shape.')}</draw:custom-shape>Around.</text:p>`,
    ),
    ['On the page.', 'Around.', 'In a shape.'],
    ['shape.Around'],
  ],
  [
    'drawing.odg',
    openDocument(
      'graphics',
      'drawing',
    )(`<draw:page><draw:custom-shape>${p('The rope is wet.')}</draw:custom-shape></draw:page>`),
    ['The rope is wet.'],
    [],
  ],
  ['long number.xlsx', xlsx([['S', rows([['No', 12345678901234]])]]), ['No | 12345678901234'], ['E+']],
  [
    'flat.fodt',
    `<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>${styles.struck}</office:automatic-styles><office:body><office:text>${p('Wét.', 'S')}</office:text></office:body></office:document>`,
    ['~~Wét.~~'],
    ['office'],
  ],
  [
    'flat.xml',
    `<?xml version="1.0"?><pkg:package><pkg:part pkg:name="/_rels/.rels"><pkg:xmlData>${relations([['d', 'officeDocument', 'word/document.xml']])}</pkg:xmlData></pkg:part><pkg:part pkg:name="/word/document.xml" pkg:contentType="wordprocessingml"><pkg:xmlData><w:document><w:body><w:p><w:r><w:t>Wét.</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>`,
    ['Wét.'],
    ['pkg'],
  ],
  [
    'hidden in XML.xls',
    `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table><Column ss:Index="3" ss:Hidden="1"/>${[
      '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Fees</Data></Cell></Row>',
      `<Row>${['Boat', 'Paid', 'Secret'].map((one) => `<Cell><Data ss:Type="String">${one}</Data></Cell>`).join('')}</Row>`,
      '<Row><Cell><Data ss:Type="DateTime">2024-05-03T00:00:00.000</Data></Cell><Cell ss:Index="2"><Data ss:Type="Boolean">1</Data></Cell></Row>',
      '<Row ss:Hidden="1"><Cell><Data ss:Type="String">Secret</Data></Cell></Row>',
    ].join(
      '',
    )}</Table></Worksheet><Worksheet ss:Name="T"><Table><Row><Cell><Data ss:Type="String">Secret</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`,
    ['Fees', 'Boat | Paid', '2024-05-03 | Paid: TRUE'],
    ['Secret'],
  ],
]
