#!/usr/bin/env bash
# Save a state right after a context shift, and llama.cpp saves the keys unturned under the new places.
#
# Guess:     what is saved is the sequence as it is now: restored elsewhere, it goes on like the original.
# Behaviour: llama_memory_seq_add only notes by how much the keys are to be turned; the next llama_decode turns them. Saving
#            doesn't wait for that: the state has the new places, the old keys, and not the note. Both calls return their
#            full sizes, the places look right, and the restored sequence answers something else. The original is right
#            as it goes on, and so is a state saved after the next llama_decode. A server that shifts and saves when an
#            answer ends keeps broken sessions. It holds for llama_state_get_data and for llama_state_seq_get_data.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-kv-cache.cpp, llama_kv_cache::state_write_meta (pos, without the cell's shift) and update (do_shift)
# Seen:      40 tokens, 10 removed, 25 shifted: next token's logits (largest about 6) of what was saved at once differ by
#            7.57 from the original's, of what was saved after a llama_decode by 0.01
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
    **{f"state_{part}{call}": c_size_t for part in ("", "seq_") for call in ("get_size", "get_data", "set_data")},
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


def save(context, kind, *sequence):
    size = getattr(llama, f"llama_state_{kind}get_size")(context, *sequence)
    state = (c_uint8 * size)()
    assert getattr(llama, f"llama_state_{kind}get_data")(context, state, c_size_t(size), *sequence) == size
    return state


def restore(state, kind, *sequence):
    context = new_context()
    assert getattr(llama, f"llama_state_{kind}set_data")(context, state, c_size_t(len(state)), *sequence) == len(state)
    return context


for kind, sequence in (("", ()), ("seq_", (0,))):
    original = new_context()
    assert read(original, ONE) == 0
    cut_and_shift(original)
    at_once = save(original, kind, *sequence)
    right = next_logits(original)
    later = save(original, kind, *sequence)
    seen = []
    for state in (at_once, later):
        context = restore(state, kind, *sequence)
        assert llama.llama_memory_seq_pos_max(memory_of(context), 0) == 29
        seen.append(distance(next_logits(context), right))
    print(f"llama_state_{kind}get_data: saved at once, logits differ by {seen[0]:.2f}; after a llama_decode by {seen[1]:.2f}")
    assert seen[0] > 1 and seen[1] < 0.05
PY
py/bin/python see.py
