#!/usr/bin/env bash
# @huggingface/jinja renders other text than Python's Jinja where a template prints, counts or divides, and says nothing.
#
# Guess:     the library exists to render models' chat templates, which are written for Python's Jinja (transformers): what
#            both accept comes out the same to the character, and what it lacks raises an error.
# Behaviour: values are JavaScript's. Booleans print as "true" and none as "" (Python: "True", "None"), also when joined
#            with ~ or filtered with |string; 3.0 prints as "3"; a remainder has the sign of the dividend; strings are
#            counted and cut in UTF-16 units, so that an emoji is two and an index may give half of one. So a template
#            that writes "Thinking: {{ thinking }}" gives the model another prompt than the one it was trained on.
# Version:   @huggingface/jinja 0.5.11, Jinja2 3.1.6 with the options of transformers
# Source:    packages/jinja/src/runtime.ts: toString of BooleanValue, NullValue and FloatValue, evaluateBinaryExpression
# Seen:      Thinking: true||3|-1|2   and in Python   Thinking: True|None|3.0|2|1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund @huggingface/jinja@0.5.11
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check jinja2==3.1.6

cat > template.txt <<'TEMPLATE'
{{ 'Thinking: ' ~ thinking }}|{{ tools }}|{{ depth }}|{{ -7 % 3 }}|{{ '😀'|length }}
TEMPLATE

cat > see.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { Template } from '@huggingface/jinja'
const text = readFileSync('template.txt', 'utf8')
process.stdout.write(new Template(text).render({ thinking: true, tools: null, depth: 3.0 }))
JS

cat > see.py <<'PY'
from pathlib import Path
from jinja2.sandbox import ImmutableSandboxedEnvironment

environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
text = Path("template.txt").read_text(encoding="utf-8")
print(environment.from_string(text).render(thinking=True, tools=None, depth=3.0), end="")
PY

here=$(node see.mjs)
there=$(py/bin/python see.py)
echo "@huggingface/jinja: $here"
echo "Jinja2:             $there"
[ "$here" = "Thinking: true||3|-1|2" ] && [ "$there" = "Thinking: True|None|3.0|2|1" ]
