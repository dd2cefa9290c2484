import type { Case } from './case'
import { docx, epub, ods, odt, para, pptx, rows, run, slide, xlsx } from './made'

const html = (body: string) => `<!DOCTYPE html><html><body>${body}</body></html>`
const rtf = (text: string) =>
  `{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}{\\f3\\fcharset2 Symbol;}{\\f4\\fcharset2 Wingdings;}}\\f0 ${text}}`
const above = '<w:vertAlign w:val="superscript"/>'
const lower = '<w:vertAlign w:val="subscript"/>'
const fonts = (name: string) => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`
const sign = (font: string, code: string) => `<w:r><w:sym w:font="${font}" w:char="${code}"/></w:r>`
const formula = (inside: string) => docx(para(`${run('So ')}<m:oMath>${inside}</m:oMath>${run(' of it.')}`))
const math = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`
const paragraph = (runs: string) =>
  `<p:sp><p:nvSpPr><p:cNvPr/><p:nvPr/></p:nvSpPr><p:txBody><a:p>${runs}</a:p></p:txBody></p:sp>`
const words = (text: string, look = '') => `<a:r><a:rPr${look}<a:t>${text}</a:t></a:r>`
const cell = (inside: string) =>
  xlsx([['S', `<sheetData><row r="1"><c r="A1" t="inlineStr"><is>${inside}</is></c></row></sheetData>`]])
const textStyle = (look: string) =>
  `<style:style style:name="S" style:family="text"><style:text-properties ${look}/></style:style>`
const sheetCell = (look: string, text: string) =>
  ods(
    `<table:table table:name="S"><table:table-row><table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell></table:table-row></table:table>`,
    textStyle(look),
  )
const span = (text: string) => `<text:span text:style-name="S">${text}</text:span>`

/** Signs that mean something by how they are set: raised figures, fonts of signs, formulas, numbers of lists. */
export const SIGNS: Case[] = [
  ['raised.docx', docx(para(run('The load is 10') + run('6', above) + run(' kg.'))), ['10⁶ kg'], []],
  [
    'raised below.docx',
    docx(para(run('10') + run('-6', above) + run(' g of Ca') + run('2+', above))),
    ['10⁻⁶ g of Ca²⁺'],
    [],
  ],
  ['raised words.docx', docx(para(run('The 4') + run('th', above) + run(' day.'))), ['The 4th day.'], []],
  ['raised.rtf', rtf('10{\\super 6} kg, 4{\\super th} {\\super 2\\nosupersub 3}'), ['10⁶ kg, 4th ²3'], []],
  [
    'raised.pptx',
    pptx([slide(paragraph(words('10', '/>') + words('6', ' baseline="30000"/>') + words(' kg', '/>')))]),
    ['10⁶ kg'],
    [],
  ],
  [
    'lowered.pptx',
    pptx([slide(paragraph(words('H', '/>') + words('2', ' baseline="-25000"/>') + words('O', '/>')))]),
    ['H2O'],
    [],
  ],
  [
    'raised.xlsx',
    cell('<r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>6</t></r><r><t> kg</t></r>'),
    ['10⁶ kg'],
    [],
  ],
  [
    'raised.odt',
    odt(`<text:p>10${span('6')} kg</text:p>`, textStyle('style:text-position="super 58%"')),
    ['10⁶ kg'],
    [],
  ],
  ['lowered.odt', odt(`<text:p>H${span('2')}O</text:p>`, textStyle('style:text-position="-33% 58%"')), ['H2O'], []],
  ['raised.ods', sheetCell('style:text-position="super 58%"', `10${span('6')} kg`), ['10⁶ kg'], []],
  ['raised.html', html('<p>10<sup>-6</sup> g, 4<sup>th</sup>, Ca<sup>2+</sup></p>'), ['10⁻⁶ g, 4th, Ca²⁺'], []],
  [
    'raised letters.html',
    html(
      '<p>a<sup>n</sup>, 2<sup>n</sup>-1, x<sup>k</sup>, 10<sup>n+1</sup>, (a+b)<sup>n</sup>, M<sup>r</sup> and N<sup>o</sup> 5, XX<sup>e</sup>, rose<sup>a</sup>, 120<sup>b</sup>, Rope<sup>TM</sup></p>',
    ),
    ['aⁿ, 2ⁿ-1, x^k, 10^(n+1), (a+b)ⁿ, Mr and No 5, XXe, roseᵃ, 120ᵇ, Rope™'],
    [],
  ],
  [
    'lowered.html',
    html(
      '<p>H<sub>2</sub>O, V<sub>max</sub>, a<sub>n+1</sub>, log<sub>2</sub> 8, 1010<sub>2</sub>, 1<sup>1</sup>/<sub>2</sub> cups, <sup>3</sup>&frasl;<sub>16</sub></p>',
    ),
    ['H2O, V_max, a_(n+1), log_2 8, 1010₂, 1¹/₂ cups, ³⁄₁₆'],
    [],
  ],
  [
    'raised letters.docx',
    docx(
      para(
        `${run('So a')}${run('n', above)}${run(' and V')}${run('max', lower)}${run(' of 1')}${run('1', above)}${run('/')}${run('2', lower)}`,
      ),
    ),
    ['So aⁿ and V_max of 1¹/₂'],
    [],
  ],
  ['raised letters.rtf', rtf('So a{\\super n} and V{\\sub max} of 2{\\up6 n}'), ['So aⁿ and V_max of 2ⁿ'], []],
  [
    'raised letters.pptx',
    pptx([
      slide(
        paragraph(
          words('So a', '/>') +
            words('n', ' baseline="30000"/>') +
            words(' and V', '/>') +
            words('max', ' baseline="-25000"/>'),
        ),
      ),
    ]),
    ['So aⁿ and V_max'],
    [],
  ],
  [
    'raised letters.odt',
    odt(`<text:p>So a${span('n')} and 2${span('n+1')}</text:p>`, textStyle('style:text-position="super 58%"')),
    ['So aⁿ and 2^(n+1)'],
    [],
  ],
  [
    'lowered letters.odt',
    odt(`<text:p>V${span('max')}</text:p>`, textStyle('style:text-position="-33% 58%"')),
    ['V_max'],
    [],
  ],
  [
    'raised letters.xlsx',
    cell('<r><t>2</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>n</t></r><r><t> kg</t></r>'),
    ['2ⁿ kg'],
    [],
  ],
  ['raised.epub', epub(['<p>10<sup>6</sup> kg<sup>1,2</sup></p>']), ['10⁶ kg¹,²'], []],
  [
    'struck part.ods',
    sheetCell('style:text-line-through-style="solid"', `Pay ${span('40')} 45`),
    ['Pay ~~40~~ 45'],
    [],
  ],
  ['white part, hidden.ods', sheetCell('fo:color="#ffffff"', `Open. ${span('Secret')}`), ['Open.'], ['Secret']],
  ['ticked 2.docx', docx(para(sign('Wingdings 2', 'F052') + run(' Paid'))), ['☑ Paid'], []],
  ['box 2.docx', docx(para(sign('Wingdings 2', 'F0A3') + run(' Paid'))), ['☐ Paid'], []],
  ['ticked web.docx', docx(para(sign('Webdings', 'F061') + run(' Paid'))), ['✔ Paid'], []],
  ['plus.docx', docx(para(run('3 ') + sign('Symbol', 'F02B') + run(' 4'))), ['3 + 4'], []],
  ['minus.docx', docx(para(run('Below ') + sign('Symbol', 'F02D') + run('4'))), ['Below −4'], []],
  ['adorned.docx', docx(para(sign('Bookshelf', 'F02D') + run('Open.'))), ['Open.'], []],
  ['private code.docx', docx(para(run('5 ') + run('\uf06d', fonts('Symbol')) + run('g'))), ['5 μg'], []],
  ['letter.docx', docx(para(run('5 ') + run('m', fonts('Symbol')) + run('g'))), ['5 μg'], []],
  ['real sign.docx', docx(para(run('5 ') + run('μ', fonts('Symbol')) + run('mg', fonts('Symbola')))), ['5 μmg'], []],
  ['ticked.docx', docx(para(run('Paid ') + run('\uf0fe', fonts('Wingdings')))), ['Paid ☑'], []],
  ['letter.rtf', rtf("5 {\\f3 m}g, {\\f4\\'fe} paid"), ['5 μg, ☑ paid'], []],
  ['high code.rtf', rtf("{\\f3\\'b1}1 {\\f3 \\u-3919?} {\\f0\\'b1}"), ['±1 ± ±'], []],
  [
    'private code.pptx',
    pptx([
      slide(paragraph(words('5 ', '/>') + words('\uf06d', '><a:sym typeface="Symbol"/></a:rPr>') + words('g', '/>'))),
    ]),
    ['5 μg'],
    [],
  ],
  ['letter.xlsx', cell('<r><t>5 </t></r><r><rPr><rFont val="Symbol"/></rPr><t>m</t></r><r><t>g</t></r>'), ['5 μg'], []],
  [
    'ticked cell.xlsx',
    xlsx(
      [
        [
          'S',
          rows([['Paid', 'Sent']])
            .replace('r="B1"', 'r="B1" s="1"')
            .replace('Sent', 'þ'),
        ],
      ],
      [],
      '<fonts><font/><font><name val="Wingdings"/></font></fonts><cellXfs><xf/><xf fontId="1"/></cellXfs>',
    ),
    ['Paid | ☑'],
    ['þ'],
  ],
  [
    'private code.odt',
    odt(`<text:p>5 ${span('\uf06d')}g</text:p>`, textStyle('style:font-name="Symbol1"')),
    ['5 μg'],
    [],
  ],
  ['half.docx', formula(`<m:f><m:num>${math('1')}</m:num><m:den>${math('2')}</m:den></m:f>`), ['So 1/2 of it.'], []],
  [
    'sum over.docx',
    formula(`<m:f><m:num>${math('a+b')}</m:num><m:den>${math('2')}</m:den></m:f>`),
    ['So (a+b)/2 of'],
    [],
  ],
  ['power.docx', formula(`<m:sSup><m:e>${math('x')}</m:e><m:sup>${math('2')}</m:sup></m:sSup>`), ['So x² of it.'], []],
  ['root.docx', formula(`<m:rad><m:deg/><m:e>${math('16')}</m:e></m:rad>`), ['So √16 of it.'], []],
  ['index.docx', formula(`<m:sSub><m:e>${math('x')}</m:e><m:sub>${math('1')}</m:sub></m:sSub>`), ['So x_1 of it.'], []],
  [
    'brackets.docx',
    formula(
      `${math('2')}<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>${math('a+b')}</m:e></m:d>`,
    ),
    ['So 2[a+b] of it.'],
    [],
  ],
  [
    'sum.docx',
    formula(
      `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${math('i=1')}</m:sub><m:sup>${math('n')}</m:sup><m:e>${math('i')}</m:e></m:nary>`,
    ),
    ['So ∑_(i=1)^n i of it.'],
    [],
  ],
  ['down.html', html('<ol reversed><li>Gold<li>Silver<li>Bronze</ol>'), ['3. Gold', '1. Bronze'], []],
  [
    'roman.html',
    html('<style>ol{list-style:lower-roman inside}</style><ol><li>Gold<li>Silver</ol>'),
    ['i. Gold', 'ii. Silver'],
    [],
  ],
  ['unmarked.html', html('<ol style="list-style-type:none"><li>Gold<li>Silver</ol>'), ['Gold'], ['1.']],
  [
    'groups.html',
    html(
      '<table><tr><th>Boat<th>Fee<tr><th colspan=2>Small<tr><td>Raft<td>9<tr><th colspan=2>Large<tr><td>Yawl<td>12</table>',
    ),
    ['Boat | Fee', 'Small', 'Raft | Fee: 9', 'Large', 'Yawl | Fee: 12'],
    ['Small |', 'Fee Small'],
  ],
  [
    'verses.txt',
    '1 In the beginning was the quay.\n2 And the quay was long.\n3 And boats came.\n',
    ['2 And the quay was long.'],
    ['quay. 2'],
  ],
]
