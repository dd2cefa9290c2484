#!/usr/bin/env bash
# llama_memory_seq_rm says that it cut a sliding window's cache where the tokens before the cut are no longer in it.
#
# Guess:     llama_memory_seq_rm "returns false if a partial sequence cannot be removed", as it does for recurrent models; so
#            when it returns true, what is read next comes out as if the text had ended there from the start.
# Behaviour: with a cache of the window's size (swa_full = false, which saves memory), it returns true at any place. Cut
#            where the window reaches back to tokens that are gone, the layers with a window read on with a part of it. Cut
#            further back, they have nothing: the sequence counts as empty (llama_memory_seq_pos_max is -1, though other
#            layers keep it), and llama_batch_get_one puts the next token at place 0. llama_decode returns 0 each time, and
#            the logits are others. Only llama_memory_seq_pos_min, asked before, tells: a cut is exact at pos_min + window
#            - 1 or later. Here 600 tokens are read by a model with a window of 16.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-kv-cache-iswa.cpp, llama_kv_cache_iswa::seq_rm and seq_pos_max; src/llama-batch.cpp (places left out)
# Seen:      smallest place 344 of 599; cut at 590: true, as if read anew; at 350: true, logits differ by 2.79; at 300: true,
#            last place -1, logits differ by 4.30; with swa_full as if read anew at all three
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
        ("abort", c_void_p * 2), ("flags", c_bool * 4), ("swa_full", c_bool), ("kv_unified", c_bool),
        ("samplers", c_void_p), ("n_samplers", c_size_t), ("other", c_void_p),
    ]


class Batch(Structure):
    _fields_ = [("n_tokens", c_int32), ("pointers", c_void_p * 6)]


quiet = CFUNCTYPE(None, c_int, c_char_p, c_void_p)(lambda level, text, data: None)
llama.llama_log_set(quiet, None)
ggml.ggml_backend_load_all_from_path(str(folder).encode())
RESULTS = {
    "model_default_params": ModelParameters, "context_default_params": ContextParameters, "model_load_from_file": c_void_p,
    "init_from_model": c_void_p, "get_memory": c_void_p, "memory_seq_rm": c_bool, "batch_get_one": Batch,
    "get_logits_ith": POINTER(c_float),
}
for name, result in RESULTS.items():
    getattr(llama, f"llama_{name}").restype = result
WIDTH, TOKENS, WINDOW, BATCH = 32, 64, 16, 32
numbers = np.random.default_rng(1)


def make(name):
    """A model of Gemma 3's kind with two layers, both with a window of 16 tokens, and weights by chance."""
    writer = GGUFWriter(name, "gemma3")
    writer.add_context_length(2048)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(2)
    writer.add_feed_forward_length(WIDTH)
    writer.add_head_count(1)
    writer.add_head_count_kv(1)
    writer.add_key_length(WIDTH)
    writer.add_value_length(WIDTH)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_sliding_window(WINDOW)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([f"t{i}" for i in range(TOKENS)])
    writer.add_token_merges(["t 1"])
    writer.add_eos_token_id(1)
    writer.add_tensor("token_embd.weight", numbers.normal(0, 0.3, (TOKENS, WIDTH)).astype(np.float32))
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    for layer in range(2):
        for part in ("attn_norm", "post_attention_norm", "attn_q_norm", "attn_k_norm", "ffn_norm", "post_ffw_norm"):
            writer.add_tensor(f"blk.{layer}.{part}.weight", np.ones(WIDTH, np.float32))
        for part in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
            writer.add_tensor(f"blk.{layer}.{part}.weight", numbers.normal(0, 0.3, (WIDTH, WIDTH)).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


make("window.gguf")
model = c_void_p(llama.llama_model_load_from_file(b"window.gguf", llama.llama_model_default_params()))


def new_context(full):
    parameters = llama.llama_context_default_params()
    parameters.n_ctx, parameters.n_batch, parameters.n_ubatch, parameters.swa_full = 1024, BATCH, BATCH, full
    parameters.threads[:] = 1, 1
    return c_void_p(llama.llama_init_from_model(model, parameters))


def read(context, tokens):
    """Reads on, in batches; the logits after the last token."""
    for first in range(0, len(tokens), BATCH):
        part = tokens[first : first + BATCH]
        given = (c_int32 * len(part))(*part)
        assert llama.llama_decode(context, llama.llama_batch_get_one(given, len(part))) == 0
    return np.array(llama.llama_get_logits_ith(context, -1)[:TOKENS])


TEXT, NEXT = [int(token) for token in numbers.integers(2, TOKENS, 600)], [5]


def see(full, cut):
    """What seq_rm returns, the last place left, and whether the next token's logits are others than after a text cut there."""
    context, fresh = new_context(full), new_context(full)
    read(context, TEXT)
    read(fresh, TEXT[:cut])
    memory = c_void_p(llama.llama_get_memory(context))
    smallest = llama.llama_memory_seq_pos_min(memory, 0)
    said = llama.llama_memory_seq_rm(memory, 0, cut, -1)
    last = llama.llama_memory_seq_pos_max(memory, 0)
    distance = float(np.abs(read(context, NEXT) - read(fresh, NEXT)).max())
    print(f"swa_full {full}, smallest place {smallest}, cut at {cut}: {said}, last place {last}, logits differ by {distance:.2f}")
    for one in (context, fresh):
        llama.llama_free(one)
    return said, last, distance > 0.1


for cut in (590, 350, 300):
    assert see(True, cut) == (True, cut - 1, False)
assert see(False, 590) == (True, 589, False)
assert see(False, 350) == (True, 349, True)
assert see(False, 300) == (True, -1, True)
PY
py/bin/python see.py
