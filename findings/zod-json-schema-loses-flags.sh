#!/usr/bin/env bash
# z.toJSONSchema leaves out a regular expression's flags: the JSON Schema refuses what the schema accepts, and the reverse.
#
# Guess:     z.toJSONSchema raises for what JSON Schema can't say (it does for z.undefined, z.date and transforms), and a
#            pattern has no flags in JSON Schema, so it raises for /^(low|high)$/i or writes the letters out.
# Behaviour: the pattern is the expression's source; i, s and m are dropped without a word. Where the schema is handed on, as a
#            tool's parameters or as the grammar that a model's answer is held to, the other side refuses "High", which
#            parse accepts, and a text of two lines for /^.+$/s; and it accepts "ABC" for /^[^a-z]+$/i, which parse refuses.
#            z.fromJSONSchema of what was written has lost them too.
# Version:   zod 4.6.7, ajv 8.17.1 as the other side
# Source:    zod/v4/core/json-schema-processors.js, stringProcessor (regex.source)
# Seen:      /^(low|high)$/i, "High": zod true, ajv false; /^.+$/s, "a\nb": true, false; /^[^a-z]+$/i, "ABC":
#            false, true; z.fromJSONSchema of what was written each time as ajv
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund zod@4.6.7 ajv@8.17.1

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import Ajv from 'ajv/dist/2020.js'
import * as z from 'zod'
const ajv = new Ajv.default()

function see(expression, text) {
  const schema = z.string().regex(expression)
  const written = z.toJSONSchema(schema)
  const here = schema.safeParse(text).success
  const there = ajv.validate(written, text)
  const again = z.fromJSONSchema(written).safeParse(text).success
  console.log(`${expression}  ${JSON.stringify(text)}: zod ${here}; ajv ${there}; read again ${again}`)
  assert.equal(written.pattern, expression.source)
  return [here, there, again]
}

assert.deepEqual(see(/^(low|high)$/, 'high'), [true, true, true])
assert.deepEqual(see(/^(low|high)$/i, 'High'), [true, false, false])
assert.deepEqual(see(/^.+$/s, 'a\nb'), [true, false, false])
assert.deepEqual(see(/^[^a-z]+$/i, 'ABC'), [false, true, true])
assert.throws(() => z.toJSONSchema(z.undefined()), /cannot be represented/)
assert.throws(() => z.toJSONSchema(z.date()), /cannot be represented/)
JS
node see.mjs
