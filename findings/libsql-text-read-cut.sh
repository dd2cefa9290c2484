#!/usr/bin/env bash
# libsql stores a text with a zero character whole and reads it back up to that character only.
#
# Guess:     what is stored comes back: SQLite keeps texts by their length, Python's sqlite3 gives all of it, and a
#            binding that couldn't would refuse to store it.
# Behaviour: run() stores the whole text (hex() and a comparison with the whole text show it), and get(), all() and iterate()
#            give what is before the zero, without an error: "one" for "one\0two", "" for "\0two". Text taken from files, such as
#            a PDF's, has such characters. A row then can't be found by the value that was read from it, and one that is
#            read, changed and stored again has lost its end for good.
# Version:   libsql 0.5.29; Python's sqlite3 beside it
# Source:    src/statement.rs, convert_row, which hands on what Row::get_value of the crate libsql gives; where below it the
#            cut is made was not looked up
# Seen:      stored 6F6E650074776F, read "one", found by "one": 0, by "one\0two": 1; Python reads 'one\x00two' from the same file
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund libsql@0.5.29

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import Database from 'libsql'
const text = 'one\0two'
const database = new Database('texts.db')
database.exec('CREATE TABLE texts (body TEXT)')
database.prepare('INSERT INTO texts VALUES (?)').run(text)

const [{ body, bytes }] = database.prepare('SELECT body, hex(body) AS bytes FROM texts').all()
const found = database.prepare('SELECT count(*) AS count FROM texts WHERE body = ?')
const [byRead, byStored] = [body, text].map((value) => found.get(value).count)
console.log('stored', bytes, ' read', JSON.stringify(body), ' found by what was read', byRead, ' by what was stored', byStored)
assert.equal(bytes, Buffer.from(text).toString('hex').toUpperCase())
assert.equal(body, 'one')
assert.equal(database.prepare('SELECT body FROM texts').get().body, 'one')
assert.deepEqual([byRead, byStored], [0, 1])
assert.equal(database.prepare('SELECT ? AS body').get('\0two').body, '')
database.close()
JS
node see.mjs
python3 - <<'PY'
import sqlite3

[(body,)] = sqlite3.connect("texts.db").execute("SELECT body FROM texts").fetchall()
print("Python's sqlite3 reads", repr(body))
assert body == "one\0two"
PY
