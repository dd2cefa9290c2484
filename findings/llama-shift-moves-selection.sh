#!/usr/bin/env bash
# After a context shift DeepSeek's sparse attention picks other tokens: llama.cpp turns the wrong half of the indexer's keys.
#
# Guess:     llama_memory_can_shift says true for a deepseek32 model, so after llama_memory_seq_rm of the first tokens and
#            llama_memory_seq_add of the rest, the cache is as if the text had begun later. With one layer, whose keys and
#            values know nothing of the words before, that is so exactly, but for rounding.
# Behaviour: attention's keys are turned right, the indexer's are not. Of these the last numbers are turned where the
#            first ones hold the place (a rule made for attention's latents, which have theirs at the end), and they lie
#            in the cache after a Hadamard rotation, which isn't taken back before. So the scores of all shifted tokens
#            are others, and other tokens enter attention: of those that a fresh reading of the same words selects, more
#            than half are missed, and the answer is another. Nothing fails or warns. While everything is selected (a text
#            no longer than top_k), it can't be noticed; nor in models without an indexer.
# Version:   @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0), gguf 0.19.0 for writing
# Source:    src/llama-kv-cache.cpp, build_graph_shift (n_embd_nope of n_lora_kv, for the indexer's cache as well) and
#            build_rope_shift (rotates back for quantized types only); src/models/deepseek32.cpp (indexer_k: places first,
#            then the rotation)
# Seen:      100 tokens, the first 30 removed; by top_k, logits (largest 6) differ from those of a fresh reading by: 4096
#            (all): 0.003; 8: 3.892, and of 191 places selected in 30 steps 72 are also selected after the shift, all 191
#            by a second fresh reading in other pieces
# Runs on:   Linux x64 (the prebuilt library's platform)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts @node-llama-cpp/linux-x64@3.22.1
python3 -m venv py
py/bin/pip install --quiet --disable-pip-version-check gguf==0.19.0

cat > see.py <<'PY'
from ctypes import CDLL, CFUNCTYPE, POINTER, RTLD_GLOBAL, Structure, cast
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
        ("abort", c_void_p * 2), ("flags", c_bool * 6), ("samplers", c_void_p), ("n_samplers", c_size_t), ("other", c_void_p),
    ]


class Batch(Structure):
    _fields_ = [("n_tokens", c_int32), ("pointers", c_void_p * 6)]


Watcher = CFUNCTYPE(c_bool, c_void_p, c_bool, c_void_p)
quiet = CFUNCTYPE(None, c_int, c_char_p, c_void_p)(lambda level, text, data: None)
llama.llama_log_set(quiet, None)
ggml.ggml_backend_load_all_from_path(str(folder).encode())
RESULTS = {
    "model_default_params": ModelParameters, "context_default_params": ContextParameters, "model_load_from_file": c_void_p,
    "init_from_model": c_void_p, "get_memory": c_void_p, "memory_can_shift": c_bool, "memory_seq_rm": c_bool,
    "batch_get_one": Batch, "get_logits_ith": POINTER(c_float),
}
for name, result in RESULTS.items():
    getattr(llama, f"llama_{name}").restype = result
base.ggml_get_name.restype, base.ggml_nbytes.restype = c_char_p, c_size_t
WIDTH, TOKENS, HEADS, KEY, PLACES, INDEXERS = 64, 64, 2, 128, 64, 4


def make(name, top_k):
    """A model of DeepSeek V3.2's kind with one layer and weights by chance, the same for each top_k; keys of V3.2's sizes."""
    numbers = np.random.default_rng(1)
    writer = GGUFWriter(name, "deepseek32")
    for key, value in {
        "block_count": 1, "context_length": 1024, "embedding_length": WIDTH, "feed_forward_length": WIDTH, "vocab_size": TOKENS,
        "attention.head_count": HEADS, "attention.head_count_kv": 1, "rope.dimension_count": PLACES,
        "attention.key_length": WIDTH + PLACES, "attention.value_length": WIDTH,
        "attention.key_length_mla": WIDTH + PLACES, "attention.value_length_mla": WIDTH,
        "attention.q_lora_rank": WIDTH, "attention.kv_lora_rank": WIDTH,
        "attention.indexer.head_count": INDEXERS, "attention.indexer.key_length": KEY, "attention.indexer.top_k": top_k,
        "leading_dense_block_count": 1, "expert_feed_forward_length": WIDTH, "expert_shared_count": 1, "expert_count": 2,
        "expert_used_count": 1, "expert_gating_func": 2,
    }.items():
        writer.add_uint32(f"deepseek32.{key}", value)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([f"t{i}" for i in range(TOKENS)])
    writer.add_token_merges(["t 1"])
    writer.add_eos_token_id(1)
    for part, size in {"attn_norm": WIDTH, "attn_q_a_norm": WIDTH, "attn_kv_a_norm": WIDTH, "ffn_norm": WIDTH, "indexer.k_norm": KEY}.items():
        writer.add_tensor(f"blk.0.{part}.weight", np.ones(size, np.float32))
    writer.add_tensor("blk.0.indexer.k_norm.bias", np.zeros(KEY, np.float32))
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    for part, shape in {
        "token_embd": (TOKENS, WIDTH), "output": (TOKENS, WIDTH), "blk.0.attn_q_a": (WIDTH, WIDTH),
        "blk.0.attn_q_b": (HEADS * (WIDTH + PLACES), WIDTH), "blk.0.attn_kv_a_mqa": (WIDTH + PLACES, WIDTH),
        "blk.0.attn_k_b": (HEADS, WIDTH, WIDTH), "blk.0.attn_v_b": (HEADS, WIDTH, WIDTH), "blk.0.attn_output": (WIDTH, HEADS * WIDTH),
        "blk.0.indexer.proj": (INDEXERS, WIDTH), "blk.0.indexer.attn_k": (KEY, WIDTH),
        "blk.0.indexer.attn_q_b": (INDEXERS * KEY, WIDTH), "blk.0.ffn_gate": (WIDTH, WIDTH), "blk.0.ffn_up": (WIDTH, WIDTH),
        "blk.0.ffn_down": (WIDTH, WIDTH),
    }.items():
        writer.add_tensor(f"{part}.weight", numbers.normal(0, 0.3, shape).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


class Reading:
    """A context of the model, with the cells that each step selects."""

    def __init__(self, model, piece=512):
        self.selected = []
        self.watcher = Watcher(self.watch)
        parameters = llama.llama_context_default_params()
        parameters.n_ctx, parameters.n_batch, parameters.n_ubatch, parameters.threads[:] = 512, 512, piece, (1, 1)
        parameters.eval[0] = cast(self.watcher, c_void_p)
        self.context = c_void_p(llama.llama_init_from_model(model, parameters))
        self.memory = c_void_p(llama.llama_get_memory(self.context))

    def watch(self, tensor, asks, data):
        if base.ggml_get_name(c_void_p(tensor)) != b"top_k-0":
            return not asks
        if not asks:
            cells = np.zeros(base.ggml_nbytes(c_void_p(tensor)) // 4, np.int32)
            base.ggml_backend_tensor_get(c_void_p(tensor), c_void_p(cells.ctypes.data), c_size_t(0), c_size_t(cells.nbytes))
            self.selected.append(cells)
        return True

    def read(self, tokens):
        given = (c_int32 * len(tokens))(*tokens)
        assert llama.llama_decode(self.context, llama.llama_batch_get_one(given, len(tokens))) == 0
        return np.array(llama.llama_get_logits_ith(self.context, -1)[:TOKENS])


chance = np.random.default_rng(2)
TEXT, STEPS, CUT = chance.integers(2, TOKENS, 100).tolist(), chance.integers(2, TOKENS, 30).tolist(), 30


def write(reading, first):
    """The logits after one more token, and the places in the text that 30 tokens select; their own places are left out."""
    places, logits = [], None
    for token in STEPS:
        after = reading.read([token])
        logits = after if logits is None else logits
        places.append({int(cell) - first for cell in reading.selected[-1] if first <= cell < first + len(TEXT) - CUT})
    return logits, places


def see(top_k):
    """How far logits are apart, and how many places are selected by a fresh reading, by two of them, and after a shift."""
    make("sparse.gguf", top_k)
    model = c_void_p(llama.llama_model_load_from_file(b"sparse.gguf", llama.llama_model_default_params()))
    shifted, fresh, again = Reading(model), Reading(model), Reading(model, 7)
    shifted.read(TEXT)
    assert llama.llama_memory_can_shift(shifted.memory) and llama.llama_memory_seq_rm(shifted.memory, 0, 0, CUT)
    llama.llama_memory_seq_add(shifted.memory, 0, CUT, len(TEXT), -CUT)
    fresh.read(TEXT[CUT:])
    again.read(TEXT[CUT:])
    after_shift, shifted_places = write(shifted, CUT)
    after_fresh, fresh_places = write(fresh, 0)
    both = sum(len(one & other) for one, other in zip(fresh_places, shifted_places))
    twice = sum(len(one & other) for one, other in zip(fresh_places, write(again, 0)[1]))
    distance = float(np.abs(after_shift - after_fresh).max())
    count = sum(map(len, fresh_places))
    print(f"top_k {top_k}: logits (largest {after_fresh.max():.1f}) differ by {distance:.3f}; {count} places selected, {both} after a shift, {twice} in a second fresh reading")
    return distance, both / count, twice / count


distance, both, twice = see(4096)
assert distance < 0.1 and both == twice == 1
distance, both, twice = see(8)
assert distance > 1 and both < 0.5 and twice == 1
PY
py/bin/python see.py
