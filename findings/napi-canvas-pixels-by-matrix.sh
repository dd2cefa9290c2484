#!/usr/bin/env bash
# In @napi-rs/canvas, putImageData follows the context's matrix once something was drawn by it.
#
# Guess:     putImageData puts pixels where they are told to go and knows no matrix, as HTML's canvas has it: what
#            getImageData gave, put back, changes nothing.
# Behaviour: on a canvas that was drawn on by a matrix that is still set, the pixels are drawn by it: at a scale of two a
#            picture that is put back comes out twice as large. On a fresh canvas with the same matrix it doesn't, and
#            after resetTransform neither.
# Version:   @napi-rs/canvas 0.1.100
# Source:    the native part, put_image_data of CanvasRenderingContext2D
# Seen:      a square at 10 to 19 is at 20 to 39 after it was put back; at 10 to 19 after resetTransform, and on a fresh one
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @napi-rs/canvas@0.1.100

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { createCanvas } from '@napi-rs/canvas'

const SIDE = 40
function drawn() {
  const context = createCanvas(SIDE, SIDE).getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, SIDE, SIDE)
  context.setTransform(2, 0, 0, 2, 0, 0)
  context.fillStyle = '#000'
  context.fillRect(5, 5, 5, 5)
  return context
}
const pixels = (context) => context.getImageData(0, 0, SIDE, SIDE)
/** Columns of the black square. */
function square(context) {
  const { data } = pixels(context)
  const columns = []
  for (let i = 0; i < data.length; i += 4) if (data[i] < 128 && data[i + 3] === 255) columns.push((i / 4) % SIDE)
  return `${Math.min(...columns)} to ${Math.max(...columns)}`
}
const see = (what, context) => {
  console.log(what, '->', square(context))
  return square(context)
}

const first = drawn()
assert.equal(see('drawn', first), '10 to 19')
const kept = pixels(first)
first.putImageData(kept, 0, 0)
assert.equal(see('put back', first), '20 to 39')
const reset = drawn()
reset.resetTransform()
reset.putImageData(kept, 0, 0)
assert.equal(see('put back after resetTransform', reset), '10 to 19')
const fresh = createCanvas(SIDE, SIDE).getContext('2d')
fresh.setTransform(2, 0, 0, 2, 0, 0)
fresh.putImageData(kept, 0, 0)
assert.equal(see('put on a fresh one', fresh), '10 to 19')
JS
node see.mjs
