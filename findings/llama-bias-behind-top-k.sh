#!/usr/bin/env bash
# Forbid the best token behind a top-k sampler, and llama.cpp always picks the last of the k, at any temperature and seed.
#
# Guess:     a chain of samplers is carried out in its order, each on what the one before left: behind top_k, a logit bias
#            of -inf takes the token out (it is how tokens are banned), and one of the others is drawn by its probability.
# Behaviour: top_k sorts the candidates and says so in a flag; logit_bias changes their logits and leaves the flag. All
#            that follow take the first candidate for the best. Where the best was forbidden, the probabilities are worked
#            out against -inf, are not numbers, and dist falls back to the last candidate: the worst one of the k, each
#            time, with temperature 0 too, which marks another as the only one. A bias of -100 picks the second each time.
#            A token that the bias makes the best is dropped by min_p. greedy, which looks at all, is right; so is
#            everything with the bias before top_k. The samplers' other changes (penalties, dry) take the flag back.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0)
# Source:    src/llama-sampler.cpp: llama_sampler_logit_bias_apply (leaves cur_p->sorted), llama_sampler_dist_apply,
#            llama_sampler_min_p_apply and llama_sampler_softmax_impl (data[0] is the largest if sorted)
# Seen:      8 tokens, 200 seeds, token 0 the best: forbidden before top_k 5: tokens 1 to 5 drawn 74, 51, 41, 23 and 11
#            times; behind it: token 4 200 times, at temperature 0 too; by -100: token 1 200 times; token 4 raised by 5,
#            min_p 0.5: token 4 never, raised before: 200 times
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1

cat > see.py <<'PY'
from collections import Counter
from ctypes import CDLL, POINTER, RTLD_GLOBAL, Structure, byref, c_bool, c_float, c_int32, c_int64, c_size_t, c_void_p
from math import inf, log
from pathlib import Path

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
base, ggml, llama = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.v*", "libllama.v*")]


class Candidate(Structure):
    _fields_ = [("id", c_int32), ("logit", c_float), ("p", c_float)]


class Candidates(Structure):
    _fields_ = [("data", POINTER(Candidate)), ("size", c_size_t), ("selected", c_int64), ("sorted", c_bool)]


class Bias(Structure):
    _fields_ = [("token", c_int32), ("bias", c_float)]


PROBABILITIES = [0.3, 0.25, 0.2, 0.1, 0.08, 0.04, 0.02, 0.01]
COUNT, SEEDS = len(PROBABILITIES), 200


def sampler(name, *given):
    function = getattr(llama, f"llama_sampler_init_{name}")
    function.restype = c_void_p
    return c_void_p(function(*given))


def top_k():
    return sampler("top_k", 5)


def bias(token, by):
    return lambda: sampler("logit_bias", COUNT, 1, (Bias * 1)(Bias(token, by)))


def temperature(value):
    return lambda: sampler("temp", c_float(value))


def min_p():
    return sampler("min_p", c_float(0.5), c_size_t(1))


def draw(*chain, last="dist"):
    """How often each token is drawn, one seed after the other."""
    drawn = Counter()
    for seed in range(SEEDS):
        data = (Candidate * COUNT)(*(Candidate(i, log(p), 0) for i, p in enumerate(PROBABILITIES)))
        candidates = Candidates(data, COUNT, -1, False)
        for one in (*(make() for make in chain), sampler(last, *([seed] if last == "dist" else []))):
            llama.llama_sampler_apply(one, byref(candidates))
            llama.llama_sampler_free(one)
        drawn[candidates.data[candidates.selected].id] += 1
    return dict(sorted(drawn.items()))


def see(what, drawn):
    print(f"{what:50}", ", ".join(f"token {token}: {times}" for token, times in drawn.items()))
    return drawn


forbidden = bias(0, -inf)
before = see("forbidden, then top_k", draw(forbidden, top_k))
assert list(before) == [1, 2, 3, 4, 5] and max(before, key=before.get) == 1
assert see("top_k, then forbidden", draw(top_k, forbidden)) == {4: SEEDS}
assert see("top_k, forbidden, temperature 0.8", draw(top_k, forbidden, temperature(0.8))) == {4: SEEDS}
assert see("top_k, forbidden, temperature 0", draw(top_k, forbidden, temperature(0))) == {4: SEEDS}
assert see("top_k, lowered by 100", draw(top_k, bias(0, -100))) == {1: SEEDS}
assert see("top_k, forbidden, greedy", draw(top_k, forbidden, last="greedy")) == {1: SEEDS}
assert see("token 4 raised, top_k, min_p", draw(bias(4, 5), top_k, min_p)) == {4: SEEDS}
assert 4 not in see("top_k, token 4 raised, min_p", draw(top_k, bias(4, 5), min_p))
PY
python3 see.py
