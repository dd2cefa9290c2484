#!/usr/bin/env bash
# A PDF that only names a colour space goes on in the old colour in pdf.js, white on white too.
#
# Guess:     "1 g ... /DeviceRGB cs" fills with black from then on: choosing a colour space sets the colour to the first
#            of that space (ISO 32000-1, 8.6.8: cs "shall also set the current colour to its initial value"), which is
#            black, and a separation's full tint.
# Behaviour: the operator list holds nothing of it, and what comes next is painted as before: text in white that every
#            other viewer shows in black. Only an operator that sets a colour ends that.
# Version:   pdfjs-dist 5.6.205
# Source:    src/core/evaluator.js, getOperatorList: case OPS.setFillColorSpace
# Seen:      fill colours "#ffffff", then text; with "0 0 0 sc" behind it "#ffffff" "#000000", then text
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts pdfjs-dist@5.6.205

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
globalThis.DOMMatrix ??= class {}
const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')

function pdfOf(content) {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 200 100] >>',
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
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

/** Fill colours that are set before the text is shown. */
async function coloursIn(content) {
  const pdf = await getDocument({ data: pdfOf(content), verbosity: 0 }).promise
  const { fnArray, argsArray } = await (await pdf.getPage(1)).getOperatorList()
  const colours = []
  for (let i = 0; i < fnArray.length && fnArray[i] !== OPS.showText; i++) {
    if (fnArray[i] === OPS.setFillRGBColor) colours.push(argsArray[i][0])
  }
  await pdf.destroy()
  return colours
}

const TEXT = 'BT /F 12 Tf 20 50 Td (Black) Tj ET'
const named = await coloursIn(`1 g /DeviceRGB cs ${TEXT}`)
const set = await coloursIn(`1 g /DeviceRGB cs 0 0 0 sc ${TEXT}`)
console.log('named', named, 'set', set)
assert.deepEqual(named, ['#ffffff'])
assert.deepEqual(set, ['#ffffff', '#000000'])
JS
node see.mjs
