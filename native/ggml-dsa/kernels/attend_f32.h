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

/// Heads that take turns with a few rows of a tile: up to kHeadsAtOnce of them at a time.
struct HeadGroup {
    int first, count;
};

/// Where so many groups are all of a token's heads, they share what of a tile is in the first-level cache: rows of
/// keys, then 16 to 64 dims of values. Of more heads each group takes the tile for itself: their queries need that
/// cache.
constexpr int kGroups = 2;

inline void ProductsOf(const AttentionTask & task, HeadGroup heads, const float * rows, float * products) {
    const float * query = task.query + heads.first * task.queryStride;
    products += heads.first * kGather;
    switch (heads.count) {
        case 5: return Products<5>(query, task.queryStride, rows, task.keyDim, products);
        case 4: return Products<4>(query, task.queryStride, rows, task.keyDim, products);
        case 3: return Products<3>(query, task.queryStride, rows, task.keyDim, products);
        case 2: return Products<2>(query, task.queryStride, rows, task.keyDim, products);
        default: return Products<1>(query, task.queryStride, rows, task.keyDim, products);
    }
}

/// From a dim on, for Vecs registers.
template <int Vecs>
inline void AddValuesOf(const AttentionTask & task, HeadGroup heads, const float * probabilities, const float * tile,
                        float * values) {
    probabilities += heads.first * kGather;
    values += size_t(heads.first) * task.valueDim;
    switch (heads.count) {
        case 5: return AddValues<5, Vecs>(probabilities, tile, task.keyDim, values, task.valueDim);
        case 4: return AddValues<4, Vecs>(probabilities, tile, task.keyDim, values, task.valueDim);
        case 3: return AddValues<3, Vecs>(probabilities, tile, task.keyDim, values, task.valueDim);
        case 2: return AddValues<2, Vecs>(probabilities, tile, task.keyDim, values, task.valueDim);
        default: return AddValues<1, Vecs>(probabilities, tile, task.keyDim, values, task.valueDim);
    }
}

/// The tile's probabilities for `count` groups, in the place of their products, and what they add to the sums.
inline void AttendGroups(const AttentionTask & task, const HeadGroup * groups, int count, const Tile & tile,
                         const float * rows, float * products, const AttentionSums & sums, Prefetcher & next) {
    constexpr int kVecs = Vec::kRegisters == 32 ? 4 : 2, kDims = kVecs * Vec::kLanes;
    const int end = groups[count - 1].first + groups[count - 1].count;
    for (int j = groups[0].first; j < end; j++) Soften(task, j, tile, products + j * kGather, sums);
    int d = 0;
    for (; d + kDims <= task.valueDim; d += kDims) {
        next.Step();
        for (int i = 0; i < count; i++) AddValuesOf<kVecs>(task, groups[i], products, rows + d, sums.values + d);
    }
    for (; d < task.valueDim; d += Vec::kLanes) {
        for (int i = 0; i < count; i++) AddValuesOf<1>(task, groups[i], products, rows + d, sums.values + d);
    }
}

void AttendF32(const AttentionTask & task, void * scratch, const AttentionSums & sums) {
    float *rows = (float *)scratch, *products = rows + size_t(kGather) * task.keyDim;
    StartSums(task, sums);
    const int steps = (task.heads + kHeadsAtOnce - 1) / kHeadsAtOnce, count = steps <= kGroups ? steps : 1;
    for (int first = 0; first < task.count; first += kGather) {
        const Tile tile = TileOf(task, first);
        // from the second tile on, the Prefetcher has asked for them
        const bool ask = first == 0 || task.heads < kHeadsToPrefetch;
        Prefetcher next(task, first, steps, task.valueDim / (Vec::kRegisters == 32 ? 4 : 2) / Vec::kLanes + 1);
        for (int step = 0; step < steps; step += count) {
            HeadGroup groups[kGroups];
            for (int i = 0; i < count; i++) {
                const int head = task.heads * (step + i) / steps;
                groups[i] = {head, task.heads * (step + i + 1) / steps - head};
            }
            for (int s = 0; s < kGather; s += kRowsAtOnce) {
                float * some = rows + size_t(s) * task.keyDim;
                if (step == 0) GatherF32(task, first + s, ask, some);
                for (int i = 0; i < count; i++) ProductsOf(task, groups[i], some, products + s);
            }
            AttendGroups(task, groups, count, tile, rows, products, sums, next);
        }
    }
}

} // namespace
} // namespace dsa
