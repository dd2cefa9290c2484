#!/usr/bin/env bash
# In a simple PDF font, what ToUnicode says of codes below 32 may count for nothing: pdf.js takes them for blanks.
#
# Guess:     a ToUnicode table says what a code means, whatever the code is; TeX's and other programs' subsets number
#            their glyphs from 1 on.
# Behaviour: a font of 8-bit codes that has the table, and no name for these codes in an encoding, takes them for blanks in
#            its operator list, and leaves them out of its text, if the font's file is not embedded; the same font with names in /Differences, or with codes from 65 on, is
#            read as the table says.
# Version:   pdfjs-dist 5.6.205
# Source:    src/core/fonts.js, _charToGlyph
# Seen:      codes 1 to 3 "", codes 65 to 67 "abc", codes 1 to 3 with names "abc"
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

async function textOf(first, encoding = '') {
  const codes = [0, 1, 2].map((i) => (first + i).toString(16).padStart(2, '0'))
  const rows = codes.map((code, i) => `<${code}> <00${(0x61 + i).toString(16)}>`).join('\n')
  const table = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /C def /CMapType 2 def\n1 begincodespacerange <00> <ff> endcodespacerange\n3 beginbfchar\n${rows}\nendbfchar\nendcmap end end`
  const descriptor = '<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 9 9] /ItalicAngle 0 /Ascent 8 /Descent 0 /CapHeight 7 /StemV 8 >>'
  const widths = Array(3).fill(500).join(' ')
  const font = `<< /Type /Font /Subtype /Type1 /BaseFont /Odd /FirstChar ${first} /LastChar ${first + 2} /Widths [${widths}] ${encoding} /FontDescriptor 7 0 R /ToUnicode 6 0 R >>`
  const text = await read(pdfOf(`BT /F 10 Tf 40 100 Td <${codes.join('')}> Tj ET`, font, stream(table), descriptor))
  console.log(`codes from ${first}${encoding && ' with names'}`, JSON.stringify(text))
  return text
}

assert.equal((await textOf(65)), 'abc')
assert.equal((await textOf(1, '/Encoding << /Differences [1 /a /b /c] >>')), 'abc')
assert.equal((await textOf(1)).trim(), '')
JS
node see.mjs
