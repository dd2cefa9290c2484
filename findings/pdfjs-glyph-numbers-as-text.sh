#!/usr/bin/env bash
# A PDF font that gives numbers of glyphs and no Unicode values comes out of pdf.js as ordinary characters, not as none.
#
# Guess:     where neither a ToUnicode table nor a character collection says what a code of a Type0 font means
#            (Identity-H, Adobe-Identity), pdf.js gives nothing, U+FFFD or a private code, so that one can tell.
# Behaviour: it takes the number of the glyph for the number of a character. As most TrueType fonts have their letters 29
#            places before ASCII's, a page says "7KH UHQW" where it draws "The rent": letters, figures and signs that no
#            test for odd characters finds. Only a font object with `fontExtraProperties` shows it: its `toUnicode` has a
#            first and a last code and no map.
# Version:   pdfjs-dist 5.6.205
# Source:    src/core/evaluator.js, buildToUnicode (the last return: IdentityToUnicodeMap)
# Seen:      "7KH UHQW"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pdfjs-dist@5.6.205

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
globalThis.DOMMatrix ??= class {}
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')

/** One page that draws `content` in font F, object 4. */
function pdfOf(content, ...font) {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 400 200] >>',
    '<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>',
    font[0],
    stream(content),
    ...font.slice(1),
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const place = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
}

const stream = (text) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`

async function read(file) {
  const pdf = await getDocument({ data: new TextEncoder().encode(file), verbosity: 0 }).promise
  const { items } = await (await pdf.getPage(1)).getTextContent()
  return items.map(({ str }) => str).join('')
}

const below = '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /DW 500 /FontDescriptor 7 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>'
const descriptor = '<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 9 9] /ItalicAngle 0 /Ascent 8 /Descent 0 /CapHeight 7 /StemV 8 >>'
const font = '<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [6 0 R] >>'
/** The numbers that "The rent" has in Arial and most other TrueType fonts; the blank's is 3. */
const numbers = [...'The rent'].map((char) => (char.charCodeAt(0) - 29).toString(16).padStart(4, '0')).join('')
const text = await read(pdfOf(`BT /F 10 Tf 40 100 Td <${numbers}> Tj ET`, font, below, descriptor))
console.log(JSON.stringify(text))
assert.equal(text.replace(/[^ -~]/g, ' ').replace(/\s+/g, ' '), '7KH UHQW')
JS
node see.mjs
