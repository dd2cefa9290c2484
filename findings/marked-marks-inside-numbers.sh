#!/usr/bin/env bash
# "2~3 days and 4~5 nights" is 23 days and 45 nights in Markdown's plain text, "6*4*2" is 642.
#
# Guess:     signs inside of words and numbers stay: Markdown leaves "a_b_c" alone, strikes out with two tildes, and needs
#            emphasis to begin and end at a word's edge.
# Behaviour: only the underscore is kept from working inside of words. A single tilde strikes out as two do, so that two
#            ranges on a line, as East Asian and some technical texts write them, are taken for the ends of a struck
#            passage; two stars in a product are an emphasized factor. Whoever takes the words without the marks (a search,
#            a summary, a speech) gets other numbers, which nothing marks as doubtful. One such sign alone stays, as do
#            signs with blanks around them.
# Version:   marked 18.2.1
# Source:    src/rules.ts (delLDelim, delRDelim, emStrong); GFM 0.29, section 6.5 ("one or two tildes"); CommonMark 0.31.2,
#            section 6.2
# Seen:      "23 days and 45 nights", "642"; "2~3 days", "6 * 4 * 2" and "a_b_c" as they were written
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts marked@18.2.1

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { marked } from 'marked'

const see = (text) => {
  const shown = marked.parse(text).replace(/<[^>]*>/g, '').trim()
  console.log(JSON.stringify(text), '->', JSON.stringify(shown))
  return shown
}

assert.equal(see('2~3 days and 4~5 nights'), '23 days and 45 nights')
assert.equal(see('6*4*2'), '642')
assert.equal(see('2~3 days'), '2~3 days')
assert.equal(see('6 * 4 * 2'), '6 * 4 * 2')
assert.equal(see('a_b_c'), 'a_b_c')
assert.match(marked.parse('2~3 days and 4~5 nights'), /2<del>3 days and 4<\/del>5 nights/)
JS
node see.mjs
