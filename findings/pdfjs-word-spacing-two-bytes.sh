#!/usr/bin/env bash
# pdf.js's text stands elsewhere than what it draws, where word spacing is set and a font has codes of two bytes.
#
# Guess:     word spacing (Tw) concerns the one-byte code 32 only, as the specification says (ISO 32000-1, 9.3.3: it "shall
#            not apply to occurrences of the byte value 32 in multiple-byte codes"), and getTextContent places text where
#            the canvas shows it.
# Behaviour: getTextContent adds the spacing after every code of value 32, of two bytes too, which in most TrueType fonts is
#            the glyph of "=" and never a blank. The canvas doesn't. Spacing that a justified line has left behind is enough:
#            all that follows on the line is told too far right, so that marks and selections lie beside the words.
# Version:   pdfjs-dist 5.6.205
# Source:    src/core/evaluator.js, getTextContent: buildTextContentItem (originalCharCode === 0x20); src/display/canvas.js,
#            showText (glyph.isSpace, set by Font.charsToGlyphs for codes of length 1)
# Seen:      "n=3", each glyph 10 points wide, from 20 on: the text has "n=" at 20 and "3" at 70; drawn, "3" is at 40
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pdfjs-dist@5.6.205

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
globalThis.DOMMatrix ??= class {}
const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')

const stream = (text) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`
/** Numbers of glyphs as most TrueType fonts have them; 32 is "=". */
const GLYPHS = { n: '0051', '=': '0020', 3: '0016' }
const hex = (char) => char.charCodeAt(0).toString(16).padStart(4, '0')
const unicode = Object.entries(GLYPHS).map(([char, code]) => `<${code}> <${hex(char)}>`)
const content = `BT 30 Tw /F 10 Tf 20 50 Td <${GLYPHS.n}${GLYPHS['=']}${GLYPHS[3]}> Tj ET`
const objects = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 200 100] >>',
  '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
  stream(content),
  '<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>',
  `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /DW 1000 /FontDescriptor 8 0 R
    /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>`,
  stream(`/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /C def /CMapType 2 def
    1 begincodespacerange <0000> <ffff> endcodespacerange
    ${unicode.length} beginbfchar ${unicode.join(' ')} endbfchar endcmap end end`),
  `<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 9 9] /ItalicAngle 0 /Ascent 8 /Descent 0
    /CapHeight 7 /StemV 8 >>`,
]
let text = '%PDF-1.7\n'
const rows = objects.map((object, i) => {
  const at = text.length
  text += `${i + 1} 0 obj\n${object}\nendobj\n`
  return `${String(at).padStart(10, '0')} 00000 n \n`
})
const table = text.length
text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows.join('')}`
text += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`

const pdf = await getDocument({ data: new TextEncoder().encode(text), verbosity: 0 }).promise
const page = await pdf.getPage(1)
const { items } = await page.getTextContent()
const told = items.filter(({ str }) => str.trim()).map(({ str, transform }) => [str, Math.round(transform[4])])

/** Where the canvas draws them: widths are in thousandths, at size 10, and 30 is added for a glyph that is a space. */
const { fnArray, argsArray } = await page.getOperatorList()
const [glyphs] = argsArray[fnArray.indexOf(OPS.showText)]
let x = 20
const drawn = glyphs.map(({ unicode: char, width, isSpace }) => {
  const place = [char, x]
  x += width / 100 + (isSpace ? 30 : 0)
  return place
})
console.log('text', JSON.stringify(told), 'drawn', JSON.stringify(drawn))
assert.deepEqual(told, [['n=', 20], ['3', 70]])
assert.deepEqual(drawn, [['n', 20], ['=', 30], ['3', 40]])
JS
node see.mjs
