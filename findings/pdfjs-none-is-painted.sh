#!/usr/bin/env bash
# pdf.js paints what a page gives to the colourant None, which by PDF's rules leaves no mark at all.
#
# Guess:     a Separation colour space whose colourant is None paints nothing, on a screen as on paper: painting in it
#            "shall have no effect on the current page", every reader must know it, and it must not look at the space
#            beside it, to which tints are otherwise converted (ISO 32000-1, 8.6.6.4).
# Behaviour: pdf.js doesn't look at the colourant's name. None is converted into the space beside it and drawn, mostly
#            black, and so is text. The operator list has no name either, only the converted colour: who asks it what is
#            painted can't tell.
# Version:   pdfjs-dist 5.6.205 with @napi-rs/canvas 0.1.100
# Source:    src/core/colorspace_utils.js, case "Separation" and "DeviceN" (the names are counted only)
# Seen:      share of the page that is drawn on: a field in Ink 12%, in None 12%; a word in Ink 1.5%, in None 1.5%; the
#            operators' colour is #000000 each time, and the word is in the text
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund pdfjs-dist@5.6.205 @napi-rs/canvas@0.1.100

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

const WIDTH = 200
const HEIGHT = 100
const TINT = '<< /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [0 0 0] /N 1 >>'
const FIELD = '20 20 60 40 re f'
const WORD = 'BT /Helvetica 20 Tf 20 40 Td (Draft) Tj ET'

/** A page with something painted in the full tint of a colourant. */
function page(colourant, painted) {
  const content = `/Space cs 1 scn ${painted}`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 ${WIDTH} ${HEIGHT}] >>`,
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /ColorSpace << /Space 5 0 R >>
      /Font << /Helvetica << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    `[/Separation /${colourant} /DeviceRGB ${TINT}]`,
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

async function see(colourant, painted) {
  const pdf = await getDocument({ data: page(colourant, painted), verbosity: 0 }).promise
  const drawn = await pdf.getPage(1)
  const canvas = createCanvas(WIDTH, HEIGHT)
  await drawn.render({ canvas, viewport: drawn.getViewport({ scale: 1 }), background: 'white' }).promise
  const { data } = canvas.getContext('2d').getImageData(0, 0, WIDTH, HEIGHT)
  let marked = 0
  for (let i = 0; i < data.length; i += 4) if (data[i] < 250) marked++
  const percent = (100 * marked) / (WIDTH * HEIGHT)
  const { fnArray, argsArray } = await drawn.getOperatorList()
  const [colour] = argsArray[fnArray.indexOf(OPS.setFillRGBColor)]
  const words = (await drawn.getTextContent()).items.map(({ str }) => str).join('')
  console.log(`${colourant}: drawn on ${percent}% of the page, colour ${colour}, text "${words}"`)
  return [percent, colour, words]
}

for (const painted of [FIELD, WORD]) {
  const inInk = await see('Ink', painted)
  assert.ok(inInk[0] > 1)
  assert.deepEqual(await see('None', painted), inInk)
}
JS
node see.mjs
