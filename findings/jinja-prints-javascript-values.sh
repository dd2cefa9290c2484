#!/usr/bin/env bash
# A chat template rendered by @huggingface/jinja isn't always the text that Python's Jinja makes of it for transformers.
#
# Guess:     the library is for chat templates, so what it renders is, to the character, what transformers renders, for
#            all that both accept; what it doesn't know raises.
# Behaviour: booleans and none are printed as JavaScript would: {{ true }} is "true" and {{ none }} is "" (Python: "True",
#            "None"), without an error. A template that writes a switch into the prompt, such as "thinking: {{ thinking }}",
#            gives the model other words than it was trained on.
# Version:   @huggingface/jinja 0.5.x as installed below, Jinja2 3.1.6 with transformers' options
# Source:    packages/jinja/src/runtime.ts (evaluateBlock, toString of values)
# Seen:      here: thinking: true | []      Python: thinking: True | [None]
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
