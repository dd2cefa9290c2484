#!/usr/bin/env bash
# The blanks that a PDF draws at the start of a line are not in pdf.js's text, and nothing says where they were.
#
# Guess:     a text operator that draws "    return boat" gives an item whose string begins with four blanks, or, if the
#            string is trimmed, one whose place is where the operator began.
# Behaviour: the string has no blanks in front and the item stands where its first letter does, so a program's lines
#            that are indented by blanks look like lines that begin further right; the same blanks between two words
#            come as one blank (three items), with the rest of the gap unsaid.
# Version:   pdfjs-dist 5.6.205
# Source:    src/core/evaluator.js, getTextContent: buildTextContentItem and saveLastChar
# Seen:      x of the first item 64 instead of 40 (four blanks of 6 points), string "return boat"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pdfjs-dist@5.6.205

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
globalThis.DOMMatrix ??= class {}
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')

/** One page that draws one string in Courier, size 10: every character is 6 points wide. */
function pdfOf(words) {
  const content = `BT /F 10 Tf 40 100 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 400 200] >>',
    '<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]
  let file = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const place = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const rows = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  return `${file}xref\n0 6\n0000000000 65535 f \n${rows}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
}

async function items(words) {
  const pdf = await getDocument({ data: new TextEncoder().encode(pdfOf(words)), verbosity: 0 }).promise
  const { items } = await (await pdf.getPage(1)).getTextContent()
  const found = items.map(({ str, transform }) => [str, Math.round(transform[4])])
  console.log(JSON.stringify(words), '->', JSON.stringify(found))
  return found
}

assert.deepEqual(await items('return boat'), [['return boat', 40]])
assert.deepEqual((await items('    return boat'))[0], ['return boat', 64])
const between = await items('return    boat')
assert.deepEqual(between.map(([str]) => str), ['return', ' ', 'boat'])
JS
node see.mjs
