#pragma once
#include "simd_transpose.h"

/// The lightning indexer in F32, keys in lanes:
///   I[s] = sum_j w[j] * ReLU(q[j] . k[s])
namespace dsa {
namespace {

void PackKeys(RowType type, const void * const * rows, int dim, float * keys) {
    constexpr int kLanes = Vec::kLanes;
    for (int s = 0; s < kTileKeys; s += kLanes) {
        for (int d = 0; d < dim; d += kLanes) {
            Vec part[kLanes];
            for (int i = 0; i < kLanes; i++) part[i] = rows[s + i] ? LoadNumbers(type, rows[s + i], d) : Vec::Set(0);
            Transpose(part);
            for (int i = 0; i < kLanes; i++) part[i].Store(keys + (d + i) * kTileKeys + s);
        }
    }
}

/// Adds the scores of `Heads` heads over `Vecs` registers of keys.
template <int Heads, int Vecs>
inline void ScoreSome(const float * keys, const float * query, size_t queryStride, const float * weights, int dim,
                      float * out) {
    Vec product[Heads][Vecs];
    for (int j = 0; j < Heads; j++) {
        for (int i = 0; i < Vecs; i++) product[j][i] = Vec::Set(0);
    }
    for (int d = 0; d < dim; d++) {
        Vec key[Vecs];
        for (int i = 0; i < Vecs; i++) key[i] = Vec::Load(keys + d * kTileKeys + i * Vec::kLanes);
        for (int j = 0; j < Heads; j++) {
            const Vec q = Vec::Set(query[j * queryStride + d]);
            for (int i = 0; i < Vecs; i++) product[j][i] = MulAdd(q, key[i], product[j][i]);
        }
    }
    for (int i = 0; i < Vecs; i++) {
        Vec score = Vec::Load(out + i * Vec::kLanes);
        for (int j = 0; j < Heads; j++) {
            score = MulAdd(Max(product[j][i], Vec::Set(0)), Vec::Set(weights[j]), score);
        }
        score.Store(out + i * Vec::kLanes);
    }
}

void ScoreKeys(const float * keys, const float * query, size_t queryStride, const float * weights, int heads, int dim,
               float * out) {
    // as many products as the registers hold beside the keys and one query
    constexpr int kVecs = Vec::kRegisters == 32 ? 4 : 2, kStep = kVecs * Vec::kLanes;
    static_assert(kTileKeys % kStep == 0, "a tile is a whole number of steps");
    for (int s = 0; s < kTileKeys; s++) out[s] = 0;
    for (int s = 0; s < kTileKeys; s += kStep) {
        int j = 0;
        for (; j + 4 <= heads; j += 4) {
            ScoreSome<4, kVecs>(keys + s, query + j * queryStride, queryStride, weights + j, dim, out + s);
        }
        for (; j < heads; j++) {
            ScoreSome<1, kVecs>(keys + s, query + j * queryStride, queryStride, weights + j, dim, out + s);
        }
    }
}

} // namespace
} // namespace dsa
