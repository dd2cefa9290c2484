#!/usr/bin/env bash
# No list equals [] in @huggingface/jinja, and false equals '': a chat template takes the other branch.
#
# Guess:     == compares values as Python does: {% if tools == [] %} is true of an empty list, {% if reason == '' %} of an
#            empty string only. Where a comparison isn't supported, as for <, an error is raised.
# Behaviour: lists and objects are compared by reference, so that == [] and == {} are false of everything, and != [] is
#            always true; everything else by JavaScript's loose ==, by which '' equals false and 0, '1' equals 1, and none
#            equals what is undefined. `in` compares strictly, so that true is not in [1], which it is in Python.
# Version:   @huggingface/jinja 0.5.11, Jinja2 3.1.6 with the options of transformers
# Source:    packages/jinja/src/runtime.ts, evaluateBinaryExpression (case "==": left.value == right.value)
# Seen:      see what is printed below; all seven differ from Python
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund @huggingface/jinja@0.5.11
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check jinja2==3.1.6

cat > cases.json <<'JSON'
{
  "tools == []": false,
  "tools != []": true,
  "parts == [1, 2]": false,
  "options == {}": false,
  "thinking == ''": true,
  "depth == '1'": true,
  "none == unset": true
}
JSON

cat > see.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { Template } from '@huggingface/jinja'
const values = { tools: [], parts: [1, 2], options: {}, thinking: false, depth: 1 }
for (const test of Object.keys(JSON.parse(readFileSync('cases.json', 'utf8')))) {
  console.log(new Template(`{{ 'yes' if ${test} else 'no' }}`).render(values))
}
JS

cat > see.py <<'PY'
import json
import subprocess
from pathlib import Path
from jinja2.sandbox import ImmutableSandboxedEnvironment

cases = json.loads(Path("cases.json").read_text(encoding="utf-8"))
environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
values = {"tools": [], "parts": [1, 2], "options": {}, "thinking": False, "depth": 1}
here = subprocess.run(["node", "see.mjs"], capture_output=True, text=True, check=True).stdout.split()
for (test, expected), answer in zip(cases.items(), here, strict=True):
    python = environment.from_string(f"{{{{ 'yes' if {test} else 'no' }}}}").render(values)
    print(f"{test:16} here {answer:4} in Python {python}")
    assert answer == ("yes" if expected else "no") and python != answer
PY
py/bin/python see.py
