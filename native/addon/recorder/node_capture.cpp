#include "recorder/node_capture.h"

#include "ggml-backend.h"
#include "ggml.h"

#include <cstring>

namespace sparselens {
namespace {

const ggml_tensor * Origin(const ggml_tensor * tensor) {
    while (tensor->src[0] &&
           (tensor->op == GGML_OP_RESHAPE || tensor->op == GGML_OP_VIEW || tensor->op == GGML_OP_PERMUTE))
        tensor = tensor->src[0];
    return tensor;
}

bool IsNamed(const ggml_tensor * tensor, const char * prefix) {
    return std::strncmp(tensor->name, prefix, std::strlen(prefix)) == 0;
}

NodeCapture::Source Read(const ggml_tensor * tensor) {
    NodeCapture::Source source;
    for (int i = 0; i < 4; i++) source.dims[i] = tensor->ne[i];
    std::vector<uint8_t> bytes(ggml_row_size(tensor->type, tensor->ne[0]));
    std::vector<float> row(tensor->ne[0]);
    const auto convert = ggml_get_type_traits(tensor->type)->to_float;
    for (int64_t i3 = 0; i3 < tensor->ne[3]; i3++)
        for (int64_t i2 = 0; i2 < tensor->ne[2]; i2++)
            for (int64_t i1 = 0; i1 < tensor->ne[1]; i1++) {
                const size_t at = i1 * tensor->nb[1] + i2 * tensor->nb[2] + i3 * tensor->nb[3];
                ggml_backend_tensor_get(tensor, bytes.data(), at, bytes.size());
                if (tensor->type == GGML_TYPE_F32) std::memcpy(row.data(), bytes.data(), bytes.size());
                else convert(bytes.data(), row.data(), tensor->ne[0]);
                source.values.insert(source.values.end(), row.begin(), row.end());
            }
    return source;
}

} // namespace

bool NodeCapture::Wants(const ggml_tensor * node) const {
    if (node->op == GGML_OP_LIGHTNING_INDEXER || IsNamed(node, "indexer_k_raw-")) return true;
    if (node->op != GGML_OP_MUL_MAT) return false;
    return IsNamed(node->src[0], "indexer_k-") || Origin(node->src[0])->op == GGML_OP_GET_ROWS;
}

void NodeCapture::Receive(const ggml_tensor * node, int position, int count) {
    if (!Wants(node)) return;
    // products have no names of their own
    const bool ofKeys = node->op == GGML_OP_MUL_MAT && IsNamed(node->src[0], "indexer_k-");
    Node kept = {ofKeys ? node->src[0]->name : node->name, ggml_op_name(node->op), position, count, {}};
    if (IsNamed(node, "indexer_k_raw-")) kept.sources.push_back(Read(node));
    else
        for (int i = 0; i < 4; i++)
            if (node->src[i]) kept.sources.push_back(Read(node->src[i]));
    nodes_.push_back(std::move(kept));
}

} // namespace sparselens
