#pragma once
#include "prefetcher.h"
#include "products_f32.h"
#include "soften.h"

/// Attention over chosen rows in F32 (MLA with one shared row per position, a value being the start of its key):
///   p[j,s]    = exp(scale * q[j] . k[s] + bias[s] - maximum[j])
///   values[j] = sum_s p[j,s] * v[s]
///   total[j]  = sum_s p[j,s]
/// Rows are gathered into tiles of kGather; all heads of the token share the gathered tile.
namespace dsa {
namespace {

size_t AttendScratchF32(int heads, int keyDim, int) {
    return sizeof(float) * (size_t(kGather) * keyDim + size_t(heads) * kGather);
}

template <int Heads, int Vecs>
inline void AddValues(const float * probabilities, const float * tile, size_t keyDim, float * values, size_t valueDim) {
    Vec sum[Heads][Vecs];
    for (int j = 0; j < Heads; j++) {
        for (int i = 0; i < Vecs; i++) sum[j][i] = Vec::Load(values + j * valueDim + i * Vec::kLanes);
    }
    for (int s = 0; s < kGather; s++) {
        Vec v[Vecs];
        for (int i = 0; i < Vecs; i++) v[i] = Vec::Load(tile + s * keyDim + i * Vec::kLanes);
        for (int j = 0; j < Heads; j++) {
            const Vec p = Vec::Set(probabilities[j * kGather + s]);
            for (int i = 0; i < Vecs; i++) sum[j][i] = MulAdd(p, v[i], sum[j][i]);
        }
    }
    for (int j = 0; j < Heads; j++) {
        for (int i = 0; i < Vecs; i++) sum[j][i].Store(values + j * valueDim + i * Vec::kLanes);
    }
}

template <int Heads>
inline void AttendHeads(const AttentionTask & task, int head, const Tile & tile, const float * rows, float * products,
                        const AttentionSums & sums, Prefetcher & next) {
    constexpr int kVecs = Vec::kRegisters == 32 ? 4 : 2;
    Products<Heads>(task.query + head * task.queryStride, task.queryStride, rows, task.keyDim, products);
    for (int j = 0; j < Heads; j++) Soften(task, head + j, tile, products + j * kGather, sums);
    float * values = sums.values + size_t(head) * task.valueDim;
    int d = 0;
    for (; d + kVecs * Vec::kLanes <= task.valueDim; d += kVecs * Vec::kLanes) {
        next.Step();
        AddValues<Heads, kVecs>(products, rows + d, task.keyDim, values + d, task.valueDim);
    }
    for (; d < task.valueDim; d += Vec::kLanes) {
        AddValues<Heads, 1>(products, rows + d, task.keyDim, values + d, task.valueDim);
    }
}

void AttendF32(const AttentionTask & task, void * scratch, const AttentionSums & sums) {
    float *rows = (float *)scratch, *products = rows + size_t(kGather) * task.keyDim;
    StartSums(task, sums);
    const int steps = (task.heads + kHeadsAtOnce - 1) / kHeadsAtOnce;
    for (int first = 0; first < task.count; first += kGather) {
        const Tile tile = TileOf(task, first);
        // from the second tile on, the Prefetcher has asked for them
        GatherF32(task, first, first == 0 || task.heads < kHeadsToPrefetch, rows);
        Prefetcher next(task, first, steps, task.valueDim / (Vec::kRegisters == 32 ? 4 : 2) / Vec::kLanes + 1);
        for (int step = 0; step < steps; step++) {
            const int head = task.heads * step / steps;
            switch (task.heads * (step + 1) / steps - head) {
                case 5: AttendHeads<5>(task, head, tile, rows, products, sums, next); break;
                case 4: AttendHeads<4>(task, head, tile, rows, products, sums, next); break;
                case 3: AttendHeads<3>(task, head, tile, rows, products, sums, next); break;
                case 2: AttendHeads<2>(task, head, tile, rows, products, sums, next); break;
                default: AttendHeads<1>(task, head, tile, rows, products, sums, next); break;
            }
        }
    }
}

} // namespace
} // namespace dsa
