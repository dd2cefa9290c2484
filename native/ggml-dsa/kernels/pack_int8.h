#pragma once
#include "avx512_transpose.h"
#include "simd.h"

namespace dsa {
namespace {

/// values[d] = round(row[d] / scale), scale = largest / 127. A row with infinities or NaN becomes zeros with an infinite norm,
/// which tells the caller that its scores mean nothing.
inline void RoundRow(const float * row, int dim, int8_t * values, float * scale, float * norm) {
    __m512 largest = _mm512_setzero_ps(), squares = _mm512_setzero_ps();
    for (int d = 0; d < dim; d += 16) {
        const __m512 x = _mm512_loadu_ps(row + d);
        largest = _mm512_max_ps(largest, _mm512_abs_ps(x));
        squares = _mm512_fmadd_ps(x, x, squares);
    }
    const float top = _mm512_reduce_max_ps(largest);
    *norm = _mm512_reduce_add_ps(squares);
    if (!(*norm <= 3e38f)) {
        *norm = __builtin_inff();
        *scale = 0;
        std::memset(values, 0, dim);
        return;
    }
    *scale = top / 127;
    const __m512 inverse = _mm512_set1_ps(top > 1e-30f ? 127 / top : 0);
    for (int d = 0; d < dim; d += 16) {
        const __m512i x = _mm512_cvtps_epi32(_mm512_mul_ps(_mm512_loadu_ps(row + d), inverse));
        _mm_storeu_si128((__m128i *)(values + d), _mm512_cvtsepi32_epi8(x));
    }
}

/// Packs a tile of keys; 128 is added to each value, as VNNI multiplies unsigned bytes by signed ones.
void PackInt8Keys(RowType type, const void * const * rows, int dim, float * scratch, const Int8Keys & keys) {
    int8_t values[kBlockKeys][1024];
    const __m512i plus = _mm512_set1_epi8((char)128);
    for (int block = 0; block < kTileKeys / kBlockKeys; block++) {
        for (int i = 0; i < kBlockKeys; i++) {
            const int s = block * kBlockKeys + i;
            if (rows[s]) {
                Widen(type, rows[s], dim, scratch);
                RoundRow(scratch, dim, values[i], &keys.scales[s], &keys.norms[s]);
            } else {
                std::memset(values[i], 0, dim);
                keys.scales[s] = keys.norms[s] = 0;
            }
        }
        __m512i * out = (__m512i *)(keys.values + size_t(block) * kBlockKeys * dim);
        for (int d = 0; d < dim; d += 64) { // 64 dims of 16 keys -> 16 groups of 4 dims of 16 keys
            const int groups = dim - d < 64 ? (dim - d) / 4 : 16;
            __m512i r[16];
            for (int i = 0; i < 16; i++) {
                r[i] = _mm512_add_epi8(_mm512_maskz_loadu_epi32((__mmask16)((1u << groups) - 1), values[i] + d), plus);
            }
            Transpose16(r);
            for (int i = 0; i < groups; i++) _mm512_storeu_si512(out + d / 4 + i, r[i]);
        }
    }
}

} // namespace
} // namespace dsa
