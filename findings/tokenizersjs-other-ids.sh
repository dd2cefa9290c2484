#!/usr/bin/env bash
# The same tokenizer.json gives other ids in @huggingface/tokenizers than in Hugging Face's tokenizers, and loses text.
#
# Guess:     the JavaScript library reads the same files as the Python one (Rust's) and gives the same ids, or refuses what
#            it doesn't know.
# Behaviour: it reads four things otherwise, without a word. A Split with "invert" keeps only what matches its pattern: with
#            "isolated", which loses nothing, all else is gone from the ids. A Split by a string with "removed" removes
#            nothing. A Unigram model with byte_fallback, made to lose no character, gives its unknown token. And a
#            WordLevel model's unknown words have no id at all: undefined between numbers.
# Version:   @huggingface/tokenizers 0.2.0, tokenizers 0.23.3
# Source:    dist/tokenizers.mjs: Split.pre_tokenize_text, create_pattern (a group in the pattern makes split keep it),
#            Unigram (knows no byte_fallback), TokenizerModel.convert_tokens_to_ids
# Seen:      inverted "ab 12" 0 1, in Python 0 1 26 29 30; removed "a-b" 0 27 1, in Python 0 1; bytes "aé" 1 0, in Python
#            1 198 172; words "the new rent" 1 undefined 2, in Python 1 0 2
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @huggingface/tokenizers@0.2.0
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check tokenizers==0.23.3

cat > make.py <<'PY'
"""Writes four files and the ids that Python gets by them, of letters (a is 0), of bytes, or of words."""
import json
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, pre_tokenizers

LETTERS = {letter: id for id, letter in enumerate("abcdefghijklmnopqrstuvwxyz -0123456789")}
PIECES = [("<unk>", 0.0), ("a", -1.0), ("b", -1.0), *((f"<0x{byte:02X}>", -9.0) for byte in range(256))]


def letters(*split, **how):
    tokenizer = Tokenizer(models.BPE(LETTERS, []))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(*split, **how)
    return tokenizer


words = Tokenizer(models.WordLevel({"<unk>": 0, "the": 1, "rent": 2}, unk_token="<unk>"))
words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
CASES = {
    "inverted": (letters(Regex("[a-z]+"), "isolated", invert=True), "ab 12"),
    "removed": (letters("-", "removed"), "a-b"),
    "bytes": (Tokenizer(models.Unigram(PIECES, unk_id=0, byte_fallback=True)), "aé"),
    "words": (words, "the new rent"),
}
seen = {}
for name, (tokenizer, text) in CASES.items():
    tokenizer.save(f"{name}.json")
    seen[name] = {"text": text, "ids": tokenizer.encode(text).ids}
Path("python.json").write_text(json.dumps(seen), encoding="utf-8")
PY

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Tokenizer } from '@huggingface/tokenizers'

const read = (name) => JSON.parse(readFileSync(`${name}.json`, 'utf8'))
const here = {}
const python = {}
for (const [name, { text, ids }] of Object.entries(read('python'))) {
  here[name] = new Tokenizer(read(name), {}).encode(text).ids
  python[name] = ids
  console.log(name.padEnd(9), JSON.stringify(text), 'here', here[name].map(String).join(' '), '  in Python', ids.join(' '))
}
assert.deepEqual(python, { inverted: [0, 1, 26, 29, 30], removed: [0, 1], bytes: [1, 198, 172], words: [1, 0, 2] })
assert.deepEqual(here, { inverted: [0, 1], removed: [0, 27, 1], bytes: [1, 0], words: [1, undefined, 2] })
JS
py/bin/python make.py
node see.mjs
