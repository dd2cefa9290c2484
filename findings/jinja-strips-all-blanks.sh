#!/usr/bin/env bash
# lstrip('\n') in a chat template takes the indentation away too, where @huggingface/jinja renders it.
#
# Guess:     strip, lstrip and rstrip take the characters to strip, as Python's do: templates write
#            content.split('</think>')[-1].lstrip('\n') to drop the line ends after a model's thoughts (Qwen3's, DeepSeek's
#            heirs), so the library, made for such templates, knows the argument, or raises an error where it doesn't.
# Behaviour: the argument is ignored. All blanks are stripped: an answer that begins with indented code loses the first line's
#            indentation and so reads otherwise than it was written; and nothing else is ever stripped: 'xxaxx'.strip('x')
#            stays as it is. No error says so. The filter trim with an argument does raise.
# Version:   @huggingface/jinja 0.5.11, Jinja2 3.1.6 with the options of transformers
# Source:    packages/jinja/src/runtime.ts, builtins of StringValue: strip, lstrip and rstrip (trim() of JavaScript)
# Seen:      here "def f():\n        return 1" and "xxaxx", in Python "    def f():\n        return 1" and "a"
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund @huggingface/jinja@0.5.11
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check jinja2==3.1.6

cat > case.json <<'JSON'
{
  "template": "{{ content.split('</think>')[-1].lstrip('\\n') }}|{{ 'xxaxx'.strip('x') }}",
  "content": "<think>Code.</think>\n\n    def f():\n        return 1",
  "here": "def f():\n        return 1|xxaxx",
  "python": "    def f():\n        return 1|a"
}
JSON

cat > see.mjs <<'JS'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Template } from '@huggingface/jinja'
const { template, content, here } = JSON.parse(readFileSync('case.json', 'utf8'))
const text = new Template(template).render({ content })
console.log('@huggingface/jinja:', JSON.stringify(text))
assert.equal(text, here)
assert.throws(() => new Template("{{ 'xxa' | trim('x') }}").render({}), /Unknown StringValue filter/)
JS

cat > see.py <<'PY'
import json
from pathlib import Path
from jinja2.sandbox import ImmutableSandboxedEnvironment

case = json.loads(Path("case.json").read_text(encoding="utf-8"))
environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
text = environment.from_string(case["template"]).render(content=case["content"])
print("Jinja2:            ", json.dumps(text))
assert text == case["python"]
PY
node see.mjs
py/bin/python see.py
