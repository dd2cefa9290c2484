#!/usr/bin/env bash
# The first line end of a file decides for Papa Parse: where the others are different, rows run together in one row.
#
# Guess:     a CSV file with line ends of two kinds (a head written by one program, rows added by another) is read row by
#            row: RFC 4180's CRLF and a bare LF are both known to the parser, as to Python's csv and to every spreadsheet.
# Behaviour: one line end is chosen for the whole file: LF if one comes before the first CR, CRLF or CR otherwise, however
#            many the others are. After a head that ends in CRLF, rows that end in LF are one row, with line ends inside of
#            its cells, and where no header is asked for errors is empty. After a head that ends in LF, the last cell of each row
#            that ends in CRLF keeps a CR. With a CR first, everything behind it that ends in LF is one row.
# Version:   papaparse 5.7.1; Python's csv beside it
# Source:    papaparse.js, guessLineEndings
# Seen:      "name,rent<CRLF>Ann,410<LF>Bob,420<LF>": 2 rows, the second Ann | 410<LF>Bob | 420<LF>, no error; Python: 3 rows
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund papaparse@5.7.1

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import Papa from 'papaparse'

function see(text) {
  const { data, errors } = Papa.parse(text, { delimiter: ',' })
  console.log(JSON.stringify(text), '->', JSON.stringify(data), 'errors:', errors.length)
  assert.equal(errors.length, 0)
  return data
}

const head = ['name', 'rent']
assert.deepEqual(see('name,rent\nAnn,410\nBob,420'), [head, ['Ann', '410'], ['Bob', '420']])
assert.deepEqual(see('name,rent\r\nAnn,410\nBob,420\n'), [head, ['Ann', '410\nBob', '420\n']])
assert.deepEqual(see('name,rent\rAnn,410\nBob,420\n'), [head, ['Ann', '410\nBob', '420\n']])
assert.deepEqual(see('name,rent\nAnn,410\r\nBob,420\r\n'), [head, ['Ann', '410\r'], ['Bob', '420\r'], ['']])
JS
node see.mjs
python3 - <<'PY'
import csv
import io

for text in ("name,rent\r\nAnn,410\nBob,420\n", "name,rent\nAnn,410\r\nBob,420\r\n"):
    rows = list(csv.reader(io.StringIO(text, newline="")))
    print("Python's csv:", rows)
    assert rows == [["name", "rent"], ["Ann", "410"], ["Bob", "420"]]
PY
