#!/usr/bin/env bash
# What llama.cpp saves as a context's state has no logits: after it is restored, they are those of the text read before.
#
# Guess:     the state is "logits, embedding and memory", as llama.h says over llama_state_get_size, so a token can be drawn
#            right after llama_state_set_data: the next one of the text that was saved.
# Behaviour: only the memory is saved and restored. llama_get_logits_ith(context, -1) goes on giving the logits of whatever
#            the context read last, an answer to another text, and nothing tells; the first token drawn belongs to that
#            text, and the cache to the saved one. In a new context it returns no pointer. The saved text's last token has
#            to be cut off (llama_memory_seq_rm) and read again: then the logits are right.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-context.cpp, llama_context::state_write_data and state_read_data (architecture and memory only);
#            include/llama.h, llama_state_get_size
# Seen:      after restoring: logits those of the other text to the last bit, 11.5 away from the saved text's; in a new
#            context none; after the last token was read again: the saved text's
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
    "init_from_model": c_void_p, "batch_init": Batch, "get_logits_ith": POINTER(c_float), "get_memory": c_void_p, "state_get_size": c_size_t,
    "state_get_data": c_size_t, "state_set_data": c_size_t,
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


def distance(one, other):
    return float(np.abs(one - other).max())


saved = new_context()
assert read(saved, ONE) == 0
of_saved = logits(saved)
size = llama.llama_state_get_size(saved)
state = (c_uint8 * size)()
assert llama.llama_state_get_data(saved, state, c_size_t(size)) == size

context = new_context()
assert read(context, OTHER) == 0
of_other = logits(context)
assert llama.llama_state_set_data(context, state, c_size_t(size)) == size
restored = logits(context)
print(f"restored: best token {restored.argmax()}, of the saved text {of_saved.argmax()}, of the other one {of_other.argmax()}")
print(f"logits differ from the saved text's by {distance(restored, of_saved):.2f}, from the other one's by {distance(restored, of_other):.2f}")
assert distance(restored, of_other) == 0 and distance(restored, of_saved) > 1

new = new_context()
assert llama.llama_state_set_data(new, state, c_size_t(size)) == size
none = not llama.llama_get_logits_ith(new, -1)
print(f"in a new context: {'none' if none else 'logits'}")
assert none

last = len(ONE) - 1
llama.llama_memory_seq_rm(c_void_p(llama.llama_get_memory(context)), 0, last, -1)
assert read(context, ONE[last:], first=last) == 0
print(f"last token read again: logits differ from the saved text's by {distance(logits(context), of_saved):.4f}")
assert distance(logits(context), of_saved) < 0.01
PY
py/bin/python see.py
