#!/usr/bin/env bash
# llama.cpp's quantization forgets which types were asked for single tensors, if the rest is to be F16, BF16 or F32.
#
# Guess:     a list of types for tensors (tt_overrides, --tensor-type on the command line) decides for the tensors it names,
#            and the file's type for the rest: "experts in Q8_0, all else in BF16" is a file of BF16 with these in Q8_0.
# Behaviour: the list is looked at only where the file's type is a quantized one. With F16, BF16 and F32 the call succeeds,
#            the list's effect is not in the log, and all tensors are of the file's type: the file is up to twice or four
#            times as large as was meant. The type of the token embedding, which has a parameter of its own, is heeded with
#            all. The way round it: a quantized file type, and a list of what is to be in BF16.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing and reading
# Source:    src/llama-quant.cpp, llama_tensor_get_type: if (ggml_is_quantized(default_type)) around the overrides;
#            include/llama.h, llama_model_quantize_params
# Seen:      ffn_down asked for in Q8_0, token_embd too: files of F16, BF16 and F32 have Q8_0 in token_embd only; of Q4_0 in
#            both; a file of Q8_0 with all but ffn_down asked for in BF16 is what was meant
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check gguf==0.19.0

cat > see.py <<'PY'
from ctypes import CDLL, CFUNCTYPE, POINTER, RTLD_GLOBAL, Structure, byref, c_bool, c_char_p, c_int, c_int32, c_size_t, c_void_p, cast
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType as Type, GGUFReader, GGUFWriter, LlamaFileType as File

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
base, ggml, llama = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.v*", "libllama.v*")]


class Override(Structure):
    _fields_ = [("pattern", c_char_p), ("type", c_int32)]


class QuantizeParameters(Structure):
    _fields_ = [
        *((name, c_int32) for name in ("nthread", "ftype", "output_tensor_type", "token_embedding_type")),
        ("flags", c_bool * 6), *((name, c_void_p) for name in ("imatrix", "kv_overrides", "tt_overrides", "prune_layers")),
        ("max_buf_size", c_size_t),
    ]


said = []
listen = CFUNCTYPE(None, c_int, c_char_p, c_void_p)(lambda level, text, data: said.append(text.decode(errors="replace")))
llama.llama_log_set(listen, None)
ggml.ggml_backend_load_all_from_path(str(folder).encode())
llama.llama_model_quantize_default_params.restype = QuantizeParameters
llama.llama_model_quantize.argtypes = [c_char_p, c_char_p, POINTER(QuantizeParameters)]
WIDTH, TOKENS = 64, 64

writer = GGUFWriter("whole.gguf", "llama")
writer.add_context_length(512)
writer.add_embedding_length(WIDTH)
writer.add_block_count(1)
writer.add_feed_forward_length(WIDTH)
writer.add_head_count(1)
writer.add_layer_norm_rms_eps(1e-6)
writer.add_tokenizer_model("gpt2")
writer.add_tokenizer_pre("gpt-2")
writer.add_token_list([f"t{i}" for i in range(TOKENS)])
writer.add_token_merges(["t 1"])
writer.add_eos_token_id(1)
for part in ("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm"):
    writer.add_tensor(f"{part}.weight", np.ones(WIDTH, np.float32))
for part in ("token_embd", *(f"blk.0.{name}" for name in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"))):
    writer.add_tensor(f"{part}.weight", np.ones((WIDTH, WIDTH), np.float32))
writer.write_header_to_file()
writer.write_kv_data_to_file()
writer.write_tensors_to_file()
writer.close()


def see(file, embedding, **asked):
    """The types of three tensors in a file of this type, and whether the log tells that a type was asked for."""
    parameters = llama.llama_model_quantize_default_params()
    parameters.ftype, parameters.nthread, parameters.token_embedding_type = file, 1, embedding
    list_of_types = (Override * (len(asked) + 1))(*(Override(name.encode(), type) for name, type in asked.items()))
    parameters.tt_overrides = cast(list_of_types, c_void_p)
    said.clear()
    assert llama.llama_model_quantize(b"whole.gguf", b"other.gguf", byref(parameters)) == 0
    types = {tensor.name: tensor.tensor_type.name for tensor in GGUFReader("other.gguf").tensors}
    found = [types[f"{name}.weight"] for name in ("blk.0.ffn_down", "blk.0.ffn_up", "token_embd")]
    told = any("manual override" in line for line in said)
    wanted = ", ".join(f"{name} {type.name}" for name, type in asked.items())
    print(f"{file.name}; asked: {wanted}: ffn_down {found[0]}, ffn_up {found[1]}, token_embd {found[2]}; log tells: {told}")
    return found, told


for file, name in ((File.MOSTLY_F16, "F16"), (File.MOSTLY_BF16, "BF16"), (File.ALL_F32, "F32")):
    assert see(file, Type.Q8_0, ffn_down=Type.Q8_0) == ([name, name, "Q8_0"], False)
assert see(File.MOSTLY_Q4_0, Type.Q8_0, ffn_down=Type.Q8_0) == (["Q8_0", "Q4_0", "Q8_0"], True)
assert see(File.MOSTLY_Q8_0, Type.Q8_0, ffn_up=Type.BF16, ffn_gate=Type.BF16, attn=Type.BF16) == (["Q8_0", "BF16", "Q8_0"], True)
PY
py/bin/python see.py
