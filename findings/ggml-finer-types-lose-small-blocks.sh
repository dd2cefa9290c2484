#!/usr/bin/env bash
# Q6_K makes zero what the much coarser Q4_0 keeps: weights that share 256 places with far larger ones, and small tensors.
#
# Guess:     Q6_K is near to lossless and takes half as much again as Q4_0; whatever Q4_0 keeps, Q6_K keeps better. An
#            outlier spoils its own 16 or 32 weights, as those have a scale of their own in both.
# Behaviour: in K types the scales of 16 or 32 weights are whole numbers of 4 to 8 bits, times one half float for 256
#            weights. A scale much smaller than the largest one rounds to 0, and all of its weights are gone: beside 32
#            weights 1,000 times larger, the other 224 are zero in every K type and IQ4_XS, where Q4_0, Q5_0 and Q8_0 keep
#            them as always. And the half float must hold the largest scale divided by 128 (Q6_K): at a deviation of
#            0.00003 it rounds to 0, and the whole tensor is zero in Q6_K, in IQ4_XS too; at 0.00001 Q5_K's error is
#            larger than the weights, and Q4_0's as small as ever. No error says so.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (ggml of llama.cpp v0.5.0)
# Source:    ggml/src/ggml-quants.c, quantize_row_q6_K_ref and its like (d = 1/iscale in half precision, scales in whole
#            numbers)
# Seen:      error in parts of the weights' size (1: nothing is left), Q4_0 and Q6_K: around 1: 0.086 and 0.018; beside 32
#            that are 1,000 times larger: 0.086 and 1.000; around 0.00003: 0.086 and 1.000; around 0.00001: Q4_0 0.086,
#            Q5_K 2.072
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6

cat > see.py <<'PY'
from ctypes import CDLL, CFUNCTYPE, POINTER, RTLD_GLOBAL, Structure, c_bool, c_char_p, c_int, c_int64, c_size_t, c_void_p
from pathlib import Path

import numpy as np

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
base = CDLL(str(folder / "libggml-base.so"), mode=RTLD_GLOBAL)


class Traits(Structure):
    _fields_ = [
        ("name", c_char_p), ("block", c_int64), ("interleaved", c_int64), ("bytes", c_size_t), ("quantized", c_bool),
        ("unpack", CFUNCTYPE(None, c_void_p, c_void_p, c_int64)),
    ]


base.ggml_get_type_traits.restype = POINTER(Traits)
base.ggml_quantize_chunk.restype = c_size_t
base.ggml_quantize_chunk.argtypes = [c_int, c_void_p, c_void_p, c_int64, c_int64, c_int64, c_void_p]
SIMPLE = {"Q4_0": 2, "Q5_0": 6, "Q8_0": 8}
DOUBLE = {"Q3_K": 11, "Q4_K": 12, "Q5_K": 13, "Q6_K": 14, "IQ4_XS": 23}
NUMBERS = np.random.default_rng(1).normal(size=(64, 256)).astype(np.float32)


def error(name, weights, measured=slice(None)):
    """The error of the measured columns, in parts of their size (1: nothing of them is left)."""
    kind = (SIMPLE | DOUBLE)[name]
    traits = base.ggml_get_type_traits(kind).contents
    assert traits.name.decode().upper() == name
    packed = np.zeros(weights.size // traits.block * traits.bytes, np.uint8)
    base.ggml_quantize_chunk(kind, weights.ctypes.data, packed.ctypes.data, 0, *weights.shape, None)
    back = np.zeros_like(weights)
    traits.unpack(packed.ctypes.data, back.ctypes.data, back.size)
    far, size = (back - weights)[:, measured], weights[:, measured]
    return float(np.sqrt(np.mean(far**2) / np.mean(size**2)))


def see(what, weights, measured=slice(None)):
    errors = {name: error(name, weights.astype(np.float32), measured) for name in SIMPLE | DOUBLE}
    print(f"{what}:", ", ".join(f"{name} {far:.3f}" for name, far in errors.items()))
    return errors


usual = see("numbers around 1", NUMBERS)
assert usual["Q6_K"] < 0.02 < usual["Q5_0"] < usual["Q4_0"] < 0.1

beside = NUMBERS.copy()
beside[:, :32] *= 1000
errors = see("beside 32 that are 1,000 times larger", beside, slice(32, None))
assert all(far < 0.1 for name, far in errors.items() if name in SIMPLE)
assert all(far > 0.9 for name, far in errors.items() if name in DOUBLE)

errors = see("numbers around 0.00003", NUMBERS * 3e-5)
assert errors["Q4_0"] < 0.1 and errors["Q8_0"] < 0.1 and errors["Q6_K"] > 0.99 and errors["IQ4_XS"] > 0.99
errors = see("numbers around 0.00001", NUMBERS * 1e-5)
assert errors["Q4_0"] < 0.1 and errors["Q5_0"] < 0.1 and errors["Q5_K"] > 1
PY
py/bin/python see.py
