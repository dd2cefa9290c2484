#!/usr/bin/env bash
# The line end of a small file's last line makes Papa Parse miss its separator, if the file has two columns.
#
# Guess:     "Town;Fee" and "Vellmar;1,50" are told to be separated by semicolons, as both lines have exactly one; whether
#            the last line is ended, as text files' lines are, changes nothing.
# Behaviour: behind the last line end Papa Parse sees an empty line, which counts as a row of one cell when it guesses the
#            separator. A separator must make 1.99 cells in a row on average, which two columns then don't reach: the
#            default, a comma, is taken, and "1,50" is cut. From ten lines on it guesses right again, as it looks at the
#            first ten only; so it does with skipEmptyLines, which then also drops the empty lines that part tables.
# Version:   papaparse 5.7.1
# Source:    papaparse.js, guessDelimiter
# Seen:      without the last line end ";", with it ","; the same with tabs
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts papaparse@5.7.1

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import Papa from 'papaparse'

const see = (text, options) => {
  const { meta, data } = Papa.parse(text, options)
  console.log(JSON.stringify(text), '->', JSON.stringify(meta.delimiter), JSON.stringify(data))
  return meta.delimiter
}
const lines = (count) => `Town;Fee\n${'Vellmar;1,50\n'.repeat(count)}`

assert.equal(see('Town;Fee\nVellmar;1,50'), ';')
assert.equal(see('Town;Fee\nVellmar;1,50\n'), ',')
assert.equal(see('Town\tHouses\nVellmar\t120\n'), ',')
assert.equal(see('Town;Fee\nVellmar;1,50\n', { skipEmptyLines: true }), ';')
assert.equal(see(lines(8)), ',')
assert.equal(see(lines(9)), ';')
JS
node see.mjs
