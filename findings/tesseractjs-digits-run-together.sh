#!/usr/bin/env bash
# With a whitelist of digits Tesseract.js reads the numbers of a line as one: "100 200 300" is 100200300.
#
# Guess:     tessedit_char_whitelist says which characters words may be made of; the gaps between words are seen in the
#            picture, as they are without it, so that a row of numbers stays a row of numbers.
# Behaviour: to Tesseract's recognizer of lines (LSTM, the only one that its usual data has) a gap is a character as
#            others are, the blank. A list without a blank forbids it, and the numbers of a line are one word: amounts,
#            days and years run together into another number, and forbidden words leave no gap either ("Rent 410 May 12"
#            is 41012). A single number is read as before, so that a first try looks well. The only sign is a low
#            confidence, mostly 0, which a right number beside a forbidden word has too. With a blank in the list
#            ("0123456789 ") all are apart.
# Version:   tesseract.js 7.0.0, @tesseract.js-data/eng 1.0.0, @napi-rs/canvas 0.1.100 for the picture
# Source:    Tesseract's src/lstm/recodebeam.cpp, ContinueContext: what is not enabled is left out, UNICHAR_SPACE too
# Seen:      "100 200 300": without a list 100 200 300 (confidence 96), by digits 100200300 (0), by digits and a blank 100
#            200 300 (96); "Rent 410 May 12" by digits 41012 (0); "12.50 30.00" by digits, stop and comma 12.5030.00 (0);
#            "410" 410 (96)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund tesseract.js@7.0.0 @tesseract.js-data/eng@1.0.0 @napi-rs/canvas@0.1.100

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { createWorker } from 'tesseract.js'

const langPath = resolve('node_modules/@tesseract.js-data/eng/4.0.0_best_int')
const worker = await createWorker('eng', 1, { langPath, cacheMethod: 'none' })

function picture(line) {
  const canvas = createCanvas(600, 120)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, 600, 120)
  context.fillStyle = 'black'
  context.font = '32px sans-serif'
  context.fillText(line, 20, 70)
  return canvas.toBuffer('image/png')
}

async function see(line, whitelist) {
  await worker.setParameters({ tessedit_char_whitelist: whitelist })
  const { text, confidence } = (await worker.recognize(picture(line))).data
  console.log(`"${line}", whitelist "${whitelist}": "${text.trim()}", confidence ${confidence}`)
  return text.trim()
}

assert.equal(await see('100 200 300', ''), '100 200 300')
assert.equal(await see('100 200 300', '0123456789'), '100200300')
assert.equal(await see('100 200 300', '0123456789 '), '100 200 300')
assert.equal(await see('410', '0123456789'), '410')
assert.equal(await see('Rent 410 May 12', '0123456789'), '41012')
assert.equal(await see('Rent 410 May 12', '0123456789 '), '410 12')
assert.equal(await see('12.50 30.00', '0123456789.,'), '12.5030.00')
await worker.terminate()
JS
node see.mjs
