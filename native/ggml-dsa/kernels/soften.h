#pragma once
#include "simd.h"

/// Softmax over tiles of rows, one tile after the other ("online"): sums are kept relative to the largest product so
/// far.
namespace dsa {
namespace {

inline void StartSums(const AttentionTask & task, const AttentionSums & sums) {
    for (int j = 0; j < task.heads; j++) {
        sums.maximum[j] = -1e30f;
        sums.total[j] = 0;
    }
    std::memset(sums.values, 0, sizeof(float) * task.heads * task.valueDim);
}

/// Rows [first, first + kGather) of the task, as far as there are that many.
struct Tile {
    int first, count;
    float bias[kGather]; // what is added to their products; what lies beyond the last row counts nothing
};

inline Tile TileOf(const AttentionTask & task, int first) {
    Tile tile;
    tile.first = first;
    tile.count = task.count - first < kGather ? task.count - first : kGather;
    for (int s = 0; s < kGather; s++) tile.bias[s] = s < tile.count ? task.bias[first + s] : -1e30f;
    return tile;
}

/// Turns one head's products into probabilities relative to the new maximum; what was summed before is made relative to
/// it.
inline void Soften(const AttentionTask & task, int head, const Tile & tile, float * products,
                   const AttentionSums & sums) {
    Vec largest = Vec::Set(sums.maximum[head]);
    for (int s = 0; s < kGather; s += Vec::kLanes) {
        const Vec x = MulAdd(Vec::Load(products + s), Vec::Set(task.scale), Vec::Load(tile.bias + s));
        x.Store(products + s);
        largest = Max(x, largest);
    }
    const float maximum = largest.Largest();
    if (maximum > sums.maximum[head]) {
        float shrink[Vec::kLanes];
        Exp(Vec::Set(sums.maximum[head] - maximum)).Store(shrink);
        sums.maximum[head] = maximum;
        sums.total[head] *= shrink[0];
        float * values = sums.values + size_t(head) * task.valueDim;
        for (int d = 0; d < task.valueDim; d += Vec::kLanes)
            (Vec::Load(values + d) * Vec::Set(shrink[0])).Store(values + d);
    }
    for (int s = 0; s < kGather; s += Vec::kLanes) Exp(Vec::Load(products + s) - Vec::Set(maximum)).Store(products + s);
    for (int s = tile.count; s < kGather; s++) products[s] = 0; // the tile's padding
    Vec total = Vec::Set(0);
    for (int s = 0; s < kGather; s += Vec::kLanes) total = total + Vec::Load(products + s);
    sums.total[head] += total.Sum();
}

} // namespace
} // namespace dsa
