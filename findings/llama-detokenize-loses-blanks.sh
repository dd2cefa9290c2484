#!/usr/bin/env bash
# llama_detokenize takes blanks out of what GPT-2's and Llama 3's vocabularies spell: "x .py" comes back as "x.py".
#
# Guess:     a byte-level vocabulary loses nothing: llama_detokenize of what llama_tokenize gave is the text, as the pieces
#            of its tokens one after the other (llama_token_to_piece) are.
# Behaviour: for the pre-tokenizers "gpt-2", "llama-bpe" (Llama 3) and "default", and files that name none, the text is
#            tidied: a blank before . , ? ! and before 's 'm 're 've is taken out, and both blanks around a lone '. So code,
#            tables and quotations change ("cp . /run" becomes "cp. /run"), and the detokenized text and the pieces of the
#            same tokens differ in length, which breaks whoever counts characters by the one and shows the other. "qwen2",
#            "deepseek-v3", "smollm" and most others keep the text. No key of GGUF says so or can forbid it.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-vocab.cpp: clean_spaces in llama_vocab::impl::load and llama_vocab::impl::detokenize
# Seen:      "cp . /run ; is it 5 , or 6 ? a ' b" -> "cp. /run ; is it 5, or 6? a'b" for gpt-2, llama-bpe, default and none
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check gguf==0.19.0

cat > see.py <<'PY'
from ctypes import CDLL, CFUNCTYPE, RTLD_GLOBAL, Structure, c_bool, c_char_p, c_int, c_int32, c_void_p, create_string_buffer
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

PRINTABLE = [*range(33, 127), *range(161, 173), *range(174, 256)]
BYTES = [chr(b) for b in PRINTABLE] + [chr(256 + i) for i in range(256 - len(PRINTABLE))]
TEXT = b"cp . /run ; is it 5 , or 6 ? a ' b"
ROOM = 256


def both(pre):
    """The text from its tokens by a vocabulary of this pre-tokenizer: detokenized, and as the pieces say."""
    name = f"{pre}.gguf"
    writer = GGUFWriter(name, "llama")
    writer.add_tokenizer_model("gpt2")
    if pre is not None:
        writer.add_tokenizer_pre(pre)
    writer.add_token_list(BYTES)
    writer.add_token_merges(["i s"])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()
    parameters = llama.llama_model_default_params()
    parameters.vocab_only = True
    model = llama.llama_model_load_from_file(name.encode(), parameters)
    vocab = c_void_p(llama.llama_model_get_vocab(c_void_p(model)))
    tokens, text, piece = (c_int32 * ROOM)(), create_string_buffer(ROOM), create_string_buffer(ROOM)
    count = llama.llama_tokenize(vocab, TEXT, len(TEXT), tokens, ROOM, c_bool(False), c_bool(False))
    length = llama.llama_detokenize(vocab, tokens, count, text, ROOM, c_bool(False), c_bool(False))
    pieces = b""
    for token in tokens[:count]:
        size = llama.llama_token_to_piece(vocab, token, piece, ROOM, 0, c_bool(False))
        pieces += piece.raw[:size]
    return text.raw[:length], pieces


for pre in ("gpt-2", "llama-bpe", "default", None, "qwen2", "deepseek-v3", "smollm"):
    text, pieces = both(pre)
    print(f"{pre or 'none named':12} detokenized {text.decode()!r}")
    assert pieces == TEXT
    assert text == (TEXT if pre in ("qwen2", "deepseek-v3", "smollm") else b"cp. /run ; is it 5, or 6? a'b")
PY
py/bin/python see.py
