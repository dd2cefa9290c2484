#include "multipliers.h"

#include "expert_products.h"
#include "ggml-cpu/ggml-cpu-impl.h"
#include "packing.h"
#include "trivial_weights.h"

#include <algorithm>
#include <cstring>

namespace dsa {
namespace {

ProductBatch BatchOf(const ggml_tensor * node) {
    const ggml_tensor *weight = node->src[0], *in = node->src[1];
    ProductBatch batch;
    batch.type = *WeightTypeOf(weight);
    batch.matrices = int(weight->ne[2]);
    batch.outputs = int(weight->ne[1]);
    batch.blocks = int(weight->ne[0] / kBlock);
    batch.packed = (const uint8_t *)weight->data;
    batch.in = (const char *)in->data;
    batch.inRows = int(in->ne[1]);
    batch.inPlanes = int(in->ne[2]);
    batch.inRow = in->nb[1];
    batch.inPlane = in->nb[2];
    batch.out = (float *)node->data;
    return batch;
}

ExpertBatch ExpertBatchOf(const ggml_tensor * node) {
    const ggml_tensor *weight = node->src[0], *in = node->src[1], *ids = node->src[2];
    ExpertBatch batch;
    batch.type = *WeightTypeOf(weight);
    batch.experts = int(weight->ne[2]);
    batch.outputs = int(weight->ne[1]);
    batch.blocks = int(weight->ne[0] / kBlock);
    batch.packed = (const uint8_t *)weight->data;
    batch.in = (const char *)in->data;
    batch.tokens = int(in->ne[2]);
    batch.inRows = int(in->ne[1]);
    batch.inRow = in->nb[1];
    batch.inToken = in->nb[2];
    batch.ids = (const char *)ids->data;
    batch.chosen = int(ids->ne[0]);
    batch.id = ids->nb[0];
    batch.idToken = ids->nb[1];
    batch.out = (float *)node->data;
    return batch;
}

/// So many rows are few.
constexpr int kFewRows = 4;

void FillRow(const ProductBatch & batch, int row, bool identity) {
    float * out = batch.out + size_t(row) * batch.outputs;
    if (identity) std::memcpy(out, RowAt(batch, row), sizeof(float) * batch.outputs);
    else std::fill_n(out, batch.outputs, 0.0f);
}

/// Shares pieces among the threads that compute a node, each of which calls it once all may begin.
template <typename Run>
void SharePieces(const ggml_compute_params & params, const cpu::Library & library, int pieces, const Run & run) {
    for (int i = params.ith; i < pieces; i = library.addChunk(params.threadpool, 1)) run(i);
}

/// Waits for all; SharePieces may begin then.
void Begin(const ggml_compute_params & params, const cpu::Library & library) {
    if (params.ith == 0) library.setChunk(params.threadpool, params.nth);
    library.barrier(params.threadpool);
}

} // namespace

bool Multiplier::WorkSize(int threads, const ggml_tensor * node, size_t & size) {
    const ProductBatch batch = BatchOf(node);
    size = sizeof(RoundedBlock) * RoundedBlocks(batch) * (batch.Rows() <= kFewRows ? threads : 1);
    return true;
}

bool Multiplier::ComputeForward(ggml_compute_params * params, ggml_tensor * node) {
    const ProductBatch batch = BatchOf(node);
    if (const void * kind = node->src[0]->extra) {
        for (int row = params->ith; row < batch.Rows(); row += params->nth) FillRow(batch, row, kind == &kIdentity);
        return true;
    }
    if (batch.Rows() <= kFewRows) ComputeFewRows(*params, batch);
    else ComputeManyRows(*params, batch);
    return true;
}

/// Each thread rounds the rows for itself, which takes no longer than waiting for others.
void Multiplier::ComputeFewRows(const ggml_compute_params & params, const ProductBatch & batch) const {
    auto * rounded = (RoundedBlock *)params.wdata + params.ith * RoundedBlocks(batch);
    for (int row = 0; row < batch.Rows(); row++) RoundRow(kernels_, batch, row, rounded);
    const int pieces = PiecesOf(batch, params.nth);
    for (int i = params.ith; i < pieces; i += params.nth) MultiplyPiece(kernels_, batch, params.nth, i, rounded);
}

void Multiplier::ComputeManyRows(const ggml_compute_params & params, const ProductBatch & batch) const {
    auto * rounded = (RoundedBlock *)params.wdata;
    for (int row = params.ith; row < batch.Rows(); row += params.nth) RoundRow(kernels_, batch, row, rounded);
    Begin(params, library_);
    SharePieces(params, library_, PiecesOf(batch, params.nth),
                [&](int i) { MultiplyPiece(kernels_, batch, params.nth, i, rounded); });
}

bool ExpertMultiplier::WorkSize(int threads, const ggml_tensor * node, size_t & size) {
    const ExpertBatch batch = ExpertBatchOf(node);
    size = sizeof(RoundedBlock) * RoundedBlocks(batch) + sizeof(int32_t) * SlotNumbers(batch) * threads;
    return true;
}

/// Each thread sorts the slots for itself, which takes no longer than waiting for another.
bool ExpertMultiplier::ComputeForward(ggml_compute_params * params, ggml_tensor * node) {
    const ExpertBatch batch = ExpertBatchOf(node);
    auto * rounded = (RoundedBlock *)params->wdata;
    auto * numbers = (int32_t *)(rounded + RoundedBlocks(batch)) + SlotNumbers(batch) * params->ith;
    const SlotOrder order = SortSlots(batch, numbers);
    for (int i = params->ith; i < batch.Slots(); i += params->nth) RoundSlot(kernels_, batch, order, i, rounded);
    Begin(*params, library_);
    SharePieces(*params, library_, PiecesOf(batch, order, params->nth),
                [&](int i) { MultiplyPiece(kernels_, batch, order, params->nth, i, rounded); });
    return true;
}

bool PlainMultiplier::WorkSize(int, const ggml_tensor *, size_t & size) {
    size = 0;
    return true;
}

bool PlainMultiplier::ComputeForward(ggml_compute_params * params, ggml_tensor * node) {
    const ggml_tensor *weight = node->src[0], *in = node->src[1];
    const int outputs = int(weight->ne[1]), dim = int(weight->ne[0]);
    for (int64_t row = params->ith; row < in->ne[1] * in->ne[2]; row += params->nth) {
        const char * from = (const char *)in->data + row % in->ne[1] * in->nb[1] + row / in->ne[1] * in->nb[2];
        kernels_.multiplyF32((const float *)weight->data, outputs, dim, (const float *)from,
                             (float *)node->data + row * outputs);
    }
    return true;
}

} // namespace dsa
