#!/usr/bin/env bash
# Ban one token, or have one that is very unlikely, and llama.cpp's typical sampling lets nearly the whole vocabulary pass.
#
# Guess:     locally typical sampling weighs each token by its probability, so one that can't be drawn (a bias of -inf, which
#            is how tokens are banned, or what a grammar refuses) counts nothing: the rest is chosen as if it weren't there.
# Behaviour: the entropy is summed up as p * log(p) without leaving out p = 0, and 0 * -inf is not a number. Then no token's
#            distance from the entropy is one either, and sorting by it gives an order of no meaning, of which tokens are
#            taken until their sum is p: nearly all, as the likely ones come late. The next token is then drawn as without
#            any filter. A logit 104 below the best does it too, as its probability is 0 in single precision.
#            Dynamic temperature (temp_ext), in the same file, leaves p = 0 out. A top-k before that drops it mends it.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0)
# Source:    src/llama-sampler.cpp: llama_sampler_typical_apply (-p * logf(p)); llama_sampler_temp_ext_apply (prob > 0)
# Seen:      32,000 tokens of probabilities as 1 / rank ^ 1.5, p 0.9: typical keeps 54, the same as top-p; with one more at
#            -inf, or at 104 below the best, 31,987; at 80 below 54, and behind top_k 1000 40
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1

cat > see.py <<'PY'
from ctypes import CDLL, POINTER, RTLD_GLOBAL, Structure, byref, c_bool, c_float, c_int32, c_int64, c_size_t, c_void_p
from math import inf, log
from pathlib import Path

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
base, ggml, llama = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.v*", "libllama.v*")]


class Candidate(Structure):
    _fields_ = [("id", c_int32), ("logit", c_float), ("p", c_float)]


class Candidates(Structure):
    _fields_ = [("data", POINTER(Candidate)), ("size", c_size_t), ("selected", c_int64), ("sorted", c_bool)]


LOGITS = [-1.5 * log(rank) for rank in range(1, 32_001)]
BEST = LOGITS[0]


def kept(what, more, *chain):
    """How many tokens a chain of samplers leaves, of LOGITS and those beside them."""
    logits = [*LOGITS, *more]
    candidates = Candidates((Candidate * len(logits))(*(Candidate(i, logit, 0) for i, logit in enumerate(logits))), len(logits), -1, False)
    for name, *given in chain:
        make = getattr(llama, f"llama_sampler_init_{name}")
        make.restype = c_void_p
        sampler = c_void_p(make(*given))
        llama.llama_sampler_apply(sampler, byref(candidates))
        llama.llama_sampler_free(sampler)
    print(f"{what:46} {candidates.size:6} left")
    return candidates.size


typical, top_p, top_k = ("typical", c_float(0.9), c_size_t(1)), ("top_p", c_float(0.9), c_size_t(1)), ("top_k", 1000)
few, nearly_all = range(20, 100), range(30_000, 32_002)
assert kept("typical", [], typical) in few
assert kept("top-p, a token banned", [-inf], top_p) in few
assert kept("typical, a token banned", [-inf], typical) in nearly_all
assert kept("typical, a token 80 below the best", [BEST - 80], typical) in few
assert kept("typical, a token 104 below the best", [BEST - 104], typical) in nearly_all
assert kept("typical behind top_k 1000, a token banned", [-inf], top_k, typical) in few
PY
python3 see.py
