#!/usr/bin/env bash
# The average of 4,096 ones is 0.5: ggml's CPU attention adds up a token's values in half precision.
#
# Guess:     ggml_flash_attn_ext with F16 keys and values (llama.cpp's cache unless told otherwise) rounds what it reads;
#            sums are kept in F32, as ggml_flash_attn_ext_set_prec asks for and as ops.cpp says itself ("uses F32
#            accumulators"). A token gives the same whether it is read alone or among others.
# Behaviour: for a single query the weighted values are added in F16, one position after the other, and divided by the sum
#            of the weights at the end. From 2,048 on, one more 1 changes nothing: evenly spread attention over 4,096
#            values of 1 gives 0.5, over 32,768 a sixteenth, and 100 values of 1,000 infinity. Threads share long texts
#            (from 512 on), so that the answer depends on their number. 64 queries at once (a prompt) are summed in F32:
#            reading a text and writing on after it disagree. With F32 values all is right.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (ggml of llama.cpp v0.5.0)
# Source:    ggml/src/ggml-cpu/ops.cpp, ggml_compute_forward_flash_attn_ext_f16_one_chunk (VKQ16, ggml_vec_mad_f16)
# Seen:      4096 ones:     one query 0.5 (1 thread), 1 (2 threads); 64 queries 1; F32 1
#            32768 ones:    one query 0.0625 (1 thread), 0.125 (2 threads); 64 queries 1; F32 1
#            100 thousands: one query inf; 64 queries 1000; F32 1000
# Runs on:   Linux x64 (the prebuilt library's platform); its x64, SSE4.2, Haswell, Skylake-X and Ice Lake variants agree
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6

cat > see.py <<'PY'
from ctypes import CDLL, CFUNCTYPE, RTLD_GLOBAL, Structure, c_bool, c_float, c_int, c_int64, c_size_t, c_void_p
from math import inf
from pathlib import Path

import numpy as np

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
libraries = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.*")]
F32, F16, PRECISION_F32, WIDTH = 0, 1, 10, 64


class Memory(Structure):
    _fields_ = [("size", c_size_t), ("buffer", c_void_p), ("no_alloc", c_bool)]


def ggml(name, *arguments):
    function = next(getattr(library, "ggml_" + name) for library in libraries if hasattr(library, "ggml_" + name))
    function.restype = c_void_p
    return c_void_p(function(*arguments))


ggml("backend_load_all_from_path", str(folder).encode())
cpu = ggml("backend_init_by_type", 0, None)
registry = ggml("backend_dev_backend_reg", ggml("backend_get_device", cpu))
set_threads = CFUNCTYPE(None, c_void_p, c_int)(ggml("backend_reg_get_proc_address", registry, b"ggml_backend_set_n_threads").value)


def average(value, count, queries, threads, kind=F16):
    """Attention over `count` equal keys, whose values are all `value`: their average, whatever the query."""
    numbers = np.float16 if kind == F16 else np.float32
    context = ggml("init", Memory(1 << 20, None, True))
    tensors = []
    for type, data in [
        (F32, np.zeros((queries, WIDTH), np.float32)),
        (kind, np.zeros((count, WIDTH), numbers)),
        (kind, np.full((count, WIDTH), value, numbers)),
    ]:
        tensors.append((ggml("new_tensor_3d", context, type, c_int64(WIDTH), c_int64(len(data)), c_int64(1)), data))
    query, keys, values = (tensor for tensor, _ in tensors)
    out = ggml("flash_attn_ext", context, query, keys, values, None, c_float(1), c_float(0), c_float(0))
    ggml("flash_attn_ext_set_prec", out, PRECISION_F32)
    graph = ggml("new_graph", context)
    ggml("build_forward_expand", graph, out)
    buffer = ggml("backend_alloc_ctx_tensors", context, cpu)
    for tensor, data in tensors:
        ggml("backend_tensor_set", tensor, c_void_p(data.ctypes.data), c_size_t(0), c_size_t(data.nbytes))
    set_threads(cpu, threads)
    ggml("backend_graph_compute", cpu, graph)
    result = np.zeros((queries, WIDTH), np.float32)
    ggml("backend_tensor_get", out, c_void_p(result.ctypes.data), c_size_t(0), c_size_t(result.nbytes))
    ggml("backend_buffer_free", buffer)
    return round(float(result[0, 0]), 4)


def see(value, count):
    seen = [average(value, count, 1, 1), average(value, count, 1, 2), average(value, count, 64, 1), average(value, count, 1, 1, F32)]
    print(f"{count} values of {value}: one query {seen[0]} (1 thread), {seen[1]} (2 threads); 64 queries {seen[2]}; F32 {seen[3]}")
    return seen


assert see(1, 256) == [1, 1, 1, 1]
assert see(1, 4096) == [0.5, 1, 1, 1]
assert see(1, 32768) == [0.0625, 0.125, 1, 1]
assert see(1000, 100) == [inf, inf, 1000, 1000]
PY
py/bin/python see.py
