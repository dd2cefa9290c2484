import type { Case } from './case'
import { eml, ods, pptx, xlsx } from './made'

const WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
const BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
/** `run`: how its letters look; `box`: how it does itself. */
const shape = (words: string, run = '', box = '', sizes = '') =>
  `<p:sp><p:spPr>${box}</p:spPr><p:txBody><a:p><a:r><a:rPr ${sizes}>${run}</a:rPr><a:t>${words}</a:t></a:r></a:p></p:txBody></p:sp>`
const slide = (shapes: string, ground = 'FFFFFF') =>
  `<p:sld><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val="${ground}"/></a:solidFill></p:bgPr></p:bg><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`
const slides = (shapes: string, ground?: string) => pptx([slide(shapes, ground)])
const at = (x: number) => `<a:xfrm><a:off x="${x}" y="0"/><a:ext cx="900" cy="900"/></a:xfrm>`

/** 1: struck out; 2: struck out, but not so; 3: on black. */
const LOOKS =
  '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts><fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill></fill></fills><cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf fillId="1"/></cellXfs>'
const run = (words: string, look = '') => `<r><rPr>${look}</rPr><t xml:space="preserve">${words}</t></r>`
const sheet = (strings: string, look = 0) =>
  xlsx(
    [
      [
        'A',
        `<sheetData><row r="1"><c t="inlineStr"><is><t>Boat</t></is></c><c t="inlineStr"><is><t>Fee</t></is></c></row><row r="2"><c t="inlineStr"><is><t>Raft</t></is></c><c s="${look}" t="inlineStr"><is>${strings}</is></c></row></sheetData>`,
      ],
    ],
    [],
    LOOKS,
  )
const INK = '<color rgb="FFFFFFFF"/>'

const STYLE = '<style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/></style:style>'
const cell = (words: string, more = '') => `<table:table-cell ${more}><text:p>${words}</text:p></table:table-cell>`

/** A page that was saved with its style sheet, which it names as `href`. */
const saved = (href: string, place: string, sheetOf: string) =>
  [
    'From: <Saved by Blink>',
    'Snapshot-Content-Location: https://quay.example/fees/',
    'Subject: Ferry',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html',
    'Content-Location: https://quay.example/fees/',
    '',
    `<html><head><link rel="stylesheet" href=${href}></head><body><p>Open.</p><p class="x">Secret.</p><div><p class="y">On black.</p></div></body></html>`,
    '--b',
    'Content-Type: text/css',
    place,
    '',
    sheetOf,
    '--b--',
    '',
  ].join('\r\n')
const SHEET = '.x{color:#fff}.y{color:white}div{background:black}'

/** What can't be seen, or is struck out, by how files of office programs and saved pages say that it looks. */
export const LOOKED: Case[] = [
  ['white words.pptx', slides(shape('Open.') + shape('Secret.', WHITE)), ['Open.'], ['Secret']],
  [
    'white words in white.pptx',
    slides(shape('Open.') + shape('Secret.', WHITE, WHITE), '102030'),
    ['Open.'],
    ['Secret'],
  ],
  ['on a dark slide.pptx', slides(shape('Open.', WHITE), '102030'), ['Open.'], []],
  ['in a dark box.pptx', slides(shape('Open.', WHITE, BLACK)), ['Open.'], []],
  ['over a dark box.pptx', slides(shape('', '', BLACK) + shape('Open.', WHITE)), ['Open.'], []],
  ['over a picture.pptx', slides(`<p:pic/>${shape('Open.', WHITE)}`), ['Open.'], []],
  ['without ink, hidden.pptx', slides(shape('Open.') + shape('Secret.', '<a:noFill/>')), ['Open.'], ['Secret']],
  ['outlined.pptx', slides(shape('Open.', `<a:ln>${BLACK}</a:ln><a:noFill/>`)), ['Open.'], []],
  ['tiny.pptx', slides(shape('Open.') + shape('Secret.', '', '', 'sz="50"')), ['Open.'], ['Secret']],
  ['far off.pptx', slides(shape('Open.', '', at(100)) + shape('Secret.', '', at(9144000))), ['Open.'], ['Secret']],
  ['struck.pptx', slides(shape('Pay 40.', '', '', 'strike="sngStrike"')), ['~~Pay 40.~~'], []],
  ['struck cell.xlsx', sheet('<t>9</t>', 1), ['Raft | Fee: ~~9~~'], []],
  ['no struck cell.xlsx', sheet('<t>9</t>', 2), ['Raft | Fee: 9'], ['~~']],
  ['struck run.xlsx', sheet(run('9', '<strike/>') + run(' 8')), ['Raft | Fee: ~~9~~ 8'], []],
  ['struck runs.xlsx', sheet(run('nine ', '<strike/>') + run('boats', '<strike/><b/>')), ['Fee: ~~nine boats~~'], []],
  ['white run.xlsx', sheet(run('8 ') + run('Secret', INK)), ['Raft | Fee: 8'], ['Secret']],
  ['on black.xlsx', sheet(run('8 ') + run('boats', INK), 3), ['Raft | Fee: 8 boats'], []],
  [
    'struck cell.ods',
    ods(
      `<table:table table:name="A"><table:table-row>${cell('Boat')}${cell('Fee')}</table:table-row><table:table-row>${cell('Raft')}${cell('9', 'table:style-name="S"')}</table:table-row></table:table>`,
      STYLE,
    ),
    ['Raft | Fee: ~~9~~'],
    [],
  ],
  [
    'hidden by its sheet.mhtml',
    saved('"cid:css-1@quay"', 'Content-Location: cid:css-1@quay', SHEET),
    ['Open.', 'On black.'],
    ['Secret'],
  ],
  [
    'hidden by a sheet beside it.mht',
    saved('"../s.css?a=1&amp;b=2"', 'Content-Location: https://quay.example/s.css?a=1&b=2', SHEET),
    ['Open.', 'On black.'],
    ['Secret'],
  ],
  [
    'hidden by a part.mht',
    saved('cid:one', 'Content-ID: <one>', '.x{display:none}'),
    ['Open.', 'On black.'],
    ['Secret'],
  ],
  [
    'another sheet.mht',
    saved('"other.css"', 'Content-Location: https://quay.example/s.css', SHEET),
    ['Open.', 'Secret.'],
    [],
  ],
  [
    'hidden by a part.eml',
    eml(
      'Content-Type: multipart/related; boundary="b"',
      '--b\r\nContent-Type: text/html\r\n\r\n<link rel="stylesheet" href="cid:one"><p>Open.</p><p class="x">Secret.</p>\r\n--b\r\nContent-Type: text/css\r\nContent-ID: <one>\r\n\r\n.x{display:none}\r\n--b--',
    ),
    ['Open.'],
    ['Secret', 'text/css'],
  ],
]
