#!/usr/bin/env bash
# z.templateLiteral heeds some checks of its parts (a text's length and pattern, that a number is whole) and drops the others
# (a number's bounds, multiples, refine).
#
# Guess:     the parts are schemas and hold as such: z.templateLiteral([z.number().max(100), '%']) refuses "250%". Were checks
#            not heeded, z.string().max(3) and z.int() would not be either, and these are.
# Behaviour: a part counts by the one regular expression that it knows of itself. Length, startsWith and int are in it; min,
#            max, positive and multipleOf of numbers, the range of z.int32, refine and transforms such as toLowerCase are not,
#            and no error says so, neither where the schema is made nor where it parses. The written JSON Schema lacks them
#            too.
# Version:   zod 4.6.7
# Source:    zod/v4/core/schemas.js, partPattern and $ZodTemplateLiteral (a part is its pattern's source)
# Seen:      accepted: "250%" for max(100), "-1px" for z.int().positive(), "7x" for multipleOf(5), "99999999999x" for z.int32(),
#            "no!" for refine; refused: "abcdef!" for z.string().max(3), "1.5px" for z.int()
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund zod@4.6.7

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import * as z from 'zod'

/** Whether the part alone, and the part in a template, accept what the part must refuse. */
function see(name, part, value, end) {
  const alone = part.safeParse(value).success
  const inTemplate = z.templateLiteral([part, end]).safeParse(`${value}${end}`).success
  console.log(`${name.padEnd(24)} ${JSON.stringify(value).padEnd(12)} alone ${alone}, in a template ${inTemplate}`)
  assert.equal(alone, false)
  return inTemplate
}

assert.equal(see('string().max(3)', z.string().max(3), 'abcdef', '!'), false)
assert.equal(see("string().startsWith('a')", z.string().startsWith('a'), 'b', '!'), false)
assert.equal(see('int()', z.int(), 1.5, 'px'), false)
assert.equal(see('number().max(100)', z.number().max(100), 250, '%'), true)
assert.equal(see('int().positive()', z.int().positive(), -1, 'px'), true)
assert.equal(see('number().multipleOf(5)', z.number().multipleOf(5), 7, 'x'), true)
assert.equal(see('int32()', z.int32(), 99999999999, 'x'), true)
assert.equal(see('string().refine', z.string().refine((text) => text === 'yes'), 'no', '!'), true)
assert.equal(z.templateLiteral([z.string().toLowerCase(), '!']).parse('B!'), 'B!')
JS
node see.mjs
