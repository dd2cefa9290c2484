#!/usr/bin/env bash
# One string of size 0 at the start of a page makes pdf.js say that the page has no text at all.
#
# Guess:     a string shown at font size 0 is invisible: getTextContent leaves it out, or gives it no width, and the
#            page's other text is as it was.
# Behaviour: if the very first string of a page has size 0 (a blank or an empty one will do), getTextContent resolves to
#            no items: pdf.js compares it with a text state that has size 0 as well, but no font yet, and the TypeError
#            is swallowed. Later in a page, such a string does no more than come out letter by letter. The operator list
#            has all text in both cases; only `stopAtErrors` lets the error through.
# Version:   pdfjs-dist 5.6.205
# Source:    legacy/build/pdf.worker.mjs, buildTextContentItem (`currentTextState.font.name`), TextState (fontSize 0)
# Seen:      first  {"items":[],"drawn":"Hello","strict":"UnknownErrorException"}
#            later  {"items":["Hello"," ","z"," ","e","Hello"],"drawn":"HellozeHello","strict":"read"}
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pdfjs-dist@5.6.205

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

function pdf(content) {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>',
  ]
  let file = '%PDF-1.7\n'
  let table = ''
  for (const [i, object] of objects.entries()) {
    table += `${String(file.length).padStart(10, '0')} 00000 n \n`
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
  }
  file += `xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}

async function look(content) {
  const open = async (more) => (await getDocument({ data: pdf(content), verbosity: 0, ...more }).promise).getPage(1)
  const page = await open()
  const items = (await page.getTextContent()).items.map((item) => item.str).filter((str) => str !== '')
  const { fnArray, argsArray } = await page.getOperatorList()
  const shown = argsArray.filter((_, i) => fnArray[i] === OPS.showText).flatMap(([glyphs]) => glyphs)
  const strict = await (await open({ stopAtErrors: true })).getTextContent().then(() => 'read', (error) => error.name)
  return { items, drawn: shown.map((glyph) => glyph.unicode ?? '').join('').trim(), strict }
}

const hello = '/F 12 Tf 0 -20 Td (Hello) Tj'
const first = await look(`BT /F 0 Tf 20 150 Td ( ) Tj ${hello} ET`)
const later = await look(`BT 20 150 Td ${hello} /F 0 Tf 0 -20 Td (ze) Tj ${hello} ET`)
console.log('first ', JSON.stringify(first))
console.log('later ', JSON.stringify(later))
assert.deepEqual(first, { items: [], drawn: 'Hello', strict: first.strict })
assert.notEqual(first.strict, 'read')
assert.deepEqual(later, { items: ['Hello', ' ', 'z', ' ', 'e', 'Hello'], drawn: 'HellozeHello', strict: 'read' })
JS
node see.mjs
