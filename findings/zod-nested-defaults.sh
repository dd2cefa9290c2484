#!/usr/bin/env bash
# Lists inside of a zod default are shared by all who got the default, though the default itself is copied each time.
#
# Guess:     schema.parse({}) gives everyone defaults of his own: it does so for default([]) and default({}), which come new
#            with each call, so default({ rows: [] }) does too.
# Behaviour: only the outermost object, list, Map or Set is copied. What lies within is the one of the schema: a row that is
#            added to the settings of one document is there in the next document's, and in the schema that z.toJSONSchema
#            writes. catch() copies nothing at all. A test of the outermost level, the usual one, finds nothing. prefault(),
#            which parses what it puts in, and a function, default(() => ({ rows: [] })), give new ones.
# Version:   zod 4.6.7
# Source:    zod/v4/core/util.js, shallowClone; zod/v4/classic/schemas.js, _default (a getter over it) and _catch
# Seen:      default([]) after a push: []; default({ rows: [] }): { rows: [1] }; default([[]]): [[1]]; catch([]):
#            [1]; prefault and a function: { rows: [] }
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund zod@4.6.7

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import * as z from 'zod'
const numbers = z.array(z.number())
const table = z.object({ rows: numbers })

/** What the second caller gets after the first one has pushed a number to his list. */
function second(name, schema, listOf, given) {
  listOf(schema.parse(given)).push(1)
  const got = schema.parse(given)
  console.log(name.padEnd(34), JSON.stringify(got))
  return got
}

assert.deepEqual(second('default([])', numbers.default([]), (list) => list), [])
assert.deepEqual(second('default({ rows: [] })', table.default({ rows: [] }), (made) => made.rows), { rows: [1] })
assert.deepEqual(second('default([[]])', z.array(numbers).default([[]]), (lists) => lists[0]), [[1]])
assert.deepEqual(second('catch([])', numbers.catch([]), (list) => list, 'no list'), [1])
assert.deepEqual(second('prefault({ rows: [] })', table.prefault({ rows: [] }), (made) => made.rows), { rows: [] })
assert.deepEqual(second('default(() => ({ rows: [] }))', table.default(() => ({ rows: [] })), (made) => made.rows), { rows: [] })

const told = table.default({ rows: [] })
told.parse(undefined).rows.push(1)
console.log('toJSONSchema, default'.padEnd(34), JSON.stringify(z.toJSONSchema(told).default))
assert.deepEqual(z.toJSONSchema(told).default, { rows: [1] })
JS
node see.mjs
