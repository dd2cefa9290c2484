#!/usr/bin/env bash
# sharp carries operations out in an order of its own, not in the one they are chained in.
#
# Guess:     sharp(image).blur(2).threshold(128) blurs, then makes black and white of it: a chain runs from left to right.
#            Where the order can't be kept, there is an error or a warning.
# Behaviour: each call only sets options of one fixed pipeline. threshold comes before blur and before linear in it, so that
#            both orders give the same greys and an image that was made black and white is not; negate comes after
#            threshold, wherever it is written. Of two calls of the same operation the last one counts. To have another
#            order, a picture must be made in between (raw().toBuffer()).
# Version:   sharp 0.35.5
# Source:    lib/operation.js (each method sets this.options), src/pipeline.cc (PipelineWorker::Execute: the order)
# Seen:      greys of a ramp: blur then threshold 8, threshold then blur the same; threshold then blur apart 8 and blur then
#            threshold apart 2; darken by half, then threshold at 100: 0 and 127; twice darkened by half: up to 127
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts sharp@0.35.5

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import sharp from 'sharp'

const WIDTH = 16
const ramp = Buffer.from(Array.from({ length: WIDTH * WIDTH }, (_, i) => (i % WIDTH) * 17))
const image = (pixels = ramp, channels = 1) => sharp(pixels, { raw: { width: WIDTH, height: WIDTH, channels } })

/** The greys of the first row. */
async function row(chain) {
  const { data, info } = await chain.raw().toBuffer({ resolveWithObject: true })
  return Array.from({ length: WIDTH }, (_, i) => data[i * info.channels])
}
/** The same with a picture made between the two. */
async function apart(first, second) {
  const { data, info } = await first(image()).raw().toBuffer({ resolveWithObject: true })
  return row(second(image(data, info.channels)))
}
const see = async (what, greys) => {
  const seen = await greys
  console.log(what.padEnd(30), seen.join(' '))
  return seen
}
const kinds = (greys) => new Set(greys).size
const blur = (of) => of.blur(2)
const threshold = (of) => of.threshold(128)

const written = await see('blur, threshold', row(threshold(blur(image()))))
const turned = await see('threshold, blur', row(blur(threshold(image()))))
assert.deepEqual(written, turned)
assert.ok(kinds(written) > 2)
assert.deepEqual(await see('threshold, blur, apart', apart(threshold, blur)), written)
assert.deepEqual(kinds(await see('blur, threshold, apart', apart(blur, threshold))), 2)

const dark = await see('half as light, threshold 100', row(image().linear(0.5, 0).threshold(100)))
assert.deepEqual([...new Set(dark)], [0, 127])
const inverse = await see('negate, threshold 60', row(image().negate().threshold(60)))
assert.deepEqual(inverse, await see('threshold 60, negate', row(image().threshold(60).negate())))
assert.equal(Math.max(...(await see('half as light, twice', row(image().linear(0.5, 0).linear(0.5, 0))))), 127)
JS
node see.mjs
