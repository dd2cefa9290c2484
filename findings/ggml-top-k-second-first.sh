#!/usr/bin/env bash
# The first of ggml's top k is always the second best: the CPU backend swaps the first two on purpose.
#
# Guess:     ggml_top_k gives the places of the k largest values from the largest down, as ggml_argsort and PyTorch's topk
#            do; or, where it promises no order, in the order of places or by chance, so that the first is as good as any.
# Behaviour: the CPU backend sorts them from the largest down and then swaps the first two, "to emphasize that the order is
#            not important". So the first is the second best for every k above 1, the rest is sorted, and k = 1 gives the
#            best: what is tried with one or two values, or by looking at the scores, seems sorted with a flaw in it.
#            Whoever takes the first for the best is always wrong, and never by much. ggml_argsort_top_k sorts.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (ggml of llama.cpp v0.5.0)
# Source:    ggml/src/ggml-cpu/ops.cpp, ggml_compute_forward_top_k_f32 (std::partial_sort, then std::swap); ggml/include/ggml.h
#            ("in no particular order")
# Seen:      of 3 1 4 1 5 9 2 6, whose largest are 9 6 5 4: k = 1: 9; k = 4: 6 9 5 4; ggml_argsort_top_k: 9 6 5 4
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
from pathlib import Path

import numpy as np

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
libraries = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.*")]
F32 = 0


class Memory(Structure):
    _fields_ = [("size", c_size_t), ("buffer", c_void_p), ("no_alloc", c_bool)]


def ggml(name, *arguments):
    function = next(getattr(library, "ggml_" + name) for library in libraries if hasattr(library, "ggml_" + name))
    function.restype = c_void_p
    return c_void_p(function(*arguments))


ggml("backend_load_all_from_path", str(folder).encode())
cpu = ggml("backend_init_by_type", 0, None)


def best(operation, k, scores):
    """The scores at the places that the operation gives, in its order."""
    values, places = np.array(scores, np.float32), np.zeros(k, np.int32)
    context = ggml("init", Memory(1 << 20, None, True))
    given = ggml("new_tensor_1d", context, F32, c_int64(len(values)))
    found = ggml("cont", context, ggml(operation, context, given, k))
    graph = ggml("new_graph", context)
    ggml("build_forward_expand", graph, found)
    ggml("backend_alloc_ctx_tensors", context, cpu)
    ggml("backend_tensor_set", given, c_void_p(values.ctypes.data), c_size_t(0), c_size_t(values.nbytes))
    ggml("backend_graph_compute", cpu, graph)
    ggml("backend_tensor_get", found, c_void_p(places.ctypes.data), c_size_t(0), c_size_t(places.nbytes))
    seen = [int(values[place]) for place in places]
    print(f"{operation}, k = {k}: {seen}")
    return seen


SCORES = [3, 1, 4, 1, 5, 9, 2, 6]
assert best("top_k", 1, SCORES) == [9]
assert best("top_k", 2, SCORES) == [6, 9]
assert best("top_k", 4, SCORES) == [6, 9, 5, 4]
assert best("argsort_top_k", 4, SCORES) == [9, 6, 5, 4]
PY
py/bin/python see.py
