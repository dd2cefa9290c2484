// What llama.cpp's graph (v0.5.0) calls its nodes, and what can be told from that. No model is named here: an
// architecture that names its nodes as the others do is read like them.
#pragma once

#include <cstdint>

struct ggml_tensor;

namespace sparselens {

/// What a row of scores or of a mask counts.
enum class Unit {
    Cells,   // of the KV cache
    Entries, // keys that stand for several tokens each, by number
    Blocks,  // of positions, chosen by each key head for itself
};

/// A node that chooses the best of its scores.
struct SelectionNode {
    int layer = -1; // -1: it is none
    Unit unit = Unit::Cells;
};

SelectionNode SelectionOf(const ggml_tensor * node);

/// The layer whose attention this node computes: FLASH_ATTN_EXT, or the SOFT_MAX of a mask; -1: it does something else.
int AttentionLayer(const ggml_tensor * node);

/// What lets an attention node's columns in: (columns, tokens, 1 or heads), hidden where it is -inf.
const ggml_tensor * MaskOf(const ggml_tensor * attention);

/// The layer into whose cache this node writes a key for each token, or -1.
int KeyStoreLayer(const ggml_tensor * node, int tokens);

/// Columns of a window at the start of the mask, if entries follow it; else 0.
int64_t WindowColumns(const ggml_tensor * attention);

/// Tokens that an entry of this attention stands for, and those of them that are its own: the last ones.
struct EntrySpan {
    int tokens, own;
};
EntrySpan EntrySpanOf(const ggml_tensor * attention);

/// How many columns at most enter, where the graph says so: it does for what was chosen. 0: it doesn't say.
int ColumnsThatEnter(const ggml_tensor * attention);

/// The layer in a name such as "top_k-17", or -1: "top_k-17 (view)" is another tensor.
int LayerIn(const char * name, const char * prefix);

} // namespace sparselens
