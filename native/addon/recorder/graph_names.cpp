#include "recorder/graph_names.h"

#include "ggml.h"

#include <cstdlib>
#include <cstring>
#include <initializer_list>

namespace sparselens {
namespace {

/// Names of scores that selections are made from, whose unit they tell.
constexpr struct {
    const char * prefix;
    Unit unit;
} kScores[] = {
    {"indexer_score-", Unit::Cells},
    {"indexer_score_tokens-", Unit::Cells}, // of blocks, told to each cell
    {"lid_score_masked-", Unit::Entries},
    {"msa_bs-", Unit::Blocks},
};

constexpr char kCachedKeys[] = "cache_k_l";
/// Keys of a window and of entries one after the other, and attention that is named itself.
constexpr char kEntriesOverlapping[] = "csa_k_all-", kEntriesDense[] = "hca_k_all-", kNamedAttention[] = "msa_fattn-";
/// As llama.cpp makes them of deepseek4's two kinds of layers.
constexpr EntrySpan kOverlapping = {8, 4}, kDense = {128, 128};

bool StartsWith(const char * name, const char * prefix) { return std::strncmp(name, prefix, std::strlen(prefix)) == 0; }

SelectionNode ByScore(const char * name) {
    for (const auto & known : kScores) {
        const int layer = LayerIn(name, known.prefix);
        if (layer >= 0) return {layer, known.unit};
    }
    return {};
}

/// Reshaped, moved or cut: the same numbers under another name.
bool IsShown(const ggml_tensor * tensor) {
    switch (tensor->op) {
        case GGML_OP_VIEW:
        case GGML_OP_PERMUTE:
        case GGML_OP_RESHAPE:
        case GGML_OP_TRANSPOSE:
        case GGML_OP_CONT:
        case GGML_OP_CPY: return true; // cast
        default: return false;
    }
}

/// The first tensor with this prefix in its name on the way that numbers came: "…(view)" counts as what it shows.
const ggml_tensor * Named(const ggml_tensor * tensor, const char * prefix) {
    for (; tensor; tensor = IsShown(tensor) ? tensor->src[0] : tensor->view_src) {
        if (StartsWith(tensor->name, prefix)) return tensor;
        if (!IsShown(tensor) && !tensor->view_src) return nullptr;
    }
    return nullptr;
}

const ggml_tensor * KeysOf(const ggml_tensor * attention) {
    if (attention->op == GGML_OP_FLASH_ATTN_EXT) return attention->src[1];
    const ggml_tensor * products = attention->src[0]; // maybe scaled or capped before
    while (products && products->op != GGML_OP_MUL_MAT) products = products->src[0];
    return products ? products->src[0] : nullptr;
}

const ggml_tensor * Whole(const ggml_tensor * mask) {
    while (mask && IsShown(mask)) mask = mask->src[0];
    return mask;
}

} // namespace

int LayerIn(const char * name, const char * prefix) {
    const size_t length = std::strlen(prefix);
    if (std::strncmp(name, prefix, length) != 0) return -1;
    char * end = nullptr;
    const long layer = std::strtol(name + length, &end, 10);
    return end != name + length && *end == '\0' ? int(layer) : -1;
}

SelectionNode SelectionOf(const ggml_tensor * node) {
    if (node->op != GGML_OP_TOP_K) return {};
    const ggml_tensor * scores = node->src[0];
    const SelectionNode found = ByScore(scores->name);
    if (found.layer >= 0 || !scores->src[0]) return found;
    return ByScore(scores->src[0]->name); // where something was added to them
}

const ggml_tensor * MaskOf(const ggml_tensor * attention) {
    return attention->src[attention->op == GGML_OP_FLASH_ATTN_EXT ? 3 : 1];
}

int AttentionLayer(const ggml_tensor * node) {
    if (node->op != GGML_OP_FLASH_ATTN_EXT && node->op != GGML_OP_SOFT_MAX) return -1;
    if (!MaskOf(node)) return -1;
    const int own = LayerIn(node->name, kNamedAttention);
    if (own >= 0) return own;
    const ggml_tensor * keys = KeysOf(node);
    if (!keys) return -1;
    for (const char * prefix : {kCachedKeys, kEntriesOverlapping, kEntriesDense}) {
        const ggml_tensor * named = Named(keys, prefix);
        if (named) return std::atoi(named->name + std::strlen(prefix));
    }
    return -1;
}

int KeyStoreLayer(const ggml_tensor * node, int tokens) {
    if (node->op != GGML_OP_SET_ROWS || !node->src[1] || node->src[1]->type != GGML_TYPE_I64) return -1;
    const ggml_tensor * cache = node->view_src ? node->view_src : node;
    if (!StartsWith(cache->name, kCachedKeys) || ggml_nelements(node->src[1]) != tokens) return -1;
    for (const ggml_tensor * rows = node->src[0]; rows; rows = rows->src[0]) {
        if (std::strstr(rows->name, "compress")) return -1; // an entry, not a token
        if (!IsShown(rows)) break;
    }
    return std::atoi(cache->name + std::strlen(kCachedKeys));
}

int64_t WindowColumns(const ggml_tensor * attention) {
    const ggml_tensor * mask = Whole(MaskOf(attention));
    return mask && mask->op == GGML_OP_CONCAT ? mask->src[0]->ne[0] : 0;
}

EntrySpan EntrySpanOf(const ggml_tensor * attention) {
    return Named(KeysOf(attention), kEntriesDense) ? kDense : kOverlapping;
}

int ColumnsThatEnter(const ggml_tensor * attention) {
    return attention->op == GGML_OP_FLASH_ATTN_EXT ? attention->op_params[4] : 0;
}

} // namespace sparselens
