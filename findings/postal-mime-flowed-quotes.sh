#!/usr/bin/env bash
# In a mail with format=flowed, postal-mime takes the answer for a part of the quotation above it.
#
# Guess:     lines of format=flowed are rejoined as RFC 3676 has it: the marks of quotation are counted and taken off first,
#            only lines of the same depth are joined, and the mark is put before the whole.
# Behaviour: a line that ends in a blank is joined with whatever follows, marks and all. A quotation of two lines keeps the
#            mark of the second in its middle ("> The rent > is due."), and where a quotation's last line ends in a blank
#            (mailers quote flowed lines as they are), the answer below is joined to it: "> Is it due? No." is all said by
#            the one who asked.
# Version:   postal-mime 4.0.0
# Source:    src/mime-node.ts, decodeFlowedText; RFC 3676, sections 4.1 and 4.5
# Seen:      "> The rent > is due.\n> Is it due? No.\n"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts postal-mime@4.0.0

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import PostalMime from 'postal-mime'

async function read(...lines) {
  const { text } = await PostalMime.parse(['Content-Type: text/plain; format=flowed', '', ...lines, ''].join('\r\n'))
  console.log(JSON.stringify(lines), '->', JSON.stringify(text))
  return text
}

assert.equal(await read('The rent ', 'is due.'), 'The rent is due.\n')
assert.equal(await read('> The rent ', '> is due.'), '> The rent > is due.\n')
assert.equal(await read('> Is it due? ', 'No.'), '> Is it due? No.\n')
JS
node see.mjs
