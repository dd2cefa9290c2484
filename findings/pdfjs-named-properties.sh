#!/usr/bin/env bash
# pdf.js loses the link between a tagged PDF's structure and its text where the page names its marks by a resource.
#
# Guess:     "/P /MC0 BDC" with /MC0 in the page's /Properties is the same as "/P << /MCID 0 >> BDC" (ISO 32000-1, 14.6.2:
#            the property list is a dictionary or the name of one in the resources), so both give the text the same id.
# Behaviour: getTextContent with includeMarkedContent gives the id for a dictionary in place only, and null for a named one;
#            the operator list has null there too. The structure tree is the same in both files and names "p3R_mc0", which
#            then no text has: headings, order and language of such files, as PDFBox writes them, can't be told, and
#            nothing says so. For optional content (/OC) the same names are looked up.
# Version:   pdfjs-dist 5.6.205
# Source:    src/core/evaluator.js: getTextContent and getOperatorList, case OPS.beginMarkedContentProps
#            (args[1] instanceof Dict)
# Seen:      in place: tree p3R_mc0, text p3R_mc0, operator 0    named: tree p3R_mc0, text null, operator null
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pdfjs-dist@5.6.205

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
globalThis.DOMMatrix ??= class {}
const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')

/** One page with one paragraph, whose property list the content gives as `properties`. */
function pdfOf(properties) {
  const content = `/P ${properties} BDC BT /F 12 Tf 20 50 Td (The rent is due.) Tj ET EMC`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 200 100] >>',
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /StructParents 0
      /Resources << /Font << /F 5 0 R >> /Properties << /MC0 << /MCID 0 >> >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /StructTreeRoot /K [7 0 R] /ParentTree << /Nums [0 [7 0 R]] >> >>',
    '<< /Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0 >>',
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
  return new TextEncoder().encode(text)
}

async function see(what, properties) {
  const pdf = await getDocument({ data: pdfOf(properties), verbosity: 0 }).promise
  const page = await pdf.getPage(1)
  const tree = await page.getStructTree()
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const { fnArray, argsArray } = await page.getOperatorList()
  const seen = {
    tree: tree.children[0].children[0].id,
    text: items.find((item) => item.type === 'beginMarkedContentProps').id,
    operator: argsArray[fnArray.indexOf(OPS.beginMarkedContentProps)][1],
  }
  console.log(what, JSON.stringify(seen))
  return seen
}
assert.deepEqual(await see('in place', '<< /MCID 0 >>'), { tree: 'p3R_mc0', text: 'p3R_mc0', operator: 0 })
assert.deepEqual(await see('named   ', '/MC0'), { tree: 'p3R_mc0', text: null, operator: null })
JS
node see.mjs
