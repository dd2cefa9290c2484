#!/usr/bin/env bash
# A libsql statement that is used again fills a value left out with the value of the call before.
#
# Guess:     libsql "is compatible with better-sqlite3", which raises when a statement gets too few or too many values;
#            at worst a value left out is NULL, as in SQLite's own API after its bindings are cleared.
# Behaviour: too few, too many and misnamed values are all accepted. A named value left out is NULL. A positional one
#            keeps what the same statement was given the last time, so a second row silently gets the first row's title,
#            and a query without its value answers the question before it.
# Version:   libsql 0.5.29
# Source:    libsql index.js, Statement.run / get (values go to the native statement uncounted, bindings stay)
# Seen:      named       {"page":1,"title":"A"} {"page":2,"title":null} {"page":3,"title":null}
#            positional  {"page":4,"title":"D"} {"page":5,"title":"D"} {"page":6,"title":"F"}
#            query       1 with its value, 1 without
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts libsql@0.5.29

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import Database from 'libsql'

const db = new Database(':memory:')
const rows = (from, to) => db.prepare('SELECT page, title FROM notes WHERE page BETWEEN ? AND ?').all(from, to)
db.exec('CREATE TABLE notes (page INTEGER, title TEXT)')

const named = db.prepare('INSERT INTO notes VALUES (:page, :title)')
named.run({ page: 1, title: 'A' })
named.run({ page: 2 })
named.run({ page: 3, titel: 'C' })

const positional = db.prepare('INSERT INTO notes VALUES (?, ?)')
positional.run(4, 'D')
positional.run(5)
positional.run(6, 'F', 'one too many')

const count = db.prepare('SELECT count(*) AS found FROM notes WHERE title = ?')
const found = [count.get('A').found, count.get().found]

console.log('named      ', ...rows(1, 3).map((row) => JSON.stringify(row)))
console.log('positional ', ...rows(4, 6).map((row) => JSON.stringify(row)))
console.log('query      ', found[0], 'with its value,', found[1], 'without')
assert.deepEqual(rows(1, 3).map((row) => row.title), ['A', null, null])
assert.deepEqual(rows(4, 6).map((row) => row.title), ['D', 'D', 'F'])
assert.deepEqual(found, [1, 1])
JS
node see.mjs
