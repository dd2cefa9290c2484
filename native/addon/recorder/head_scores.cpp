#include "recorder/head_scores.h"

#include "error.h"
#include "ggml-backend.h"
#include "ggml.h"
#include "recorder/graph_names.h"
#include "recorder/selection_reader.h"

#include <algorithm>
#include <string>

namespace sparselens {
namespace {

std::vector<uint8_t> BytesOf(const ggml_tensor * tensor, size_t offset, size_t bytes) {
    std::vector<uint8_t> read(bytes);
    ggml_backend_tensor_get(tensor, read.data(), offset, bytes);
    return read;
}

/// A row of any type as F32.
void ToFloats(ggml_type type, const uint8_t * bytes, int64_t count, float * out) {
    if (type == GGML_TYPE_F32) std::copy_n(reinterpret_cast<const float *>(bytes), count, out);
    else ggml_get_type_traits(type)->to_float(bytes, out, count);
}

} // namespace

bool HeadScores::Wants(const ggml_tensor * node) const {
    const SelectionNode selection = SelectionOf(node);
    if (selection.layer == layer_ && selection.unit == Unit::Blocks) return true;
    return node->op == GGML_OP_LIGHTNING_INDEXER && node->name == "indexer_score-" + std::to_string(layer_);
}

void HeadScores::Receive(const ggml_tensor * node, const CellMap & cells, int position, int count) {
    areChoices_ = node->op == GGML_OP_TOP_K;
    if (areChoices_) ReceiveChoices(node, position, count);
    else ReceiveScores(node, cells, position + count - 1);
}

void HeadScores::ReceiveChoices(const ggml_tensor * topK, int position, int count) {
    SelectionReader selection(blockSize_);
    selection.Begin(topK, Unit::Blocks, position, count);
    selection.Fetch(count - 1);
    const std::vector<int32_t> & blocks = selection.Chosen();
    const int64_t k = topK->ne[0], seen = position + count;
    heads_ = int(int64_t(blocks.size()) / k);
    values_.assign(size_t(heads_ * seen), 0);
    for (size_t i = 0; i < blocks.size(); i++) {
        const int64_t first = int64_t(blocks[i]) * blockSize_;
        float * head = values_.data() + int64_t(i) / k * seen;
        for (int64_t at = first; at < std::min<int64_t>(first + blockSize_, seen); at++) head[at] = 1;
    }
}

void HeadScores::ReceiveScores(const ggml_tensor * indexer, const CellMap & cells, int position) {
    const ggml_tensor *q = indexer->src[0], *k = indexer->src[1], *w = indexer->src[2];
    const int64_t dim = q->ne[0], row = q->ne[2] - 1;
    heads_ = int(q->ne[1]);
    values_.assign(size_t(heads_) * (position + 1), 0);
    std::vector<float> query(size_t(heads_) * dim), weights(heads_), key(dim);
    for (int head = 0; head < heads_; head++) {
        ggml_backend_tensor_get(q, &query[head * dim], head * q->nb[1] + row * q->nb[2], dim * sizeof(float));
        ggml_backend_tensor_get(w, &weights[head], head * w->nb[0] + row * w->nb[1], sizeof(float));
    }
    const size_t keyBytes = ggml_row_size(k->type, dim);
    for (int64_t cell = 0; cell < std::min<int64_t>(k->ne[2], cells.Cells()); cell++) {
        const int32_t at = cells.PositionOf(cell);
        if (at < 0 || at > position) continue;
        ToFloats(k->type, BytesOf(k, cell * k->nb[2], keyBytes).data(), dim, key.data());
        for (int head = 0; head < heads_; head++) {
            float dot = 0;
            for (int64_t i = 0; i < dim; i++) dot += query[head * dim + i] * key[i];
            values_[size_t(head) * (position + 1) + at] = weights[head] * std::max(0.0f, dot);
        }
    }
}

} // namespace sparselens
