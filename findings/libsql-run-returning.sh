#!/usr/bin/env bash
# After libsql's run() of an INSERT ... RETURNING, nothing that the connection writes is kept.
#
# Guess:     run() carries a statement out and tells how many rows changed, with a RETURNING clause too, as in
#            better-sqlite3, which libsql means to be compatible with; without BEGIN, the row is saved when it returns.
# Behaviour: a statement with RETURNING is stepped to its first row and left there. The row is seen on its own connection
#            only, `changes` is 0 and `inTransaction` false, yet the transaction stays open until the statement is used
#            again or collected: every later write of the connection, by other statements too, joins it without a word.
#            Other connections don't see them and can't write ("database is locked"), a transaction can't be committed,
#            and when the program ends by process.exit, all of it is gone. get() and all() save the row, but a get() of the
#            same statement after its run() goes on from where that stopped: it inserts nothing and returns undefined, and
#            of a SELECT that was run() it gives the second row.
# Version:   libsql 0.5.29
# Source:    libsql index.js, Statement.run (statementRun); the native statement is neither run to its end nor reset
# Seen:      run: changes 0, inTransaction false, own 4, another's view 0, another's write "database is locked", after exit 0
#            get: own 4, another's view 4, another's write saved, after exit 5
#            run(1) and get(2) of one INSERT: only 1 is there; run() and get() of one SELECT: the second row
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts libsql@0.5.29

cat > write.mjs <<'JS'
import Database from 'libsql'

const how = process.argv[2]
const db = new Database(`${how}.db`)
const other = new Database(`${how}.db`)
db.exec('CREATE TABLE notes (title TEXT)')
const count = (of) => of.prepare('SELECT count(*) AS found FROM notes').all()[0].found
function attempt(write) {
  try {
    write()
    return 'saved'
  } catch (error) {
    return error.message
  }
}

const insert = db.prepare('INSERT INTO notes VALUES (?) RETURNING rowid')
const told = insert[how]('first')
for (const title of ['second', 'third', 'fourth']) db.prepare('INSERT INTO notes VALUES (?)').run(title)
const seen = { own: count(db), others: count(other), transaction: db.inTransaction }
if (how === 'run') seen.changes = told.changes
seen.write = attempt(() => other.prepare("INSERT INTO notes VALUES ('of another')").run())
console.log(JSON.stringify(seen))
process.exit(insert ? 0 : 1)
JS

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import Database from 'libsql'

function see(how) {
  const seen = JSON.parse(execFileSync(process.execPath, ['write.mjs', how], { encoding: 'utf8' }))
  seen.afterExit = new Database(`${how}.db`).prepare('SELECT count(*) AS found FROM notes').all()[0].found
  console.log(`${how}:`, JSON.stringify(seen))
  return seen
}
const locked = 'database is locked'
assert.deepEqual(see('run'), { own: 4, others: 0, transaction: false, changes: 0, write: locked, afterExit: 0 })
assert.deepEqual(see('get'), { own: 4, others: 4, transaction: false, write: 'saved', afterExit: 5 })

const db = new Database(':memory:')
db.exec('CREATE TABLE pages (number INTEGER)')
const insert = db.prepare('INSERT INTO pages VALUES (?) RETURNING number')
insert.run(1)
const got = insert.get(2)
const kept = db.prepare('SELECT number FROM pages').all().map(({ number }) => number)
console.log('run(1), get(2):', got, 'kept', kept.join(' '))
assert.deepEqual([got, kept], [undefined, [1]])
const query = db.prepare('SELECT 1 AS row UNION SELECT 2')
query.run()
assert.equal(query.get().row, 2)
JS
node see.mjs
