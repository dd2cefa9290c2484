#!/usr/bin/env bash
# ggml's NVFP4, the finer of its two 4-bit float types, makes weights of a size around 0.002 zero; MXFP4 keeps them.
#
# Guess:     NVFP4 has a scale with fraction bits for each 16 weights, MXFP4 a power of two for 32; so NVFP4 is the more
#            exact one whatever size the weights have, as each quantized type of ggml is scaled to its block.
# Behaviour: NVFP4's scale is an 8-bit float whose smallest value is 2^-9, and NVIDIA's format has a second scale, for the
#            whole tensor, that brings the weights into its range. ggml's blocks have no place for that one, and
#            ggml_quantize_chunk doesn't make it: 16 weights whose largest is below 0.0058 are all zero. The type is good
#            for numbers around 1, with which one tries it, and gets worse with smaller ones: at a standard deviation of
#            0.01, usual in large models, it is coarser than MXFP4 and Q4_0, at 0.003 half of the weights are zero, at
#            0.0015 all. No error says so.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (ggml of llama.cpp v0.5.0)
# Source:    ggml/src/ggml-quants.c, quantize_row_nvfp4_ref; ggml-impl.h, ggml_fp32_to_ue4m3; ggml-common.h, block_nvfp4
# Seen:      error by the weights' deviation, NVFP4 and MXFP4: 1: 0.095 and 0.116; 0.01: 0.125 and 0.113; 0.003: 0.585
#            (51% are zero) and 0.118; 0.0015: 0.994 (100% are zero) and 0.118
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
TYPES = {"Q4_0": 2, "MXFP4": 39, "NVFP4": 40}
NUMBERS = np.random.default_rng(1).normal(size=(64, 1024)).astype(np.float32)


def pack(name, weights):
    """The weights after they were packed into the type and unpacked again."""
    kind = TYPES[name]
    traits = base.ggml_get_type_traits(kind).contents
    assert traits.name.decode().upper() == name
    packed = np.zeros(weights.size // traits.block * traits.bytes, np.uint8)
    base.ggml_quantize_chunk(kind, weights.ctypes.data, packed.ctypes.data, 0, *weights.shape, None)
    back = np.zeros_like(weights)
    traits.unpack(packed.ctypes.data, back.ctypes.data, back.size)
    return back


def see(deviation):
    """For each type the error (root of the mean square, by the deviation) and the share of weights that are zero."""
    weights = (NUMBERS * deviation).astype(np.float32)
    seen = {}
    for name in TYPES:
        back = pack(name, weights)
        seen[name] = float(np.sqrt(np.mean((back - weights) ** 2)) / deviation), float(np.mean(back == 0))
    print(f"deviation {deviation:<7}", ", ".join(f"{name} error {error:.3f}, zero {zero:.0%}" for name, (error, zero) in seen.items()))
    return seen


for deviation in (1, 0.1):
    seen = see(deviation)
    assert seen["NVFP4"][0] < 0.1 < seen["MXFP4"][0]
seen = see(0.01)
assert seen["NVFP4"][0] > seen["MXFP4"][0]
seen = see(0.003)
assert seen["NVFP4"][1] > 0.4
seen = see(0.0015)
assert seen["NVFP4"][1] > 0.99 and seen["MXFP4"][0] < 0.13 and seen["MXFP4"][1] < 0.1
PY
py/bin/python see.py
