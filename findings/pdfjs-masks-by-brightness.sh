#!/usr/bin/env bash
# Under Node, pdf.js takes a soft mask by brightness for one by alpha, and so draws what the page masks out.
#
# Guess:     pdf.js draws in Node, with @napi-rs/canvas, which it loads by itself, what it draws in a browser; what it
#            can't draw there, it warns of.
# Behaviour: masks of the kind /Luminosity (fading pictures and shadows are made with them) are worked out by a filter of
#            the page's document. Node has none, and pdf.js's factory of filters for Node gives "none": the mask's colours
#            count for nothing, only where it has been painted. What lies below black, and so is masked out, is drawn in
#            full; with a white backdrop (/BC) everything is; a transfer function (/TR) is left out too, in masks by alpha
#            as well. White on nothing, the case that one tries first, comes out right. There is no warning.
# Version:   pdfjs-dist 5.6.205 with @napi-rs/canvas 0.1.100
# Source:    src/display/filter_factory.js, BaseFilterFactory (addLuminosityFilter, addAlphaFilter: "none"); src/display/
#            node_utils.js, NodeFilterFactory (nothing of its own); src/display/canvas.js, genericComposeSMask
# Seen:      black drawn through a mask of brightness painted in one half, in percent, there and beside, and what it
#            should be: white 100, 0 (100, 0); black 100, 0 (0, 0); gray 100, 0 (50, 0); black on white 100, 100 (0, 100);
#            inverted white 100, 0 (0, 100); alpha 100, 0 (100, 0); alpha inverted 100, 0 (0, 100)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund pdfjs-dist@5.6.205 @napi-rs/canvas@0.1.100

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

const WIDTH = 200
const HEIGHT = 100

/** A page whose left and right half are painted black through a mask; the mask is painted in its left half only. */
function page(mask, content) {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 ${WIDTH} ${HEIGHT}] >>`,
    '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /ExtGState << /Masked 5 0 R >> >> >>',
    stream('', `/Masked gs 0 g 0 0 ${WIDTH} ${HEIGHT} re f`),
    `<< /SMask << /Type /Mask ${mask} /G 6 0 R >> >>`,
    stream(`/Type /XObject /Subtype /Form /BBox [0 0 ${WIDTH} ${HEIGHT}] /Group << /S /Transparency /CS /DeviceGray >>`, content),
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

function stream(entries, text) {
  return `<< ${entries} /Length ${text.length} >>\nstream\n${text}\nendstream`
}

/** How much of the black is drawn in the left and in the right half, in percent. */
async function see(what, mask, gray) {
  const pdf = await getDocument({ data: page(mask, `${gray} g 0 0 ${WIDTH / 2} ${HEIGHT} re f`), verbosity: 1 }).promise
  const drawn = await pdf.getPage(1)
  const canvas = createCanvas(WIDTH, HEIGHT)
  await drawn.render({ canvas, viewport: drawn.getViewport({ scale: 1 }), background: 'white' }).promise
  const context = canvas.getContext('2d')
  const halves = [50, 150].map((x) => Math.round(100 - context.getImageData(x, 50, 1, 1).data[0] / 2.55))
  console.log(`${what.padEnd(48)} left ${halves[0]}%, right ${halves[1]}%`)
  return halves
}

const inverted = '/TR << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1 >>'
assert.deepEqual(await see('brightness, white (should be 100, 0)', '/S /Luminosity', 1), [100, 0])
assert.deepEqual(await see('brightness, black (should be 0, 0)', '/S /Luminosity', 0), [100, 0])
assert.deepEqual(await see('brightness, half gray (should be 50, 0)', '/S /Luminosity', 0.5), [100, 0])
assert.deepEqual(await see('brightness, black on white (should be 0, 100)', '/S /Luminosity /BC [1]', 0), [100, 100])
assert.deepEqual(await see('brightness, white, inverted (should be 0, 100)', `/S /Luminosity ${inverted}`, 1), [100, 0])
assert.deepEqual(await see('alpha (should be 100, 0)', '/S /Alpha', 0), [100, 0])
assert.deepEqual(await see('alpha, inverted (should be 0, 100)', `/S /Alpha ${inverted}`, 0), [100, 0])
JS
node see.mjs
