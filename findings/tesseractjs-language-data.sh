#!/usr/bin/env bash
# A language that is handed to Tesseract.js as data ends the program.
#
# Guess:     createWorker takes a language as an object with its code and its data, as its types say (Lang in index.d.ts), so
#            that nothing need be fetched or lie in a folder; if that fails, createWorker rejects.
# Behaviour: the data is put where Tesseract looks for it, but then all of its bytes, with commas between, are the name by
#            which Tesseract is to find the language. It finds none, and the program ends by an uncaught TypeError, whatever
#            stands around createWorker: the thread tells of the failed start twice, first that it failed, then that it
#            is done, and the second time nobody is waiting. The same file in a folder (langPath) is read.
# Version:   tesseract.js 7.0.0
# Source:    src/worker-script/index.js, initialize: "l.data" for the names, and resolve after reject;
#            src/createWorker.js, onMessage
# Seen:      as data: exit status 1, "Cannot read properties of undefined (reading 'resolve')"; from a folder: a worker
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts tesseract.js@7.0.0 @tesseract.js-data/eng@1.0.0

cat > worker.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { createWorker, OEM } from 'tesseract.js'

const folder = 'node_modules/@tesseract.js-data/eng/4.0.0_best_int'
const languages = {
  data: [{ code: 'eng', data: readFileSync(`${folder}/eng.traineddata.gz`) }],
  folder: ['eng'],
}
try {
  const options = { langPath: folder, cacheMethod: 'none', errorHandler: () => {} }
  const worker = await createWorker(languages[process.argv[2]], OEM.LSTM_ONLY, options)
  console.log('a worker')
  await worker.terminate()
} catch {
  console.log('rejected')
}
JS

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'

const see = (how) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['worker.mjs', how], { encoding: 'utf8', maxBuffer: 2 ** 30 })
  const error = /TypeError: .*/.exec(stderr)?.[0] ?? ''
  console.log(how, '->', status, stdout.trim(), error)
  return { status, told: stdout.trim(), error }
}
assert.deepEqual(see('folder'), { status: 0, told: 'a worker', error: '' })
const data = see('data')
assert.equal(data.status, 1)
assert.match(data.error, /reading 'resolve'/)
JS
node see.mjs
