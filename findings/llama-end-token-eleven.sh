#!/usr/bin/env bash
# A model that doesn't name its end token ends at its first comma.
#
# Guess:     tokenizer.ggml.eos_token_id is optional in GGUF; a file without it has no end token, and generation ends by
#            length, or at a token whose text says so (<|im_end|>, <|endoftext|>).
# Behaviour: with a tokenizer of the kind "gpt2" (every byte-pair vocabulary: GPT-2's, Llama 3's, Qwen's, DeepSeek's),
#            llama.cpp takes token 11 for the end, and for the beginning too. In a vocabulary that begins with the
#            printable bytes, as GPT-2's and its heirs' do, that is the comma. An id outside the vocabulary gives the
#            same. llama_vocab_is_eog says yes to it, so whoever stops there, as all programs do, stops at commas.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-vocab.cpp llama_vocab::impl::load: special_eos_id = 11 for "gpt2"; "bad special token ... using
#            default id"
# Seen:      named: eos 256 '<|the end|>', the comma ends nothing    not named: eos 11 ',', the comma ends an answer
#            outside: eos 11 ',', the comma ends an answer
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

from gguf import GGUFWriter

[folder] = Path("node_modules/@node-llama-cpp/linux-x64/bins").resolve().glob("linux-x64")
base, ggml, llama = [CDLL(str(next(folder.glob(name))), mode=RTLD_GLOBAL) for name in ("libggml-base.so", "libggml.v*", "libllama.v*")]


class Parameters(Structure):
    _fields_ = [("lists", c_void_p * 2), ("numbers", c_int32 * 5), ("more", c_void_p * 4), ("vocab_only", c_bool), ("flags", c_bool * 5)]


quiet = CFUNCTYPE(None, c_int, c_char_p, c_void_p)(lambda level, text, data: None)
llama.llama_log_set(quiet, None)
ggml.ggml_backend_load_all_from_path(str(folder).encode())
llama.llama_model_default_params.restype = Parameters
llama.llama_model_load_from_file.argtypes = [c_char_p, Parameters]
for name in ("llama_model_load_from_file", "llama_model_get_vocab"):
    getattr(llama, name).restype = c_void_p
llama.llama_vocab_is_eog.restype = c_bool
llama.llama_vocab_get_text.restype = c_char_p

PRINTABLE = [*range(33, 127), *range(161, 173), *range(174, 256)]
BYTES = [chr(b) for b in PRINTABLE] + [chr(256 + i) for i in range(256 - len(PRINTABLE))]
TOKENS = [*BYTES, "<|the end|>"]


def ends(name, eos):
    """Id and text of the end token, and whether a comma ends an answer, for a file that says `eos`."""
    writer = GGUFWriter(name, "llama")
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(TOKENS)
    writer.add_token_merges(["t h"])
    if eos is not None:
        writer.add_eos_token_id(eos)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    parameters = llama.llama_model_default_params()
    parameters.vocab_only = True
    model = llama.llama_model_load_from_file(name.encode(), parameters)
    vocab = c_void_p(llama.llama_model_get_vocab(c_void_p(model)))
    eos = llama.llama_vocab_eos(vocab)
    return eos, llama.llama_vocab_get_text(vocab, eos).decode(), llama.llama_vocab_is_eog(vocab, TOKENS.index(","))


seen = {"named": ends("named.gguf", 256), "not named": ends("silent.gguf", None), "outside": ends("outside.gguf", 9999)}
for name, (eos, text, comma) in seen.items():
    print(f"{name:9} eos {eos} {text!r}, the comma ends {'an answer' if comma else 'nothing'}")
assert seen["named"] == (256, "<|the end|>", False)
assert seen["not named"] == seen["outside"] == (11, ",", True)
PY
py/bin/python see.py
