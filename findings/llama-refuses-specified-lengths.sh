#!/usr/bin/env bash
# llama.cpp refuses lengths in the width that GGUF's specification gives them.
#
# Guess:     docs/gguf.md says `[llm].context_length: uint64`, and so of embedding_length, block_count,
#            feed_forward_length, head_count and the rest, so a writer that follows it makes models that load; a reader
#            that gets a number of another width converts it, where it fits.
# Behaviour: llama.cpp takes these numbers as 32 bits only and converts nothing. A file whose context length is a u64
#            does not load ("key ... has wrong type u64 but expected type u32"), nor does one with any other width; its
#            own converter writes u32 throughout, against the specification.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-model-loader.cpp GGUFMeta::GKV::get_kv (compares types, throws); src/llama-hparams.h (uint32_t);
#            ggml-org/ggml docs/gguf.md, "LLM" and "Attention"
# Seen:      uint32 loads    uint64: key llama.context_length has wrong type u64 but expected type u32
#            int32 and uint16: the same with i32 and u16
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check gguf==0.19.0

cat > see.py <<'PY'
from ctypes import CDLL, CFUNCTYPE, RTLD_GLOBAL, Structure, c_bool, c_char_p, c_int32, c_int, c_void_p
from pathlib import Path

import numpy as np
from gguf import GGUFWriter

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
base, ggml, llama = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.v*", "libllama.v*")]


class Parameters(Structure):
    _fields_ = [("lists", c_void_p * 2), ("numbers", c_int32 * 5), ("more", c_void_p * 4), ("flags", c_bool * 6)]


said = []
listen = CFUNCTYPE(None, c_int, c_char_p, c_void_p)(lambda level, text, data: said.append(text.decode(errors="replace")))
llama.llama_log_set(listen, None)
ggml.ggml_backend_load_all_from_path(str(folder).encode())
llama.llama_model_default_params.restype = Parameters
llama.llama_model_load_from_file.argtypes = [c_char_p, Parameters]
llama.llama_model_load_from_file.restype = c_void_p
WIDTH, TOKENS = 32, ["a", "b", "ab", "<|endoftext|>"]


def loads(kind):
    """A tiny model whose context length is a number of this kind: "loads", or why it doesn't."""
    writer = GGUFWriter(f"{kind}.gguf", "llama")
    getattr(writer, f"add_{kind}")("llama.context_length", 64)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(WIDTH)
    writer.add_head_count(1)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(TOKENS)
    writer.add_token_merges(["a b"])
    writer.add_eos_token_id(3)
    writer.add_tensor("token_embd.weight", np.ones((len(TOKENS), WIDTH), np.float32))
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    for name in ("attn_norm", "ffn_norm"):
        writer.add_tensor(f"blk.0.{name}.weight", np.ones(WIDTH, np.float32))
    for name in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"):
        writer.add_tensor(f"blk.0.{name}.weight", np.ones((WIDTH, WIDTH), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    said.clear()
    if llama.llama_model_load_from_file(f"{kind}.gguf".encode(), llama.llama_model_default_params()):
        return "loads"
    [why] = [line for line in said if "error loading model" in line]
    return why.split("hyperparameters: ")[1].strip()


seen = {kind: loads(kind) for kind in ("uint32", "uint64", "int32", "uint16")}
for kind, came in seen.items():
    print(f"{kind:7} {came}")
assert seen.pop("uint32") == "loads"
for kind, came in seen.items():
    assert came == f"key llama.context_length has wrong type {kind.replace('uint', 'u').replace('int', 'i')} but expected type u32"
PY
py/bin/python see.py
