#!/usr/bin/env bash
# Intl.Segmenter cuts sentences alike whatever language it is told.
#
# Guess:     a Segmenter for German knows that "am 1. Mai" and "z. B." end no sentence, one for Japanese that an opening
#            bracket belongs to what it opens; why else would it take a language? And Unicode's data has lists of
#            abbreviations that end no sentence (segment suppressions) for German, English, French and others, which the
#            language's extension "ss-standard" turns on.
# Behaviour: sentences of en, de, fr, ja and ru are the same, by the general rules alone: German days are cut from their
#            months, "Dr.", "Mr." and "z. B." from what follows, and "「" goes to the sentence before. The extension is
#            dropped without an error: resolvedOptions() has no trace of it. Words, not sentences, are what the language
#            matters for. Unicode's data of the same age has "z.B." and "Dr." in its list for German.
# Version:   node 22.22.0 (its ICU prints below), cldr-segments-full 46.1.0 for the lists
# Source:    ECMA-402, 18.1.1: a Segmenter's relevant extension keys are none; ICU's rules for sentences have no German
# Seen:      5 languages alike; "Der Vertrag beginnt am 1. |Mai 2024. |Dr. |Lind kam z. |B. nicht. |あ。「|い」"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund node@22.22.0 cldr-segments-full@46.1.0

cat > see.mjs <<'JS'
import assert from 'node:assert'
import { readFileSync } from 'node:fs'

const TEXT = 'Der Vertrag beginnt am 1. Mai 2024. Dr. Lind kam z. B. nicht. あ。「い」'
const cut = (language) => {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
  return { said: segmenter.resolvedOptions().locale, text: [...segmenter.segment(TEXT)].map(({ segment }) => segment).join('|') }
}
const languages = ['en', 'de', 'fr', 'ja', 'ru']
const seen = new Set(languages.map((language) => cut(language).text))
console.log(process.version, 'ICU', process.versions.icu, 'CLDR', process.versions.cldr)
console.log(seen.size, 'way to cut:', [...seen][0])
const asked = cut('de-u-ss-standard')
console.log('de-u-ss-standard is resolved to', asked.said, 'and cuts', seen.has(asked.text) ? 'alike' : 'otherwise')
const lists = JSON.stringify(JSON.parse(readFileSync('node_modules/cldr-segments-full/segments/de/suppressions.json', 'utf8')))
console.log('in the list for German:', ['z.B.', 'Dr.'].filter((one) => lists.includes(`"${one}"`)).join(' '))
assert.deepEqual([...seen], ['Der Vertrag beginnt am 1. |Mai 2024. |Dr. |Lind kam z. |B. nicht. |あ。「|い」'])
assert.equal(asked.said, 'de')
assert(seen.has(asked.text))
assert(lists.includes('"z.B."') && lists.includes('"Dr."'))
JS
node_modules/.bin/node see.mjs
