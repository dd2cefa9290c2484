#pragma once
#include "simd.h"

/// Products with F32 weights, a row at a time, so that a row is computed alike whatever rows stand beside it. llama.cpp
/// sums many rows in another order than one, and index scores moved by it in their last place.
namespace dsa {
namespace {

/// Outputs that share a row's loads, and whose sums don't wait for each other.
constexpr int kOutputsAtOnce = 4;

template <int Outputs> inline void Dots(const float * weights, int dim, const float * row, float * out) {
    Vec sum[Outputs];
    for (Vec & one : sum) one = Vec::Set(0);
    int d = 0;
    for (; d + Vec::kLanes <= dim; d += Vec::kLanes) {
        const Vec x = Vec::Load(row + d);
        for (int o = 0; o < Outputs; o++) sum[o] = MulAdd(x, Vec::Load(weights + size_t(o) * dim + d), sum[o]);
    }
    for (int o = 0; o < Outputs; o++) {
        out[o] = sum[o].Sum();
        for (int rest = d; rest < dim; rest++) out[o] += row[rest] * weights[size_t(o) * dim + rest];
    }
}

void MultiplyF32(const float * weights, int outputs, int dim, const float * row, float * out) {
    int o = 0;
    for (; o + kOutputsAtOnce <= outputs; o += kOutputsAtOnce)
        Dots<kOutputsAtOnce>(weights + size_t(o) * dim, dim, row, out + o);
    for (; o < outputs; o++) Dots<1>(weights + size_t(o) * dim, dim, row, out + o);
}

} // namespace
} // namespace dsa
