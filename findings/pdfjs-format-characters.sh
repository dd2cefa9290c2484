#!/usr/bin/env bash
# pdf.js drops soft hyphens from a page's text, and moves what follows over their place.
#
# Guess:     a glyph that ToUnicode calls U+00AD (the hyphen that a tagged PDF draws where it cut a word) or U+200C is
#            in `str` as that character, so that a reader can rejoin the word; and every item starts where it is drawn.
# Behaviour: getTextContent leaves out every glyph whose character is a format character (Unicode Cf), without using up
#            its width. A word cut at the line's end loses its hyphen without a trace, and what is shown next, in the
#            same string or right after it, gets a place too far to the left by one hyphen. A combining mark (Mn) stays
#            in the text but loses its width too. Nothing but the mapping differs between the four files made here.
# Version:   pdfjs-dist 5.6.205
# Source:    legacy/build/pdf.worker.mjs, buildTextContentItem (isInvisibleFormatMark, isZeroWidthDiacritic)
# Seen:      002D "infor-" + "mation", then "cd" at x=38
#            00AD "infor" + "mation", then "cd" at x=32
#            200C "infor" + "mation", then "cd" at x=32
#            0301 "infor<U+0301>" + "mation", then "cd" at x=32
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pdfjs-dist@5.6.205

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

const stream = (text) => `<</Length ${text.length}>>stream\n${text}\nendstream`

/** One page in 10-point Courier (each glyph 6 points wide) whose drawn hyphen stands for `unicode`. */
function pdf(unicode) {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</Mapped 5 0 R/Bold 6 0 R>>>>>>',
    stream(`BT /Mapped 10 Tf 14 TL 20 150 Td (infor-) Tj T* (mation) Tj T*
      (ab-) Tj /Bold 10 Tf (cd) Tj ET`),
    '<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding/ToUnicode 7 0 R>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Courier-Bold/Encoding/WinAnsiEncoding>>',
    stream(`/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Hyphen def /CMapType 2 def
      1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <2D> <${unicode}> endbfchar
      1 beginbfrange <61> <7A> <0061> endbfrange endcmap end end`),
  ]
  let file = '%PDF-1.7\n'
  let table = ''
  for (const [i, object] of objects.entries()) {
    table += `${String(file.length).padStart(10, '0')} 00000 n \n`
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
  }
  const size = objects.length + 1
  const trailer = `trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`
  return new Uint8Array(Buffer.from(file, 'latin1'))
}

const seen = {}
for (const unicode of ['002D', '00AD', '200C', '0301']) {
  const open = await getDocument({ data: pdf(unicode), verbosity: 0 }).promise
  const { items } = await (await open.getPage(1)).getTextContent()
  const after = items.find((item) => item.str === 'cd')
  seen[unicode] = [items[0].str, items[1].str, Math.round(after.transform[4])]
  const [first, second, x] = seen[unicode]
  console.log(unicode, JSON.stringify(first), '+', JSON.stringify(second), 'then "cd" at x =', x)
}
assert.deepEqual(seen['002D'], ['infor-', 'mation', 38])
assert.deepEqual(seen['00AD'], ['infor', 'mation', 32])
assert.deepEqual(seen['200C'], ['infor', 'mation', 32])
assert.deepEqual(seen['0301'], ['infor\u0301', 'mation', 32])
JS
node see.mjs
