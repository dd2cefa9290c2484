#!/usr/bin/env bash
# libsql's pluck().get() and pragma(..., { simple: true }) give a row, not its value, and get() puts a member into each row.
#
# Guess:     pluck() makes a statement give its first column's value, get() as well as all(), and simple does so for a pragma,
#            as in better-sqlite3, with which libsql means to be compatible; a row's members are its columns.
# Behaviour: all() of a plucked statement gives values, get() of the same statement the row. pragma with simple gives the
#            first row: pragma('user_version', { simple: true }) < 2 is false whatever the version, without an error, so that a
#            database is never brought to its new form. Rows of get() have one more member than those of all(), _metadata
#            with the time taken, which JSON, spreads and Object.keys show and which hides a column of that name.
# Version:   libsql 0.5.29
# Source:    index.js, Statement.get (pluckMode is looked at by all() only) and Database.pragma (simple is a plucked get())
# Seen:      pluck: all() [5], get() { a: 5, _metadata }; user_version 1: simple { user_version: 1, _metadata }, "< 2" false
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund libsql@0.5.29

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import Database from 'libsql'
const database = new Database(':memory:')
const five = () => database.prepare('SELECT 5 AS a')

const [all, one] = [five().pluck().all(), five().pluck().get()]
console.log('pluck: all()', all, ' get()', one)
assert.deepEqual(all, [5])
assert.equal(one.a, 5)

database.exec('PRAGMA user_version = 1')
const version = database.pragma('user_version', { simple: true })
console.log('pragma, simple:', version, ' < 2:', version < 2)
assert.equal(version.user_version, 1)
assert.equal(version < 2, false)

const keys = [five().get(), five().all()[0]].map((row) => Object.keys(row))
console.log('members of a row: get()', keys[0], ' all()', keys[1])
assert.deepEqual(keys, [['a', '_metadata'], ['a']])
const hidden = database.prepare('SELECT 7 AS _metadata').get()
console.log('a column of that name:', hidden)
assert.notEqual(hidden._metadata, 7)
JS
node see.mjs
