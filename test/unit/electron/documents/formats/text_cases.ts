import type { Case } from './case'
import { eml, epub } from './made'

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
const html = (body: string) => `<!DOCTYPE html><html><body>${body}</body></html>`
const table = (rows: string) => html(`<table>${rows}</table>`)
const rtf = (text: string) => `{\\rtf1\\ansi ${text}}`
const COLOURS = '{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;}'
/** `ends`: what is said of each cell, with where it ends. */
const rtfRow = (ends: string, ...cells: string[]) =>
  `\\trowd${ends
    .replace(/(\d+)(?=;|$)/g, '\\cellx$1000')
    .replaceAll(';', '')
    .replaceAll(' ', '')}\\pard\\intbl ${cells.map((cell) => `${cell}\\cell `).join('')}\\row\\pard `
const MIXED = 'Content-Type: multipart/mixed; boundary="b"'

/** What must be read of web pages, books, mails and texts, and what must not. */
export const TEXTS: Case[] = [
  ['display.html', html('<p>Open.</p><p style="display:none">Secret.</p>'), ['Open.'], ['Secret']],
  ['visibility.html', html('<p>Open. <i style="visibility:hidden">Secret.</i></p>'), ['Open.'], ['Secret']],
  ['attribute.html', html('<p>Open.</p><div hidden>Secret.</div>'), ['Open.'], ['Secret']],
  ['size.html', html('<p>Open. <i style="font-size:0">Secret.</i></p>'), ['Open.'], ['Secret']],
  ['white.html', html('<p>Open. <i style="color:white">Secret.</i></p>'), ['Open.'], ['Secret']],
  ['sheet.html', html('<style>.x{display:none}</style><p>Open.</p><p class="x">Secret.</p>'), ['Open.'], ['Secret']],
  ['far.html', html('<p>Open.</p><p style="position:absolute;left:-5000px">Secret.</p>'), ['Open.'], ['Secret']],
  ['aria.html', html('<p aria-hidden="true">Open.</p>'), ['Open.'], []],
  ['script.html', html('<script>Secret</script><noscript>Secret</noscript><p>Open.</p>'), ['Open.'], ['Secret']],
  ['struck.html', html('<p>Pay <del>40</del> <ins>45</ins> <s>50</s></p>'), ['Pay ~~40~~ 45 ~~50~~'], []],
  [
    'table.html',
    html('<table><tr><th>Town<th>Houses<tr><td>Quay<td>31</table>'),
    ['Town | Houses', 'Quay | Houses: 31'],
    [],
  ],
  [
    'spans.html',
    table(
      '<thead><tr><th rowspan=2>Town<th colspan=2>2023<tr><th>Houses<th>Wells<tbody><tr><td rowspan=2>Quay<td>31<td>2<tr><td>33<td>4<tfoot><tr><td>Ness<td colspan=2>unknown',
    ),
    [
      'Quay | 2023 Houses: 31 | 2023 Wells: 2',
      'Quay | 2023 Houses: 33 | 2023 Wells: 4',
      'Ness | 2023 Houses, 2023 Wells: unknown',
    ],
    [],
  ],
  [
    'row heads.html',
    table('<tr><td><th>Summer<th>Winter<tr><th>Boat<td>12<td rowspan=0>8<tr><th>Raft<td>9'),
    ['Boat | Summer: 12 | Winter: 8', 'Raft | Summer: 9 | Winter: 8'],
    [],
  ],
  [
    'pairs.html',
    table('<tr><th colspan=2>Anna Holt<tr><th>Born<td>1971<tr><th>Boats<td>12'),
    ['Anna Holt', 'Born | 1971', 'Boats | 12'],
    ['1971:', 'Holt:'],
  ],
  ['bold head.html', table('<tr><td><b>Town</b><td><b>Mayor</b><tr><td>Quay<td>Anna'), ['Quay | Mayor: Anna'], []],
  [
    'heads anew.html',
    table('<tr><th>Boat<th>Fee<tr><td>Raft<td>9<tr><th>Fish<th>Price<tr><td>Cod<td>4<tr><th>Sum<th>13'),
    ['Raft | Fee: 9', 'Cod | Price: 4', 'Sum | Price: 13'],
    ['Fee: 4'],
  ],
  [
    'open groups.html',
    table('<thead><tr><th>Boat<th>Fee<tbody><tr><td>Raft<td>9<tbody><tr><td>Yawl<td>12'),
    ['Raft | Fee: 9', 'Yawl | Fee: 12'],
    [],
  ],
  [
    'hidden row.html',
    table(
      '<tr><th>Boat<th>Fee<tr style="display:none"><td>Secret<td>9<tbody hidden><tr><td>Secret<td>4<tbody><tr><td>Yawl<td>12',
    ),
    ['Yawl | Fee: 12'],
    ['Secret'],
  ],
  [
    'painted row.html',
    `<style>tr.h{background:navy}th{color:white}</style>${table('<tr class=h><th>Boat<th>Fee<tr><td>Raft<td>9<tr style="color:#fff"><td>Secret<td>4')}`,
    ['Raft | Fee: 9'],
    ['Secret'],
  ],
  [
    'struck row.html',
    table('<tr><th>Boat<th>Fee<tr style="text-decoration:line-through"><td>Raft<td>9'),
    ['~~Raft~~ | Fee: ~~9~~'],
    [],
  ],
  [
    'roles.html',
    html(
      '<div role=table><div role=row><span role=columnheader>Boat</span><span role=columnheader>Fee</span></div><div role=row><span role=rowheader>Raft</span><span role=cell>9</span></div></div>',
    ),
    ['Raft | Fee: 9'],
    [],
  ],
  [
    'boxes.html',
    html(
      '<div style="display:flex"><span>Boat</span><span>Fee</span></div><i style="display:block">Raft</i><i>Yawl</i>',
    ),
    ['Boat Fee', 'Raft', 'Yawl'],
    ['BoatFee', 'RaftYawl'],
  ],
  ['wide span.html', table('<tr><th rowspan=99999>Town<th colspan=99999>All<tr><td>1<td>2'), ['Town | 1 | 2'], []],
  ['table.md', '| Boat | Fee |\n|---|---:|\n| Raft | 9 |\n', ['Raft | Fee: 9'], ['---']],
  ['book.epub', epub(['<h1>One</h1><p>First.</p>', '<p>Second.</p>']), ['One', 'First.', 'Second.'], []],
  ['hidden.epub', epub(['<p>Open.</p><p style="display:none">Secret.</p>']), ['Open.'], ['Secret']],
  [
    'hidden by its sheet.epub',
    epub(
      ['<p>Open.</p><p class="x">Secret.</p><p class="y">Seen.</p>'],
      { 'styles/book.css': '.x{display:none}@media print{.y{display:none}}' },
      '<link rel="stylesheet" href="styles/book.css"/><link rel="stylesheet" media="print" href="gone.css"/>',
    ),
    ['Open.', 'Seen.'],
    ['Secret'],
  ],
  [
    'white by its sheet.epub',
    epub(
      ['<p>Open.</p><p class="x">Secret.</p><div class="d"><p class="x">On black.</p></div>'],
      { 'a b.css': '.x{color:#fff}.d{background:black}' },
      "<link href='a%20b.css' rel='stylesheet'/>",
    ),
    ['Open.', 'On black.'],
    ['Secret'],
  ],
  [
    'far sheet.epub',
    epub(['<p>Open.</p><p class="x">Seen.</p>'], {}, '<link rel="stylesheet" href="https://quay.example/x.css"/>'),
    ['Open.', 'Seen.'],
    [],
  ],
  ['beside.epub', epub(['<p>Open.</p>'], { 'other.xhtml': '<p>Secret.</p>' }), ['Open.'], ['Secret']],
  ['words.rtf', rtf('Open.\\par A {\\b boat}.'), ['Open.', 'A boat.'], ['par']],
  ['hidden.rtf', rtf('Open. {\\v Secret.}'), ['Open.'], ['Secret']],
  ['struck.rtf', rtf('Pay {\\strike 40} 45'), ['Pay ~~40~~ 45'], []],
  ['skipped.rtf', rtf('{\\*\\generator Secret;}Open.'), ['Open.'], ['Secret']],
  [
    'merged.rtf',
    rtf(
      `${rtfRow('\\trhdr\\clvmgf 1;\\clmgf 2;\\clmrg 3', 'Town', 'Fees', '')}${rtfRow('\\trhdr\\clvmrg 1;2;3', '', 'Summer', 'Winter')}${rtfRow('1;\\clmgf 2;\\clmrg 3', 'Raft', 'on request', '')}`,
    ),
    ['Raft | Fees Summer, Fees Winter: on request'],
    [],
  ],
  [
    'bold head.rtf',
    rtf(`${rtfRow('1;2', '{\\b Town}', '{\\b Mayor}')}${rtfRow('1;2', 'Quay', 'Anna')}`),
    ['Quay | Mayor: Anna'],
    [],
  ],
  ['white.rtf', rtf(`${COLOURS}Open. {\\cf2 Secret.}{\\cf2\\highlight1 Seen.}`), ['Open. Seen.'], ['Secret']],
  ['tiny.rtf', rtf('Open. {\\fs1 Secret.}'), ['Open.'], ['Secret']],
  [
    'painted row.rtf',
    rtf(
      `${COLOURS}${rtfRow('\\clcbpat1 1;\\clcbpat1 2', '{\\cf2 Town}', '{\\cf2 Fee}')}${rtfRow('1;2', 'Quay', '{\\cf2 Secret}')}`,
    ),
    ['Town | Fee', 'Quay'],
    ['Secret'],
  ],
  ['caret.csv', 'Boat^Fee\nRaft^12\nYawl^9\n', ['Raft | Fee: 12'], ['^']],
  ['open quote.tsv', 'Boat\tFee\nRaft\t"12\nYawl\t9\n', ['Raft | Fee: "12', 'Yawl | Fee: 9'], []],
  [
    'line in a value.csv',
    'Boat,Note\n"Raft","one\ntwo"\nYawl,"x, y"\n',
    ['Raft | Note: one two', 'Yawl | Note: x, y'],
    [],
  ],
  ['titled.csv', 'Fees of 2024\n\nBoat,Fee\nRaft,12\n', ['Fees of 2024', 'Raft | Fee: 12'], []],
  ['comma.csv', 'Town,Houses\nQuay,31\n', ['Quay | Houses: 31'], []],
  ['semicolon.csv', 'Town;Fee\nQuay;1,50\n', ['Quay | Fee: 1,50'], []],
  ['tab.csv', 'Town\tFee\nQuay\t1,50\n', ['Quay | Fee: 1,50'], []],
  ['bar.csv', 'Town|Fee\nQuay|150\n', ['Quay | Fee: 150'], []],
  ['mark.csv', '\ufeffTown;Fee\nQuay;150\n', ['Quay | Fee: 150'], ['\ufeff']],
  ['wide.csv', utf16('Town\tFee\r\nQuay\t150\r\n'), ['Quay | Fee: 150'], ['\ufffd']],
  ['quoted.csv', 'Town;Said\nQuay;"one\ntwo; three"\n', ['Quay | Said: one two; three'], []],
  ['plain.eml', eml('Content-Type: text/plain', 'The rope is here.'), ['From: Anna', 'The rope is here.'], ['MIME']],
  [
    'quoted.eml',
    eml(
      'Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable',
      'It costs 80=80 for =\r\neach.',
    ),
    ['It costs 80€ for each.'],
    ['='],
  ],
  [
    'two forms.eml',
    eml(
      'Content-Type: multipart/alternative; boundary="b"',
      '--b\r\nContent-Type: text/plain\r\n\r\nOpen.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Open.</p><p style="display:none">Secret.</p>\r\n--b--',
    ),
    ['Open.'],
    ['Secret', '<p>'],
  ],
  [
    'nested.eml',
    eml(
      MIXED,
      '--b\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: Bo <bo@quay.example>\r\nSubject: Tar\r\n\r\nThe tar is black.\r\n--b--',
    ),
    ['See below.', 'Tar', 'The tar is black.'],
    [],
  ],
  [
    'attached.eml',
    eml(
      MIXED,
      '--b\r\nContent-Type: text/plain\r\n\r\nOpen.\r\n--b\r\nContent-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nSecret.\r\n--b--',
    ),
    ['Open.', 'Attached: a.txt'],
    ['Secret'],
  ],
  [
    'words.md',
    '---\nsecret: 1\n---\n# Fees\n\n- **rope**\n<!-- Secret -->\n',
    ['Fees', '• rope'],
    ['Secret', 'secret', '**'],
  ],
  ['wide.txt', utf16('The quay is long.'), ['The quay is long.'], ['\ufffd', '\0']],
  [
    'cues.srt',
    '1\n00:00:01,000 --> 00:00:03,500\nThe rope is <i>wet</i>.\n\n2\n00:00:04,000 --> 00:00:06,000\n- So it is, and\n- {\\an8}3 < 4.\n',
    ['00:00:01,000 --> 00:00:03,500', 'The rope is wet.', '- So it is, and', '- 3 < 4.'],
    ['<i>', 'wet. 2', 'an8'],
  ],
  [
    'cues.vtt',
    'WEBVTT - Fees\n\nNOTE Secret\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:03.500 align:start\n<v.loud Anna>The rope is wet.</v>\n\n00:04.000 --> 00:06.000\nWho <00:05.000>said &amp; so?\n',
    ['00:01.000 --> 00:03.500', 'Anna: The rope is wet.', 'Who said & so?'],
    ['Secret', 'WEBVTT', 'align', 'cue'],
  ],
  [
    'one.ics',
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:The rope is meas\r\n ured\\, at the quay\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    ['SUMMARY:The rope is measured, at the quay'],
    ['\\,'],
  ],
  ['one.vcf', 'BEGIN:VCARD\nFN:Anna Holt\nNOTE:one\\ntwo\nEND:VCARD\n', ['FN:Anna Holt', 'NOTE:one two'], []],
  [
    'ended.xhtml',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><p>A<br/>b<span/>.</p></body></html>',
    ['A', 'b.'],
    [],
  ],
  ['meanings.md', 'Tar\n\n: Black.\n\n: Another.\n', ['Tar', 'Black.', 'Another.'], [': ']],
  ['remark.md', 'Open.\n\n[comment]: <> (Secret)\n\n[//]: # (Secret)\n', ['Open.'], ['Secret']],
  ['empty first.md', '| A | B |\n|---|---|\n| | 3 |\n| x | 4 |\n', ['| B: 3', 'x | B: 4'], []],
  [
    'box.mbox',
    `${eml('Content-Type: text/plain', 'The rope is wet.').replace(/^/, 'From anna@quay.example Fri May  3 10:00:00 2024\n')}\n\nFrom MAILER-DAEMON Fri May  3 11:00:00 2024\n${eml('Content-Type: text/plain', 'So it is.\n\n>From here on.')}`,
    ['The rope is wet.', 'So it is.', 'From here on.'],
    ['11:00:00', '>From'],
  ],
  [
    'saved by Word.doc',
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>The rope.</p>\r\n--b\r\nContent-Location: file:///C:/filelist.xml\r\nContent-Type: text/xml\r\n\r\n<xml/>\r\n--b--\r\n',
    ['The rope.'],
    ['Attached'],
  ],
  [
    'one.ipynb',
    JSON.stringify({
      cells: [
        { cell_type: 'markdown', source: ['# Fees\n', 'It is *forty*.'] },
        {
          cell_type: 'code',
          source: ['if wet:\n', '    wait()  # long'],
          outputs: [{ text: ['12\n'] }, { data: { 'image/png': 'Secret' } }, { ename: 'Error', evalue: 'wet' }],
        },
      ],
      nbformat: 4,
    }),
    ['Fees', 'It is forty.', '    wait()  # long', '12', 'Error: wet'],
    ['Secret', 'cell_type'],
  ],
  [
    'one.fb2',
    '<?xml version="1.0" encoding="utf-8"?>\n<FictionBook><description><title-info><book-title>The Quay</book-title><annotation><p>Secret</p></annotation></title-info></description><body><section><title><p>One</p></title><p>The <style name="x">rope</style> is <emphasis>wet</emphasis><strikethrough>dry</strikethrough>.<a l:href="#n1" type="note">[1]</a></p><empty-line/><poem><stanza><v>The ropes are slack,</v><v>the lamps are low.</v></stanza></poem></section></body><body name="notes"><section id="n1"><title><p>1</p></title><p>Of 1901.</p></section></body><binary id="x" content-type="image/png">AAAA</binary></FictionBook>',
    ['One', 'The rope is wet~~dry~~.[1]', 'The ropes are slack,', 'the lamps are low.', 'Of 1901.'],
    ['<p>', 'AAAA', 'Secret'],
  ],
  [
    'one.tex',
    "\\documentclass{article}\n\\begin{document}\n\\section{Fees \\& more}\\label{s:f}\nThe fee is 40~crowns for each\nboat.  It is ``wet'' and 50\\% of\n% Secret\n12--14 days.\n\n\\begin{itemize}\n\\item one that\n  goes on\n\\item[two] here\n\\end{itemize}\nBoat & Fee \\\\\nRaft & 12 \\\\\n\\begin{verbatim}\n  a  % b\n\\end{verbatim}\nEnd.\n",
    [
      'Fees & more',
      'The fee is 40 crowns for each boat. It is “wet” and 50% of 12–14 days.',
      '• one that goes on',
      'two here',
      'Raft & 12',
      '  a  % b',
      'End.',
    ],
    ['Secret', 's:f'],
  ],
]
