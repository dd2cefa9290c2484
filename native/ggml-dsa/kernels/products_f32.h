#pragma once
#include "simd.h"

/// Products of queries with gathered rows of the KV cache, in F32.
namespace dsa {
namespace {

/// Rows [first, first + kGather) of the task's positions as a tile of F32; zeros beyond the last.
inline void GatherF32(const AttentionTask & task, int first, float * tile) {
    for (int s = 0; s < kGather; s++) {
        float * row = tile + size_t(s) * task.keyDim;
        if (first + s < task.count) {
            Widen(task.type, task.rows + size_t(task.positions[first + s]) * task.rowStride, task.keyDim, row);
        } else {
            std::memset(row, 0, sizeof(float) * task.keyDim);
        }
    }
}

/// products[j][s] for `Heads` heads and two rows at a time.
template <int Heads>
inline void Products(const float * query, size_t queryStride, const float * tile, int keyDim, float * products) {
    for (int s = 0; s < kGather; s += 2) {
        Vec sum[Heads][2];
        for (int j = 0; j < Heads; j++) sum[j][0] = sum[j][1] = Vec::Set(0);
        const float *first = tile + size_t(s) * keyDim, *second = first + keyDim;
        for (int d = 0; d < keyDim; d += Vec::kLanes) {
            const Vec a = Vec::Load(first + d), b = Vec::Load(second + d);
            for (int j = 0; j < Heads; j++) {
                const Vec q = Vec::Load(query + j * queryStride + d);
                sum[j][0] = MulAdd(q, a, sum[j][0]);
                sum[j][1] = MulAdd(q, b, sum[j][1]);
            }
        }
        for (int j = 0; j < Heads; j++) {
            products[j * kGather + s] = sum[j][0].Sum();
            products[j * kGather + s + 1] = sum[j][1].Sum();
        }
    }
}

void ProductsF32(const AttentionTask & task, int first, float * tile, float * products) {
    GatherF32(task, first, tile);
    for (int j = 0; j < task.heads; j++) {
        Products<1>(task.query + j * task.queryStride, task.queryStride, tile, task.keyDim, products + j * kGather);
    }
}

} // namespace
} // namespace dsa
