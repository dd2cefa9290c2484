#!/usr/bin/env bash
# "Weight-only" quantization isn't: ggml's CPU backend brings the activations into a type that suits the weights.
#
# Guess:     a GGUF file's types say how *weights* are stored. ggml_mul_mat takes and gives F32, so a product is that of
#            the unpacked weights with the F32 activations; weights of 0 and 1 are exact in all these types.
# Behaviour: before multiplying, the F32 side is converted to the weight type's partner (vec_dot_type): F16 for F16,
#            BF16 for BF16, int8 with one scale for 32 values for Q8_0 and Q4_0 (Q8_0) and Q4_1 (Q8_1). So with F16
#            weights an activation above 65,504 becomes infinite; with these Q types an activation under 1/254 of its
#            neighbour is 0; and Q4_1 gives NaN where F16 overflows, as Q8_1 keeps the sum of the 32 in half precision.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (ggml of llama.cpp v0.5.0), gguf 0.19.0 for packing
# Source:    ggml/src/ggml-cpu/ggml-cpu.c type_traits_cpu (vec_dot_type), ggml_compute_forward_mul_mat; block_q8_1
# Seen:      the weights pick 70,000 alone, or the 1 that stands beside 300
#            F32 70000.0 1.0   F16 inf 1.0   BF16 70144.0 1.0   Q8_0 69972.7 0.0   Q4_0 69977.0 0.0   Q4_1 nan 0.0
# Runs on:   Linux x64 (the prebuilt library's platform); its x64, SSE4.2, AVX and AVX2 variants agree
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check gguf==0.19.0

cat > see.py <<'PY'
from ctypes import CDLL, RTLD_GLOBAL, Structure, c_bool, c_int64, c_size_t, c_void_p
from math import inf, isfinite
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType as Type
from gguf import quants

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
libraries = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.*")]


class Memory(Structure):
    _fields_ = [("size", c_size_t), ("buffer", c_void_p), ("no_alloc", c_bool)]


def ggml(name, *arguments):
    function = next(getattr(library, "ggml_" + name) for library in libraries if hasattr(library, "ggml_" + name))
    function.restype = c_void_p
    return c_void_p(function(*arguments))


ggml("backend_load_all_from_path", str(folder).encode())
cpu = ggml("backend_init_by_type", 0, None)


def picked(kind, place, activations):
    """A row of weights, 1 at `place` and 0 elsewhere, times activations (0 after the given ones)."""
    weights, given, product = np.zeros(32, np.float32), np.zeros(32, np.float32), np.zeros(1, np.float32)
    weights[place], given[: len(activations)] = 1, activations
    context = ggml("init", Memory(1 << 20, None, True))
    left, right = (ggml("new_tensor_2d", context, int(type), c_int64(32), c_int64(1)) for type in (kind, Type.F32))
    out, graph = ggml("mul_mat", context, left, right), ggml("new_graph", context)
    ggml("build_forward_expand", graph, out)
    ggml("backend_alloc_ctx_tensors", context, cpu)
    for tensor, data in [(left, quants.quantize(weights, kind)), (right, given)]:
        ggml("backend_tensor_set", tensor, c_void_p(data.ctypes.data), c_size_t(0), c_size_t(data.nbytes))
    ggml("backend_graph_compute", cpu, graph)
    ggml("backend_tensor_get", out, c_void_p(product.ctypes.data), c_size_t(0), c_size_t(4))
    return round(float(product[0]), 1)


seen = {}
for kind in [Type.F32, Type.F16, Type.BF16, Type.Q8_0, Type.Q4_0, Type.Q4_1]:
    seen[kind.name] = large, small = picked(kind, 0, [70000]), picked(kind, 1, [300, 1])
    print(f"{kind.name:5} 70000 -> {large:8}   1 beside 300 -> {small}")
assert seen["F32"] == (70000, 1) and seen["F16"] == (inf, 1) and seen["BF16"] == (70144, 1)
assert all(abs(seen[name][0] - 70000) < 50 and seen[name][1] == 0 for name in ["Q8_0", "Q4_0"])
assert not isfinite(seen["Q4_1"][0]) and seen["Q4_1"][1] == 0
PY
py/bin/python see.py
