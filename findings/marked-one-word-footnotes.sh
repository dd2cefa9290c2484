#!/usr/bin/env bash
# A footnote, or a line like "[Price]: 80", vanishes from Markdown exactly if its text is one word.
#
# Guess:     marked has no footnotes, so "[^1]: Withdrawn." stays in the output as it was written, like any other text
#            that means nothing to it; only lines that look like links ("[1]: https://…") are taken for definitions.
# Behaviour: a link's definition needs no address, only a destination without blanks: any single word will do. Such a
#            line is taken out of the text and nothing shows it; "[^1]" elsewhere becomes a link to "Withdrawn.". With a
#            second word the whole line is a paragraph again.
# Version:   marked 18.2.1
# Source:    src/rules.ts (def), src/Tokenizer.ts (def, reflink); CommonMark 0.31.2, section 4.7
# Seen:      one word, nothing of it is shown; two words, all of it
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts marked@18.2.1

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { marked } from 'marked'

const shown = (text) => marked.parse(text).replace(/<[^>]*>/g, '').trim()
const see = (text) => {
  console.log(JSON.stringify(text), '->', JSON.stringify(shown(text)))
  return shown(text)
}

assert.equal(see('The offer stands.[^1]\n\n[^1]: Withdrawn.'), 'The offer stands.^1')
assert.equal(see('The offer stands.[^1]\n\n[^1]: Withdrawn later.'), 'The offer stands.[^1]\n[^1]: Withdrawn later.')
assert.equal(see('[Rent]: 410\n\nA month.'), 'A month.')
assert.equal(see('[Rent]: 410 marks\n\nA month.'), '[Rent]: 410 marks\nA month.')
assert.match(marked.parse('The offer stands.[^1]\n\n[^1]: Withdrawn.'), /<a href="Withdrawn\.">\^1<\/a>/)
JS
node see.mjs
