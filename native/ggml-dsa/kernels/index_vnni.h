#pragma once
#include "add_products.h"
#include "pack_int8.h"

/// The lightning indexer in int8 (AVX-512 VNNI), 4 heads x 64 keys in registers. Bytes of keys are unsigned there, so
/// they carry an offset of 128, which the correction takes away again:
///   sum_d q[d] * k[d] = sum_d q[d] * (k[d] + 128) - 128 * sum_d q[d]
namespace dsa {
namespace {

/// Adds weights[j] * ReLU(q[j] . k[s]) of four heads to the scores of 64 keys, key scales left out.
inline void AddFourHeads(const Int8Keys & keys, const Int8Queries & queries, size_t head, __m512 * scores) {
    constexpr int kBlocks = kTileKeys / kBlockKeys;
    const int dim = queries.dim;
    __m512i product[4][kBlocks];
    const int32_t * query[4];
    for (int j = 0; j < 4; j++) {
        query[j] = (const int32_t *)(queries.values + (head + j) * dim);
        for (int b = 0; b < kBlocks; b++) product[j][b] = _mm512_set1_epi32(-queries.correction[head + j]);
    }
    const uint8_t * values = keys.values;
    for (int d = 0; d < dim / 4; d++, values += 64) {
        __m512i key[kBlocks];
        for (int b = 0; b < kBlocks; b++) key[b] = _mm512_loadu_si512(values + size_t(b) * kBlockKeys * dim);
        for (int j = 0; j < 4; j++) {
            const __m512i q = _mm512_set1_epi32(query[j][d]);
            for (int b = 0; b < kBlocks; b++) AddProducts(product[j][b], key[b], q);
        }
    }
    for (int j = 0; j < 4; j++) {
        const __m512 weight = _mm512_set1_ps(queries.weights[head + j]);
        for (int b = 0; b < kBlocks; b++) {
            const __m512 positive = _mm512_cvtepi32_ps(_mm512_max_epi32(product[j][b], _mm512_setzero_si512()));
            scores[b] = _mm512_fmadd_ps(positive, weight, scores[b]);
        }
    }
}

void ScoreVnniKeys(const Int8Keys & keys, const Int8Queries & queries, int first, int tokens, float * out,
                   size_t outStride) {
    constexpr int kBlocks = kTileKeys / kBlockKeys;
    for (int t = 0; t < tokens; t++) {
        __m512 scores[kBlocks];
        for (int b = 0; b < kBlocks; b++) scores[b] = _mm512_setzero_ps();
        const size_t head = size_t(first + t) * queries.heads;
        for (int j = 0; j < queries.heads; j += 4) AddFourHeads(keys, queries, head + j, scores);
        for (int b = 0; b < kBlocks; b++) {
            const __m512 scale = _mm512_loadu_ps(keys.scales + b * kBlockKeys);
            _mm512_storeu_ps(out + t * outStride + b * kBlockKeys, _mm512_mul_ps(scores[b], scale));
        }
    }
}

} // namespace
} // namespace dsa
