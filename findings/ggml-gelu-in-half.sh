#!/usr/bin/env bash
# GELU of F32 numbers has eleven bits in ggml, and its quick form makes 70,000 infinite and -70,000 not a number.
#
# Guess:     ggml_gelu and ggml_gelu_quick of an F32 tensor are computed in F32 as ggml_silu, ggml_gelu_erf and the rest are,
#            to about seven digits, so a model kept in F32 throughout can be compared with its original to 1e-6.
# Behaviour: on the CPU both round each number to half precision and look the result up in a table of half precision: 1,000
#            numbers from 1.00 to 1.01 have 11 results, those below 3e-8 are zero, and errors are up to 1e-3 of the value,
#            7% at 1e-6. ggml_gelu leaves out what is beyond 10; ggml_gelu_quick, the one of CLIP's models, doesn't, and
#            what half precision can't hold becomes infinite, or not a number where it should be -0. Types of the weights
#            don't matter. The form with erf, slower, is right.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (ggml of llama.cpp v0.5.0), numpy 2.4.6
# Source:    ggml/src/ggml-cpu/vec.h, ggml_vec_gelu_f32 and ggml_vec_gelu_quick_f32 (GGML_GELU_FP16, GGML_GELU_QUICK_FP16)
# Seen:      largest relative error from 0.01 to 9: gelu 9e-4, gelu_quick 1e-3, gelu_erf and silu 1e-7; results of 1.00000,
#            1.00001 and so on below 1.01: 11, 11, 1000 and 1000; of 70,000 and -70,000: gelu 70,000 and 0, gelu_quick
#            infinite and not a number
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6

cat > see.py <<'PY'
from ctypes import CDLL, RTLD_GLOBAL, Structure, c_bool, c_int64, c_size_t, c_void_p
from math import erf, pi, sqrt
from pathlib import Path

import numpy as np

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
base, ggml = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.v*")]


class InitParameters(Structure):
    _fields_ = [("mem_size", c_size_t), ("mem_buffer", c_void_p), ("no_alloc", c_bool)]


FORMULAS = {
    "gelu": lambda x: 0.5 * x * (1 + np.tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))),
    "gelu_quick": lambda x: x / (1 + np.exp(-1.702 * x)),
    "gelu_erf": lambda x: 0.5 * x * (1 + np.vectorize(erf)(x / sqrt(2))),
    "silu": lambda x: x / (1 + np.exp(-x)),
}
for name in ("init", "new_tensor_1d", "new_graph", "backend_alloc_ctx_tensors", *FORMULAS):
    getattr(base, f"ggml_{name}").restype = c_void_p
ggml.ggml_backend_load_all_from_path(str(folder).encode())
ggml.ggml_backend_init_by_type.restype = c_void_p
CPU, F32 = c_void_p(ggml.ggml_backend_init_by_type(0, None)), 0


def compute(name, values):
    """What ggml's CPU backend makes of an F32 tensor."""
    context = c_void_p(base.ggml_init(InitParameters(1 << 20, None, True)))
    given = c_void_p(base.ggml_new_tensor_1d(context, F32, c_int64(values.size)))
    result = c_void_p(getattr(base, f"ggml_{name}")(context, given))
    graph = c_void_p(base.ggml_new_graph(context))
    base.ggml_build_forward_expand(graph, result)
    buffer = c_void_p(base.ggml_backend_alloc_ctx_tensors(context, CPU))
    base.ggml_backend_tensor_set(given, c_void_p(values.ctypes.data), c_size_t(0), c_size_t(values.nbytes))
    assert base.ggml_backend_graph_compute(CPU, graph) == 0
    found = np.empty_like(values)
    base.ggml_backend_tensor_get(result, c_void_p(found.ctypes.data), c_size_t(0), c_size_t(found.nbytes))
    base.ggml_backend_buffer_free(buffer)
    base.ggml_free(context)
    return found


WIDE = np.linspace(0.01, 9, 10_000, dtype=np.float32)
NEAR = (1 + np.arange(1000) * 1e-5).astype(np.float32)
TINY, LARGE = np.array([2e-8, 1e-6], np.float32), np.array([70_000, -70_000], np.float32)
seen = {}
for name, formula in FORMULAS.items():
    right = formula(WIDE.astype(np.float64))
    error = float(np.abs(compute(name, WIDE) / right - 1).max())
    distinct = np.unique(compute(name, NEAR)).size
    tiny, large = compute(name, TINY), compute(name, LARGE)
    print(f"{name:10}  error {error:.1e}, {distinct:4} results of 1000, of {TINY}: {tiny}, of {LARGE}: {large}")
    seen[name] = error, distinct, tiny, large

for name in ("gelu", "gelu_quick"):
    error, distinct, tiny, _ = seen[name]
    assert error > 2e-4 and distinct == 11 and tiny[0] == 0 and tiny[1] > 5.3e-7
for name in ("gelu_erf", "silu"):
    error, distinct, tiny, large = seen[name]
    assert error < 1e-6 and distinct > 900 and abs(tiny[0] - 1e-8) < 1e-12 and large[0] == 70_000
assert seen["gelu"][3][0] == 70_000
assert np.isposinf(seen["gelu_quick"][3][0]) and np.isnan(seen["gelu_quick"][3][1])
PY
py/bin/python see.py
