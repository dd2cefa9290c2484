#pragma once
#include "prefetcher.h"

/// Products of queries with gathered rows of the KV cache, in F32.
namespace dsa {
namespace {

/// Rows that are multiplied at a time: their sums and those of kHeadsAtOnce heads fit into the registers.
constexpr int kRowsAtOnce = Vec::kRegisters == 32 ? 4 : 2;
constexpr int kHeadsAtOnce = Vec::kRegisters == 32 ? 5 : 4;

/// Rows [first, first + kRowsAtOnce) of the task's positions in F32; zeros beyond the last. `ask`: asks memory for the
/// rows that follow.
inline void GatherF32(const AttentionTask & task, int first, bool ask, float * rows) {
    for (int s = 0; s < kRowsAtOnce; s++) {
        float * row = rows + size_t(s) * task.keyDim;
        if (first + s < task.count) {
            if (ask) AskForRow(task, first + s + kRowsAhead);
            Widen(task.type, task.rows + size_t(task.positions[first + s]) * task.rowStride, task.keyDim, row);
        } else {
            std::memset(row, 0, sizeof(float) * task.keyDim);
        }
    }
}

/// products[j][s] for `Heads` heads and kRowsAtOnce rows.
template <int Heads>
inline void Products(const float * query, size_t queryStride, const float * rows, int keyDim, float * products) {
    Vec sum[Heads][kRowsAtOnce];
    for (int j = 0; j < Heads; j++) {
        for (int i = 0; i < kRowsAtOnce; i++) sum[j][i] = Vec::Set(0);
    }
    for (int d = 0; d < keyDim; d += Vec::kLanes) {
        Vec row[kRowsAtOnce];
        for (int i = 0; i < kRowsAtOnce; i++) row[i] = Vec::Load(rows + size_t(i) * keyDim + d);
        for (int j = 0; j < Heads; j++) {
            const Vec q = Vec::Load(query + j * queryStride + d);
            for (int i = 0; i < kRowsAtOnce; i++) sum[j][i] = MulAdd(q, row[i], sum[j][i]);
        }
    }
    for (int j = 0; j < Heads; j++) StoreSums<kRowsAtOnce>(sum[j], products + j * kGather);
}

void ProductsF32(const AttentionTask & task, int first, float * tile, float * products) {
    for (int s = 0; s < kGather; s += kRowsAtOnce) {
        float * rows = tile + size_t(s) * task.keyDim;
        GatherF32(task, first + s, true, rows);
        for (int j = 0; j < task.heads; j++)
            Products<1>(task.query + j * task.queryStride, task.queryStride, rows, task.keyDim,
                        products + j * kGather + s);
    }
}

} // namespace
} // namespace dsa
