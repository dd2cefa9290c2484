#!/usr/bin/env bash
# Each context shift of a model with YaRN makes all keys larger, in llama.cpp: attention gets sharper and sharper.
#
# Guess:     a shift (llama_memory_seq_add) turns the keys from their old places to the new ones and changes nothing else, so
#            that shifting by 8 and then by -8 leaves the cache as it was, but for rounding.
# Behaviour: with YaRN, rotating also multiplies by YaRN's magnitude (1 + 0.1 ln factor), which the keys have already when
#            they are stored, and the shift multiplies them by it again, each time. That holds for all keys of the cache,
#            those that stay in place (n_keep) and those of other sequences in it too, since all are rotated, by 0. By a
#            factor of 4 the keys are 1.139 times as large after one shift, 3.7 times after ten, while those that are
#            read later are not. Without YaRN nothing of it is seen.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-kv-cache.cpp, llama_kv_cache::build_rope_shift (hands yarn_ext_factor and yarn_attn_factor to
#            ggml_rope_ext); ggml/src/ggml-cpu/ops.cpp, rope_yarn (mscale)
# Seen:      40 tokens, the last 30 shifted by 8 and back by 8, so two shifts: keys of the moved and of the unmoved tokens
#            1.296 times as large, after six 2.18 times; the next token's logits (largest about 7) differ by 1.3 and 2.7;
#            by linear scaling the keys are the same and the logits differ by 0.00
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
    "init_from_model": c_void_p, "batch_init": Batch, "get_logits_ith": POINTER(c_float), "get_memory": c_void_p, "state_seq_get_size": c_size_t,
    "state_seq_get_data": c_size_t,
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


LINEAR, YARN = 1, 2
STAY = 10
F32 = (c_int32 * 2)(0, 0)


def memory_of(context):
    return c_void_p(llama.llama_get_memory(context))


def keys(context):
    """All numbers of the sequence's saved state, the keys among them."""
    size = llama.llama_state_seq_get_size(context, 0)
    state = (c_uint8 * size)()
    assert llama.llama_state_seq_get_data(context, state, c_size_t(size), 0) == size
    return np.frombuffer(bytes(state), np.float32).copy()


def next_logits(context):
    assert read(context, [5], first=len(ONE)) == 0
    found = logits(context)
    assert llama.llama_memory_seq_rm(memory_of(context), 0, len(ONE), -1)
    return found


def see(name, scaling, rounds):
    """How much larger the keys are after so many shifts there and back, and by how much the next token's logits differ."""
    context = new_context(rope_scaling_type=scaling, rope_freq_scale=0.25, yarn_orig_ctx=128, types=F32)
    assert read(context, ONE) == 0
    first, before = next_logits(context), keys(context)
    for shift in (8, -8) * rounds:
        start = STAY if shift > 0 else STAY + 8
        llama.llama_memory_seq_add(memory_of(context), 0, start, -1, shift)
        end = len(ONE) + max(shift, 0)
        assert read(context, [7], first=end) == 0
        assert llama.llama_memory_seq_rm(memory_of(context), 0, end, -1)
    after = keys(context)
    last = next_logits(context)
    changed = np.isfinite(before) & (np.abs(before) > 0.01) & (np.abs(after - before) > 1e-3 * np.abs(before))
    ratio = after[changed] / before[changed]
    times = float(np.median(ratio)) if changed.any() else 1.0
    distance = float(np.abs(last - first).max())
    numbers_of_keys = 2 * len(ONE) * WIDTH
    print(f"{name}, {2 * rounds} shifts: {changed.sum()} of the keys' {numbers_of_keys} numbers changed,", end=" ")
    print(f"{times:.3f} times as large, logits differ by {distance:.2f}")
    return int(changed.sum()), times, distance


magnitude = 1 + 0.1 * np.log(4)
for rounds in (1, 3):
    count, times, distance = see("YaRN", YARN, rounds)
    assert count > 0.95 * 2 * len(ONE) * WIDTH and abs(times / magnitude ** (2 * rounds) - 1) < 1e-3 and distance > 0.05
    count, times, distance = see("linear", LINEAR, rounds)
    assert count == 0 and times == 1 and distance < 1e-3
PY
py/bin/python see.py
