#pragma once
#include "avx512_sums.h"
#include "simd.h"

/// The lightning indexer in F32 for rows that lie anywhere, dims in lanes: 4 heads x 4 rows at a time.
namespace dsa {
namespace {

/// Products of 4 heads (fewer: the last is repeated and has no weight) with 4 rows, as lanes [head][row].
inline __m512 Products4x4(const float * const * query, const float * rows, int dim) {
    __m512 sum[16];
    for (int i = 0; i < 16; i++) sum[i] = _mm512_setzero_ps();
    for (int d = 0; d < dim; d += 16) {
        __m512 key[4];
        for (int i = 0; i < 4; i++) key[i] = _mm512_loadu_ps(rows + i * dim + d);
        for (int j = 0; j < 4; j++) {
            const __m512 q = _mm512_loadu_ps(query[j] + d);
            for (int i = 0; i < 4; i++) sum[4 * j + i] = _mm512_fmadd_ps(q, key[i], sum[4 * j + i]);
        }
    }
    return SumEach(sum);
}

void ScoreRows(RowType type, const void * const * rows, int count, int dim, const float * query, size_t queryStride,
               const float * weights, int heads, float * scratch, float * out) {
    const __m512i spread = _mm512_set_epi32(3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0);
    for (int s = 0; s < count; s += 4) {
        const int some = count - s < 4 ? count - s : 4;
        for (int i = 0; i < 4; i++) Widen(type, rows[s + (i < some ? i : 0)], dim, scratch + i * dim);
        __m512 score = _mm512_setzero_ps();
        for (int j = 0; j < heads; j += 4) {
            const float * queries[4];
            float weight[4];
            for (int i = 0; i < 4; i++) {
                const bool real = j + i < heads;
                queries[i] = query + (real ? j + i : heads - 1) * queryStride;
                weight[i] = real ? weights[j + i] : 0;
            }
            const __m512 products = _mm512_max_ps(Products4x4(queries, scratch, dim), _mm512_setzero_ps());
            const __m512 spreadWeights = _mm512_permutexvar_ps(spread, _mm512_castps128_ps512(_mm_loadu_ps(weight)));
            // a head that is not there must not turn an infinite product into NaN
            const __mmask16 there = (__mmask16)(heads - j >= 4 ? 0xffff : (1 << 4 * (heads - j)) - 1);
            score = _mm512_mask3_fmadd_ps(products, spreadWeights, score, there);
        }
        const __m128 sum = _mm_add_ps(_mm_add_ps(_mm512_extractf32x4_ps(score, 0), _mm512_extractf32x4_ps(score, 1)),
                                      _mm_add_ps(_mm512_extractf32x4_ps(score, 2), _mm512_extractf32x4_ps(score, 3)));
        float four[4];
        _mm_storeu_ps(four, sum);
        for (int i = 0; i < some; i++) out[s + i] = four[i];
    }
}

} // namespace
} // namespace dsa
