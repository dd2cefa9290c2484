#!/usr/bin/env bash
# Of a LoRA adapter for DeepSeek, llama.cpp heeds attention's output and the feed-forward; the rest loads and does nothing.
#
# Guess:     a matrix of an adapter that doesn't fit or isn't known is refused when the adapter is loaded (it is: "does
#            not exist in base model", "has incorrect shape"), so what loads is added, as in every Llama model.
# Behaviour: the names and shapes of all matrices are checked, and they are loaded and counted; but DeepSeek's graphs
#            multiply by attention's projections (q_a, q_b, kv_a_mqa, k_b, v_b), by the indexer's, and by the output
#            matrix without looking for an adapter. What was trained there is left out: an adapter of queries and values,
#            the usual kind, changes nothing at all, one of all matrices runs in parts that were never meant to work
#            alone. The log says how many tensors were loaded, not how many count.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/models/deepseek2.cpp and deepseek32.cpp (ggml_mul_mat where others have build_lora_mm),
#            src/llama-graph.cpp, build_lora_mm; src/llama-adapter.cpp, llama_adapter_lora_init_impl
# Seen:      how far an adapter of one matrix moves the logits, whose largest is about 6: llama: attn_q 5.7, output 1.2,
#            all others 2.3 to 7.5; deepseek2 and deepseek32: attn_output 1.9, ffn 0.7 to 3.0, all others (output too)
#            exactly 0
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check gguf==0.19.0

cat > see.py <<'PY'
from ctypes import CDLL, CFUNCTYPE, POINTER, RTLD_GLOBAL, Structure
from ctypes import c_bool, c_char_p, c_float, c_int, c_int32, c_size_t, c_uint32, c_void_p
from pathlib import Path

import numpy as np
from gguf import GGUFWriter

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
base, ggml, llama = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.v*", "libllama.v*")]


class ModelParameters(Structure):
    _fields_ = [("lists", c_void_p * 2), ("numbers", c_int32 * 5), ("more", c_void_p * 4), ("flags", c_bool * 6)]


class ContextParameters(Structure):
    _fields_ = [
        *((name, c_uint32) for name in ("n_ctx", "n_batch", "n_ubatch")),
        ("sizes", c_uint32 * 4), ("threads", c_int32 * 2), ("kinds", c_int32 * 5), ("rope", c_float * 6),
        ("yarn_orig_ctx", c_uint32), ("defrag", c_float), ("eval", c_void_p * 2), ("types", c_int32 * 2),
        ("abort", c_void_p * 2), ("flags", c_bool * 6), ("samplers", c_void_p), ("n_samplers", c_size_t), ("other", c_void_p),
    ]


class Batch(Structure):
    _fields_ = [("n_tokens", c_int32), ("pointers", c_void_p * 6)]


quiet = CFUNCTYPE(None, c_int, c_char_p, c_void_p)(lambda level, text, data: None)
llama.llama_log_set(quiet, None)
ggml.ggml_backend_load_all_from_path(str(folder).encode())
RESULTS = {
    "model_default_params": ModelParameters, "context_default_params": ContextParameters, "model_load_from_file": c_void_p,
    "init_from_model": c_void_p, "batch_get_one": Batch, "get_logits_ith": POINTER(c_float), "adapter_lora_init": c_void_p,
}
for name, result in RESULTS.items():
    getattr(llama, f"llama_{name}").restype = result
WIDTH, TOKENS, HEADS, KEY, INDEXERS, RANK = 64, 64, 2, 128, 4, 4
LENGTHS = {
    "block_count": 1, "context_length": 256, "embedding_length": WIDTH, "feed_forward_length": WIDTH, "vocab_size": TOKENS,
    "attention.head_count": HEADS,
}
LATENTS = {
    "attention.head_count_kv": 1, "rope.dimension_count": WIDTH, "attention.key_length": 2 * WIDTH, "attention.value_length": WIDTH,
    "attention.key_length_mla": 2 * WIDTH, "attention.value_length_mla": WIDTH, "attention.q_lora_rank": WIDTH,
    "attention.kv_lora_rank": WIDTH, "leading_dense_block_count": 1, "expert_feed_forward_length": WIDTH,
    "expert_shared_count": 1, "expert_count": 2, "expert_used_count": 1, "expert_gating_func": 2,
}
INDEXER = {"attention.indexer.head_count": INDEXERS, "attention.indexer.key_length": KEY, "attention.indexer.top_k": 4}
SQUARE = (WIDTH, WIDTH)
FEED_FORWARD = {"ffn_gate": SQUARE, "ffn_up": SQUARE, "ffn_down": SQUARE}
MLA = {
    "attn_q_a": SQUARE, "attn_q_b": (HEADS * 2 * WIDTH, WIDTH), "attn_kv_a_mqa": (2 * WIDTH, WIDTH),
    "attn_k_b": (HEADS, *SQUARE), "attn_v_b": (HEADS, *SQUARE), "attn_output": (WIDTH, HEADS * WIDTH), **FEED_FORWARD,
}
SCORER = {"indexer.proj": (INDEXERS, WIDTH), "indexer.attn_k": (KEY, WIDTH), "indexer.attn_q_b": (INDEXERS * KEY, WIDTH)}
LATENT_NORMS = {"attn_norm": WIDTH, "ffn_norm": WIDTH, "attn_q_a_norm": WIDTH, "attn_kv_a_norm": WIDTH}
KINDS = {
    "llama": (LENGTHS, {**{f"attn_{part}": SQUARE for part in ("q", "k", "v", "output")}, **FEED_FORWARD}, {"attn_norm": WIDTH, "ffn_norm": WIDTH}),
    "deepseek2": (LENGTHS | LATENTS, MLA, LATENT_NORMS),
    "deepseek32": (LENGTHS | LATENTS | INDEXER, MLA | SCORER, LATENT_NORMS | {"indexer.k_norm": KEY}),
}
numbers = np.random.default_rng(1)


def chance(*shape):
    return numbers.normal(0, 0.3, shape).astype(np.float32)


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def make(kind):
    """A model of this kind with one layer and weights by chance."""
    lengths, matrices, norms = KINDS[kind]
    writer = GGUFWriter("model.gguf", kind)
    for key, value in lengths.items():
        writer.add_uint32(f"{kind}.{key}", value)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([f"t{i}" for i in range(TOKENS)])
    writer.add_token_merges(["t 1"])
    writer.add_eos_token_id(1)
    for part, size in norms.items():
        writer.add_tensor(f"blk.0.{part}.weight", np.ones(size, np.float32))
    if "indexer.k_norm" in norms:
        writer.add_tensor("blk.0.indexer.k_norm.bias", np.zeros(KEY, np.float32))
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    for part in ("token_embd", "output"):
        writer.add_tensor(f"{part}.weight", chance(TOKENS, WIDTH))
    for part, shape in matrices.items():
        writer.add_tensor(f"blk.0.{part}.weight", chance(*shape))
    finish(writer)


def make_adapter(kind, name, shape):
    writer = GGUFWriter("adapter.gguf", kind)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", RANK)
    *many, rows, columns = shape
    writer.add_tensor(f"{name}.weight.lora_a", chance(*many, RANK, columns))
    writer.add_tensor(f"{name}.weight.lora_b", chance(*many, rows, RANK))
    finish(writer)


def read(model, adapter):
    """The logits after a text, with an adapter or without."""
    parameters = llama.llama_context_default_params()
    parameters.n_ctx, parameters.n_batch, parameters.n_ubatch, parameters.threads[:] = 256, 256, 256, (1, 1)
    context = c_void_p(llama.llama_init_from_model(model, parameters))
    if adapter:
        assert llama.llama_set_adapters_lora(context, (c_void_p * 1)(adapter), c_size_t(1), (c_float * 1)(1)) == 0
    given = (c_int32 * len(TEXT))(*TEXT)
    assert llama.llama_decode(context, llama.llama_batch_get_one(given, len(TEXT))) == 0
    return np.array(llama.llama_get_logits_ith(context, -1)[:TOKENS])


TEXT = numbers.integers(2, TOKENS, 40).tolist()
for kind, (lengths, matrices, norms) in KINDS.items():
    make(kind)
    model = c_void_p(llama.llama_model_load_from_file(b"model.gguf", llama.llama_model_default_params()))
    without, moved = read(model, None), {}
    for name, shape in {**{f"blk.0.{part}": shape for part, shape in matrices.items()}, "output": SQUARE}.items():
        make_adapter(kind, name, shape)
        adapter = llama.llama_adapter_lora_init(model, b"adapter.gguf")
        assert adapter
        moved[name.removeprefix("blk.0.")] = float(np.abs(read(model, adapter) - without).max())
    print(f"{kind} (largest {np.abs(without).max():.1f}):", ", ".join(f"{name} {far:.1f}" for name, far in moved.items()))
    heeded = set(moved) if kind == "llama" else {"attn_output", *FEED_FORWARD}
    assert {name for name, far in moved.items() if far > 0.1} == heeded
    assert all(far == 0 for name, far in moved.items() if name not in heeded)
PY
py/bin/python see.py
