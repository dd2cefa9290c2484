#!/usr/bin/env bash
# The mean of a text's embeddings is that of its last n_ubatch tokens, and its first token that of the last piece.
#
# Guess:     n_ubatch is how many tokens are computed at once, a matter of memory and speed: llama_get_embeddings_seq with
#            pooling "mean" is the mean over all tokens of the sequence whatever it is, or llama_decode refuses, as it
#            does (llama_encode asserts it) for models that read in both directions.
# Behaviour: for models that read forwards only, as the embedding models made of language models are, each piece of
#            n_ubatch tokens is pooled by itself, and the next piece's result is written over the one before. "mean" is
#            then the mean of the last piece, "cls" the first token of it; only "last" is right. By default a piece has
#            512 tokens: a text of 520 is embedded by its last 8. The vector looks as good as any, and short texts, those
#            of tests, come out right. So it is when a sequence is read by two calls of llama_decode: the second one's
#            tokens count alone.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-context.cpp, llama_context::decode (embd_seq, set anew by each piece); src/llama-graph.cpp,
#            llm_graph_input_mean::set_input (counts the tokens of the piece)
# Seen:      520 tokens, cosine with the mean of all their embeddings: n_ubatch 1024: 1.000; by default (512): 0.716, and
#            1.000 with the mean of the last 8; "cls" by default: the 513th token; "last" is right
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
        ("sizes", c_uint32 * 4), ("threads", c_int32 * 2), ("type", c_int32), ("scaling", c_int32), ("pooling", c_int32),
        ("kinds", c_int32 * 2), ("rope", c_float * 6), ("yarn_orig_ctx", c_uint32), ("defrag", c_float), ("eval", c_void_p * 2),
        ("types", c_int32 * 2), ("abort", c_void_p * 2), ("embeddings", c_bool), ("flags", c_bool * 5),
        ("samplers", c_void_p), ("n_samplers", c_size_t), ("other", c_void_p),
    ]


class Batch(Structure):
    _fields_ = [("n_tokens", c_int32), ("pointers", c_void_p * 6)]


quiet = CFUNCTYPE(None, c_int, c_char_p, c_void_p)(lambda level, text, data: None)
llama.llama_log_set(quiet, None)
ggml.ggml_backend_load_all_from_path(str(folder).encode())
RESULTS = {
    "model_default_params": ModelParameters, "context_default_params": ContextParameters, "model_load_from_file": c_void_p,
    "init_from_model": c_void_p, "batch_get_one": Batch, "get_embeddings_ith": POINTER(c_float), "get_embeddings_seq": POINTER(c_float),
}
for name, result in RESULTS.items():
    getattr(llama, f"llama_{name}").restype = result
WIDTH, TOKENS = 64, 64
numbers = np.random.default_rng(1)

writer = GGUFWriter("forwards.gguf", "llama")
writer.add_context_length(1024)
writer.add_embedding_length(WIDTH)
writer.add_block_count(1)
writer.add_feed_forward_length(WIDTH)
writer.add_head_count(1)
writer.add_head_count_kv(1)
writer.add_layer_norm_rms_eps(1e-6)
writer.add_tokenizer_model("gpt2")
writer.add_tokenizer_pre("gpt-2")
writer.add_token_list([f"t{i}" for i in range(TOKENS)])
writer.add_token_merges(["t 1"])
writer.add_eos_token_id(1)
for part in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
    writer.add_tensor(f"{part}.weight", np.ones(WIDTH, np.float32))
for part in ("token_embd", *(f"blk.0.{name}" for name in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"))):
    writer.add_tensor(f"{part}.weight", numbers.normal(0, 0.3, (WIDTH, WIDTH)).astype(np.float32))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()

model = c_void_p(llama.llama_model_load_from_file(b"forwards.gguf", llama.llama_model_default_params()))
TEXT = numbers.integers(2, TOKENS, 520).tolist()
NONE, MEAN, CLS, LAST = range(4)


def read(pooling, piece=None, parts=(TEXT,)):
    """Reads the text in pieces of so many tokens, by default of llama.cpp's own size, 512."""
    parameters = llama.llama_context_default_params()
    parameters.n_ctx, parameters.n_batch, parameters.threads[:] = 1024, 1024, (1, 1)
    parameters.n_ubatch = piece or parameters.n_ubatch
    parameters.embeddings, parameters.pooling = True, pooling
    context = c_void_p(llama.llama_init_from_model(model, parameters))
    for part in parts:
        given = (c_int32 * len(part))(*part)
        assert llama.llama_decode(context, llama.llama_batch_get_one(given, len(part))) == 0
    return context


def pooled(*how):
    return np.array(llama.llama_get_embeddings_seq(read(*how), 0)[:WIDTH])


def cosine(one, other):
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


context = read(NONE)
rows = np.array([llama.llama_get_embeddings_ith(context, i)[:WIDTH] for i in range(len(TEXT))])


def see(what, found, all_tokens, last_tokens):
    near = cosine(found, all_tokens), cosine(found, last_tokens)
    print(f"{what}: cosine {near[0]:.3f} with what it should be, {near[1]:.3f} with that of the last tokens alone")
    return [value > 0.9999 for value in near]


assert see("mean, n_ubatch 1024", pooled(MEAN, 1024), rows.mean(0), rows[-8:].mean(0)) == [True, False]
assert see("mean, by default", pooled(MEAN), rows.mean(0), rows[-8:].mean(0)) == [False, True]
assert see("mean, two calls", pooled(MEAN, 1024, (TEXT[:500], TEXT[500:])), rows.mean(0), rows[-20:].mean(0)) == [False, True]
assert see("cls, n_ubatch 1024", pooled(CLS, 1024), rows[0], rows[-8]) == [True, False]
assert see("cls, by default", pooled(CLS), rows[0], rows[-8]) == [False, True]
assert see("last, by default", pooled(LAST), rows[-1], rows[-8:].mean(0)) == [True, False]
PY
py/bin/python see.py
