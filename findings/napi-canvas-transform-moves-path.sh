#!/usr/bin/env bash
# In @napi-rs/canvas, setTransform moves a path that is already there; scale, translate and restore leave it in place.
#
# Guess:     a path stays where it was drawn: HTML's canvas applies the matrix to each point when it is added, so a later
#            change of the matrix, by whichever method, concerns only what comes after (and the width of lines).
# Behaviour: scale, translate, transform and restore do keep the path in its place. setTransform and resetTransform don't:
#            the points are taken as if they had been added under the new matrix. A square built at a scale of two and
#            filled after resetTransform, as one does for lines of even width, comes out at half its size and elsewhere,
#            and a clip from it cuts elsewhere. A Path2D that is built apart from the context is not concerned.
# Version:   @napi-rs/canvas 0.1.100
# Source:    the native part, set_transform and reset_transform of CanvasRenderingContext2D
# Seen:      built at 20 to 29: after restore and after scale(0.5, 0.5) at 20 to 29, after resetTransform and setTransform at
#            10 to 14
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @napi-rs/canvas@0.1.100

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { createCanvas } from '@napi-rs/canvas'

const SIDE = 60
/** Columns that are black after a square was built at a scale of two, the matrix changed, and the square filled. */
function columns(change) {
  const context = createCanvas(SIDE, SIDE).getContext('2d')
  context.save()
  context.scale(2, 2)
  context.beginPath()
  context.rect(10, 10, 5, 5)
  change(context)
  context.fill()
  const { data } = context.getImageData(0, 0, SIDE, SIDE)
  const found = []
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) found.push((i / 4) % SIDE)
  return `${Math.min(...found)} to ${Math.max(...found)}`
}
const see = (what, change) => {
  console.log(what.padEnd(16), columns(change))
  return columns(change)
}

assert.equal(see('nothing', () => {}), '20 to 29')
assert.equal(see('restore', (context) => context.restore()), '20 to 29')
assert.equal(see('scale(0.5, 0.5)', (context) => context.scale(0.5, 0.5)), '20 to 29')
assert.equal(see('resetTransform', (context) => context.resetTransform()), '10 to 14')
assert.equal(see('setTransform', (context) => context.setTransform(1, 0, 0, 1, 0, 0)), '10 to 14')
JS
node see.mjs
