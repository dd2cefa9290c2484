#!/usr/bin/env bash
# llama.cpp ignores yarn_attn_factor exactly where YaRN is on; it counts where YaRN is off.
#
# Guess:     yarn_attn_factor, "YaRN magnitude scaling factor" in llama.h and --yarn-attn-factor on the command line, sets by
#            how much YaRN sharpens attention: twice as much makes other logits. Without YaRN it does nothing.
# Behaviour: the other way round. With YaRN, what the caller gave is overwritten by the value that follows from the factor of
#            the scaling: any value, 0 and 1,000 too, gives the very same logits, without a word. With linear scaling or
#            none, queries and keys are multiplied by it, so that scores change by its square. Whoever tries values for a
#            long context measures no difference and takes it for a result.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-context.cpp, constructor of llama_context: params.yarn_attn_factor is taken, then in "if
#            (cparams.yarn_ext_factor != 0)" set anew; include/llama.h, llama_context_params
# Seen:      change of the logits (the largest is about 7) by the factors 0.5, 2 and 1,000, beside 1: YaRN 0, 0 and 0;
#            linear 7.5, 3.4 and 3.8; none 5.2, 1.6 and 2.0
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
    "init_from_model": c_void_p, "batch_init": Batch, "get_logits_ith": POINTER(c_float), 
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


NONE, LINEAR, YARN = range(3)


def after(scaling, factor):
    context = new_context(rope_scaling_type=scaling, rope_freq_scale=0.25, yarn_orig_ctx=128, yarn_attn_factor=factor)
    assert read(context, ONE) == 0
    return logits(context)


def see(name, scaling):
    """By how much three factors change the logits."""
    usual = after(scaling, 1)
    changes = [float(np.abs(after(scaling, factor) - usual).max()) for factor in (0.5, 2, 1000)]
    print(f"{name}: largest logit {np.abs(usual).max():.1f}, changes", ", ".join(f"{change:.2f}" for change in changes))
    return changes


assert see("YaRN", YARN) == [0, 0, 0]
assert min(see("linear", LINEAR)) > 1
assert min(see("none", NONE)) > 1
assert np.abs(after(YARN, 1) - after(LINEAR, 1)).max() > 1
PY
py/bin/python see.py
