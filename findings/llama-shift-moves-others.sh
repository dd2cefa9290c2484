#!/usr/bin/env bash
# A context shift of one sequence moves the tokens of all that were copied from it, in llama.cpp's unified cache.
#
# Guess:     llama_memory_seq_add(memory, 0, ...) "adds relative position delta to all tokens that belong to the specified
#            sequence": a copy made before (llama_memory_seq_cp), as for a system prompt or a branch, stays as it is.
# Behaviour: with kv_unified, a copied token is one cell with two owners and one place. seq_rm takes an owner away, so the
#            copy keeps what the first one removes; seq_add moves the cell itself, so the copy's tokens move too. After a
#            usual shift (remove 10, move up the rest), the copy has two tokens at each of ten places, its end is nearer
#            than it was, and it answers something else. No call fails. Without kv_unified the copy is whole.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-kv-cache.cpp, llama_kv_cache::seq_cp (s0 == s1: owners only), seq_rm and seq_add (cells.pos_add)
# Seen:      40 tokens, copied, then 10 removed from the first and 25 moved up: the copy's last place is 29 instead of 39, its
#            next token's logits (largest about 6) differ by 4.82 from those before; without kv_unified 39 and 0.00
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
from ctypes import c_bool, c_char_p, c_float, c_int, c_int8, c_int32, c_size_t, c_uint8, c_uint32, c_void_p
from pathlib import Path

import numpy as np
from gguf import GGUFWriter

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
base, ggml, llama = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.v*", "libllama.v*")]


class ModelParameters(Structure):
    _fields_ = [("lists", c_void_p * 2), ("numbers", c_int32 * 5), ("more", c_void_p * 4), ("flags", c_bool * 6)]


class ContextParameters(Structure):
    _fields_ = [
        *((name, c_uint32) for name in ("n_ctx", "n_batch", "n_ubatch", "n_seq_max")),
        ("sizes", c_uint32 * 3), ("threads", c_int32 * 2), ("kind", c_int32), ("rope_scaling_type", c_int32), ("kinds", c_int32 * 3),
        *((name, c_float) for name in ("rope_freq_base", "rope_freq_scale", "yarn_ext_factor", "yarn_attn_factor")),
        ("betas", c_float * 2), ("yarn_orig_ctx", c_uint32), ("defrag", c_float), ("eval", c_void_p * 2), ("types", c_int32 * 2),
        ("abort", c_void_p * 2), ("flags", c_bool * 5), ("kv_unified", c_bool),
        ("samplers", c_void_p), ("n_samplers", c_size_t), ("other", c_void_p),
    ]


class Batch(Structure):
    _fields_ = [
        ("n_tokens", c_int32), ("token", POINTER(c_int32)), ("embd", c_void_p), ("pos", POINTER(c_int32)),
        ("n_seq_id", POINTER(c_int32)), ("seq_id", POINTER(POINTER(c_int32))), ("logits", POINTER(c_int8)),
    ]


quiet = CFUNCTYPE(None, c_int, c_char_p, c_void_p)(lambda level, text, data: None)
llama.llama_log_set(quiet, None)
ggml.ggml_backend_load_all_from_path(str(folder).encode())
RESULTS = {
    "model_default_params": ModelParameters, "context_default_params": ContextParameters, "model_load_from_file": c_void_p,
    "init_from_model": c_void_p, "batch_init": Batch, "get_logits_ith": POINTER(c_float), "get_memory": c_void_p,
}
for name, result in RESULTS.items():
    getattr(llama, f"llama_{name}").restype = result
WIDTH, TOKENS = 64, 64
numbers = np.random.default_rng(1)

writer = GGUFWriter("small.gguf", "llama")
writer.add_context_length(512)
writer.add_embedding_length(WIDTH)
writer.add_block_count(2)
writer.add_feed_forward_length(WIDTH)
writer.add_head_count(1)
writer.add_head_count_kv(1)
writer.add_layer_norm_rms_eps(1e-6)
writer.add_tokenizer_model("gpt2")
writer.add_tokenizer_pre("gpt-2")
writer.add_token_list([f"t{i}" for i in range(TOKENS)])
writer.add_token_merges(["t 1"])
writer.add_eos_token_id(1)
writer.add_tensor("token_embd.weight", numbers.normal(0, 0.3, (TOKENS, WIDTH)).astype(np.float32))
writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
for layer in range(2):
    for part in ("attn_norm", "ffn_norm"):
        writer.add_tensor(f"blk.{layer}.{part}.weight", np.ones(WIDTH, np.float32))
    for part in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
        writer.add_tensor(f"blk.{layer}.{part}.weight", numbers.normal(0, 0.3, (WIDTH, WIDTH)).astype(np.float32))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()
model = c_void_p(llama.llama_model_load_from_file(b"small.gguf", llama.llama_model_default_params()))
ONE, OTHER = numbers.integers(2, TOKENS, (2, 40)).tolist()


def new_context(**given):
    parameters = llama.llama_context_default_params()
    parameters.n_ctx, parameters.threads[:] = 512, (1, 1)
    for name, value in given.items():
        setattr(parameters, name, value)
    return c_void_p(llama.llama_init_from_model(model, parameters))


def read(context, tokens, sequence=0, first=0):
    """Reads tokens from a place on; the last one's logits are asked for."""
    batch = llama.llama_batch_init(len(tokens), 0, 1)
    batch.n_tokens = len(tokens)
    for i, token in enumerate(tokens):
        batch.token[i], batch.pos[i], batch.n_seq_id[i], batch.logits[i] = token, first + i, 1, i == len(tokens) - 1
        batch.seq_id[i][0] = sequence
    result = llama.llama_decode(context, batch)
    llama.llama_batch_free(batch)
    return result


def logits(context):
    return np.array(llama.llama_get_logits_ith(context, -1)[:TOKENS])


def memory_of(context):
    return c_void_p(llama.llama_get_memory(context))


def next_logits(context, sequence=0):
    """The logits after one token more, which is taken out again."""
    memory = memory_of(context)
    end = llama.llama_memory_seq_pos_max(memory, sequence) + 1
    assert read(context, [7], sequence, end) == 0
    found = logits(context)
    assert llama.llama_memory_seq_rm(memory, sequence, end, -1)
    return found


def cut_and_shift(context):
    """A context shift of sequence 0: the first 5 tokens stay, 10 go, the other 25 move up."""
    memory = memory_of(context)
    assert llama.llama_memory_seq_rm(memory, 0, 5, 15)
    llama.llama_memory_seq_add(memory, 0, 15, -1, -10)


def distance(one, other):
    return float(np.abs(one - other).max())


def see(unified):
    """The copy's last place after the first sequence's shift, and by how much its next token's logits differ."""
    context = new_context(n_seq_max=2, kv_unified=unified)
    assert read(context, ONE) == 0
    llama.llama_memory_seq_cp(memory_of(context), 0, 1, -1, -1)
    before = next_logits(context, 1)
    cut_and_shift(context)
    last = llama.llama_memory_seq_pos_max(memory_of(context), 1)
    differ = distance(next_logits(context, 1), before)
    print(f"kv_unified {unified}: the copy's last place {last}, its logits differ by {differ:.2f}")
    return last, differ


last, differ = see(False)
assert last == 39 and differ < 0.05
last, differ = see(True)
assert last == 29 and differ > 1
PY
py/bin/python see.py
