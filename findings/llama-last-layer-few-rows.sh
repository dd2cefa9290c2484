#!/usr/bin/env bash
# In the last layer llama.cpp computes the feed-forward only for tokens whose logits are asked for.
#
# Guess:     every layer's tensors have a row for each token of the batch, so that an eval callback that collects "l_out"
#            or "ffn_out" gets the last layer's hidden states of all tokens, and a model of one layer, made to measure
#            products or experts, reads a prompt through them.
# Behaviour: behind the attention of the last layer the graph takes out the rows whose logits are asked for, by default the
#            last token's, and goes on with these. "ffn_out" and "l_out" of the last layer then have one row for a prompt
#            of 24 tokens (of the layers before, 24); which token it is, the tensor doesn't say. Where logits of no token
#            are asked for, as of all but the last piece of a long prompt, the nodes are in the graph and have no rows. So
#            a one-layer model's prefill measures its feed-forward on a single token.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/models/llama.cpp, the condition on the last layer and inp_out_ids; src/llama-graph.cpp, build_inp_out_ids
# Seen:      last token asked for: ffn_out-0 24 rows, ffn_out-1 1 row; all: 24 and 24; tokens 3 and 7: 24 and 2; none: 24 and 0
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check gguf==0.19.0

cat > see.py <<'PY'
from ctypes import CDLL, CFUNCTYPE, POINTER, RTLD_GLOBAL, Structure, addressof, cast
from ctypes import c_bool, c_char_p, c_float, c_int, c_int8, c_int32, c_int64, c_size_t, c_uint32, c_void_p
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
    _fields_ = [
        ("n_tokens", c_int32), ("token", POINTER(c_int32)), ("embd", c_void_p), ("pos", c_void_p),
        ("n_seq_id", c_void_p), ("seq_id", c_void_p), ("logits", POINTER(c_int8)),
    ]


quiet = CFUNCTYPE(None, c_int, c_char_p, c_void_p)(lambda level, text, data: None)
llama.llama_log_set(quiet, None)
ggml.ggml_backend_load_all_from_path(str(folder).encode())
base.ggml_get_name.restype, base.ggml_nrows.restype = c_char_p, c_int64
base.ggml_get_name.argtypes = base.ggml_nrows.argtypes = [c_void_p]
RESULTS = {
    "model_default_params": ModelParameters, "context_default_params": ContextParameters,
    "model_load_from_file": c_void_p, "init_from_model": c_void_p,
}
for name, result in RESULTS.items():
    getattr(llama, f"llama_{name}").restype = result
WIDTH, TOKENS, PROMPT = 32, 64, 24
numbers = np.random.default_rng(1)

writer = GGUFWriter("two.gguf", "llama")
writer.add_context_length(256)
writer.add_embedding_length(WIDTH)
writer.add_block_count(2)
writer.add_feed_forward_length(WIDTH)
writer.add_head_count(1)
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

model = c_void_p(llama.llama_model_load_from_file(b"two.gguf", llama.llama_model_default_params()))
rows = {}


@CFUNCTYPE(c_bool, c_void_p, c_bool, c_void_p)
def see(tensor, ask, data):
    name = base.ggml_get_name(tensor).decode()
    if name in ("ffn_out-0", "ffn_out-1"):
        rows[name] = base.ggml_nrows(tensor)
    return False


def read(asked):
    """The rows of both layers' ffn_out for a prompt; `asked`: tokens whose logits are asked for, None for the default."""
    rows.clear()
    parameters = llama.llama_context_default_params()
    parameters.n_ctx = parameters.n_batch = parameters.n_ubatch = 256
    parameters.threads[:] = 1, 1
    parameters.eval[0] = cast(see, c_void_p).value
    context = c_void_p(llama.llama_init_from_model(model, parameters))
    rows.clear()
    batch = Batch()
    batch.n_tokens = PROMPT
    batch.token = (c_int32 * PROMPT)(*range(2, 2 + PROMPT))
    if asked is not None:
        batch.logits = (c_int8 * PROMPT)(*(token in asked for token in range(PROMPT)))
    assert llama.llama_decode(context, batch) == 0
    llama.llama_free(context)
    print(f"asked for {'the default' if asked is None else list(asked)}: {rows}")
    return rows["ffn_out-0"], rows["ffn_out-1"]


assert read(None) == (PROMPT, 1)
assert read(range(PROMPT)) == (PROMPT, PROMPT)
assert read([3, 7]) == (PROMPT, 2)
assert read([]) == (PROMPT, 0)
PY
py/bin/python see.py
