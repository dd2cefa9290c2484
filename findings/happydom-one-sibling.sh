#!/usr/bin/env bash
# "h2 ~ .error" finds one element in happy-dom however many follow, and :empty finds elements full of text.
#
# Guess:     a DOM made for tests knows selectors as browsers do, or raises an error (it does for those that it can't
#            parse), so that toHaveLength(1) says that there is one message below the heading.
# Behaviour: querySelectorAll gives the siblings that match behind a "~" the same number, and of elements with one number
#            it keeps the first. matches() on the others says true, so that the two contradict each other. A test for no
#            more than one passes with any number, one that goes through all of them looks at the first only. And :empty
#            looks at elements and not at text: a paragraph with words is empty, :not(:empty) finds no paragraph at all.
# Version:   happy-dom 20.14.6
# Source:    lib/query-selector/QuerySelector.js, findAll (subsequentSibling: documentPosition) and querySelectorAll;
#            lib/query-selector/SelectorItem.js, case 'empty' (elementArray)
# Seen:      of a heading and four paragraphs, two of them errors: "h2 ~ p" 1, "h2 ~ .error" 1, the second error matches
#            "h2 ~ .error"; "p:empty" finds all four, one of which has no words, "p:not(:empty)" none
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund happy-dom@20.14.6

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { Window } from 'happy-dom'

const { document } = new Window()
document.body.innerHTML = `<h2>Fields</h2>
  <p id="first" class="error">Name is missing</p><p id="note">A note</p>
  <p id="second" class="error">Date is missing</p><p id="last"></p>`

/** What a selector finds, and what says of itself that it matches. */
function see(selector) {
  const found = [...document.querySelectorAll(selector)].map(({ id }) => id)
  const matching = ['first', 'note', 'second', 'last'].filter((id) => document.getElementById(id).matches(selector))
  console.log(`${selector.padEnd(14)} finds: ${found.join(', ') || 'none'}; match: ${matching.join(', ') || 'none'}`)
  return [found, matching]
}

assert.deepEqual(see('h2 ~ p'), [['first'], ['first', 'note', 'second', 'last']])
assert.deepEqual(see('h2 ~ .error'), [['first'], ['first', 'second']])
assert.deepEqual(see('h2 + .error'), [['first'], ['first']])
assert.deepEqual(see('p:empty')[0], ['first', 'note', 'second', 'last'])
assert.deepEqual(see('p:not(:empty)')[0], [])
JS
node see.mjs
