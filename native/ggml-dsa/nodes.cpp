#include "nodes.h"

#include "choose_kernels.h"
#include "ggml-backend.h"
#include "ggml.h"

#include <cstring>

namespace dsa {
namespace {

bool HasRowsWeKnow(const ggml_tensor * tensor) {
    return (tensor->type == GGML_TYPE_F16 || tensor->type == GGML_TYPE_Q8_0) &&
           tensor->nb[0] == ggml_type_size(tensor->type);
}

RowType RowTypeOf(const ggml_tensor * tensor) { return tensor->type == GGML_TYPE_F16 ? RowType::F16 : RowType::Q8_0; }

bool IsPlainF32(const ggml_tensor * tensor) { return tensor->type == GGML_TYPE_F32 && tensor->nb[0] == sizeof(float); }

/// A mask of F16 with one row per token.
bool IsMask(const ggml_tensor * mask, int64_t keys) {
    return mask && mask->type == GGML_TYPE_F16 && mask->nb[0] == 2 && mask->ne[0] >= keys && mask->ne[2] == 1 &&
           mask->ne[3] == 1;
}

bool TakesIndexer(const ggml_tensor * node) {
    const ggml_tensor *q = node->src[0], *k = node->src[1], *w = node->src[2], *mask = node->src[3];
    return IsPlainF32(q) && IsPlainF32(w) && IsPlainF32(node) && HasRowsWeKnow(k) && IsMask(mask, k->ne[2]) &&
           q->ne[3] == 1 && k->ne[3] == 1 && q->ne[0] % 32 == 0 && q->ne[0] <= 1024;
}

/// Only the selection of a lightning indexer: what other top-k nodes are for is not known here.
bool TakesTopK(const ggml_tensor * node) {
    return node->src[0]->op == GGML_OP_LIGHTNING_INDEXER && IsPlainF32(node->src[0]) && node->ne[2] == 1 &&
           node->ne[3] == 1;
}

float OpFloat(const ggml_tensor * node, int index) {
    float value;
    std::memcpy(&value, node->op_params + index, sizeof value);
    return value;
}

/// The number of positions that the mask leaves visible at most, or 0: not known.
int MostVisible(const ggml_tensor * node) { return node->op_params[4]; }

/// Attention as llama.cpp's MLA has it: one row per position for all heads, a value being the start of its key.
bool IsSharedRowAttention(const ggml_tensor * node) {
    const ggml_tensor *q = node->src[0], *k = node->src[1], *v = node->src[2], *mask = node->src[3],
                      *sinks = node->src[4];
    const float bias = OpFloat(node, 1), softcap = OpFloat(node, 2);
    if (bias != 0 || softcap != 0) return false;
    if (sinks && (!IsPlainF32(sinks) || sinks->ne[0] != q->ne[2] || ggml_nrows(sinks) != 1)) return false;
    if (!IsPlainF32(q) || !IsPlainF32(node) || !HasRowsWeKnow(k) || !IsMask(mask, k->ne[1])) return false;
    if (q->ne[3] != 1 || k->ne[2] != 1 || k->ne[3] != 1 || v->ne[2] != 1 || v->ne[3] != 1) return false;
    const ggml_tensor *keys = k->view_src ? k->view_src : k, *values = v->view_src ? v->view_src : v;
    if (keys != values || k->view_offs != v->view_offs || k->nb[1] != v->nb[1] || k->type != v->type) return false;
    return k->ne[0] % 16 == 0 && v->ne[0] % 16 == 0 && v->ne[0] <= k->ne[0] && k->ne[0] <= 2048;
}

/// A graph without a selection stays llama.cpp's own. One with it is taken where all positions may be visible, too, as
/// far as the kernels are faster.
bool TakesAttention(const ggml_tensor * node) {
    const int64_t keys = node->src[1]->ne[1];
    const bool dense = MostVisible(node) >= keys;
    return MostVisible(node) > 0 && IsSharedRowAttention(node) && (!dense || keys <= ChooseKernels().mostDense);
}

bool IsOnHost(const ggml_tensor * tensor) {
    const ggml_tensor * owner = tensor->view_src ? tensor->view_src : tensor;
    return tensor->data && owner->buffer && ggml_backend_buffer_is_host(owner->buffer);
}

} // namespace

bool Takes(const ggml_tensor * node) {
    switch (node->op) {
        case GGML_OP_NONE:
        case GGML_OP_RESHAPE:
        case GGML_OP_VIEW:
        case GGML_OP_PERMUTE:
        case GGML_OP_TRANSPOSE: return true;
        case GGML_OP_LIGHTNING_INDEXER: return TakesIndexer(node);
        case GGML_OP_TOP_K: return TakesTopK(node);
        case GGML_OP_FLASH_ATTN_EXT: return TakesAttention(node);
        default: return false;
    }
}

bool CanObserve(const ggml_tensor * node) {
    return node->op == GGML_OP_FLASH_ATTN_EXT && IsSharedRowAttention(node) && IsOnHost(node->src[0]) &&
           IsOnHost(node->src[1]) && (!node->src[4] || IsOnHost(node->src[4]));
}

IndexerTask IndexerTaskOf(const ggml_tensor * node, const ggml_tensor * topK) {
    const ggml_tensor *q = node->src[0], *k = node->src[1], *w = node->src[2], *mask = node->src[3];
    IndexerTask task;
    task.dim = int(q->ne[0]);
    task.heads = int(q->ne[1]);
    task.tokens = int(q->ne[2]);
    task.keys = int(k->ne[2]);
    task.queries = (const float *)q->data;
    task.queryHead = q->nb[1] / sizeof(float);
    task.queryToken = q->nb[2] / sizeof(float);
    task.keyType = RowTypeOf(k);
    task.keyRows = (const char *)k->data;
    task.keyStride = k->nb[2];
    task.weights = (const float *)w->data;
    task.weightToken = w->nb[1] / sizeof(float);
    task.mask = (const uint16_t *)mask->data;
    task.maskToken = mask->nb[1] / 2;
    task.scores = (float *)node->data;
    task.scoreToken = node->nb[1] / sizeof(float);
    task.selected = topK ? int(topK->ne[0]) : 0;
    return task;
}

AttentionBatch AttentionBatchOf(const ggml_tensor * node) {
    const ggml_tensor *q = node->src[0], *k = node->src[1], *v = node->src[2], *mask = node->src[3];
    AttentionBatch batch;
    batch.keyDim = int(q->ne[0]);
    batch.tokens = int(q->ne[1]);
    batch.heads = int(q->ne[2]);
    batch.valueDim = int(v->ne[0]);
    batch.keys = int(k->ne[1]);
    batch.scale = OpFloat(node, 0);
    batch.queries = (const float *)q->data;
    batch.queryToken = q->nb[1] / sizeof(float);
    batch.queryHead = q->nb[2] / sizeof(float);
    batch.type = RowTypeOf(k);
    batch.rows = (const char *)k->data;
    batch.rowStride = k->nb[1];
    batch.mask = (const uint16_t *)mask->data;
    batch.maskToken = mask->nb[1] / 2;
    batch.sinks = node->src[4] ? (const float *)node->src[4]->data : nullptr;
    batch.out = (float *)node->data;
    batch.outHead = node->nb[1] / sizeof(float); // heads come before tokens in the result
    batch.outToken = node->nb[2] / sizeof(float);
    return batch;
}

} // namespace dsa
