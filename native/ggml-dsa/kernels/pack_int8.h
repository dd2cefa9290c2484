#pragma once
#include "avx512_sums.h"
#include "avx512_transpose.h"
#include "simd.h"

namespace dsa {
namespace {

/// values[d] = round(row[d] / scale), scale = largest / 127. A row with infinities or NaN becomes zeros with an
/// infinite norm, which tells the caller that its scores mean nothing.
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

/// 16 cached rows, whose lanes of the results are what RoundRow would give for each. Returns the rows with infinities
/// or NaN, a bit for each.
inline unsigned RoundingOf(RowType type, const void * const * rows, int dim, float * scales, float * norms,
                           float * inverses) {
    __m512 largest[kBlockKeys], squares[kBlockKeys];
    for (int i = 0; i < kBlockKeys; i++) {
        largest[i] = squares[i] = _mm512_setzero_ps();
        if (!rows[i]) continue;
        for (int d = 0; d < dim; d += 16) {
            const __m512 x = LoadNumbers(type, rows[i], d).v;
            largest[i] = _mm512_max_ps(largest[i], _mm512_abs_ps(x));
            squares[i] = _mm512_fmadd_ps(x, x, squares[i]);
        }
    }
    const __m512 top = LargestEach(largest), norm = SumEach(squares), steps = _mm512_set1_ps(127);
    const __mmask16 bad = _mm512_cmp_ps_mask(norm, _mm512_set1_ps(3e38f), _CMP_NLE_UQ);
    const __mmask16 some = _mm512_cmp_ps_mask(top, _mm512_set1_ps(1e-30f), _CMP_GT_OQ);
    _mm512_storeu_ps(norms, _mm512_mask_mov_ps(norm, bad, _mm512_set1_ps(__builtin_inff())));
    _mm512_storeu_ps(scales, _mm512_maskz_div_ps((__mmask16)~bad, top, steps));
    _mm512_storeu_ps(inverses, _mm512_maskz_div_ps(some, steps, top));
    return bad;
}

/// Packs a tile of keys; 128 is added to each value, as VNNI multiplies unsigned bytes by signed ones.
void PackInt8Keys(RowType type, const void * const * tile, int dim, const Int8Keys & keys) {
    const __m512i plus = _mm512_set1_epi8((char)128);
    for (int s = 0; s < kTileKeys; s += kBlockKeys) {
        const void * const * rows = tile + s;
        float inverses[kBlockKeys];
        const unsigned bad = RoundingOf(type, rows, dim, keys.scales + s, keys.norms + s, inverses);
        __m512i * out = (__m512i *)(keys.values + size_t(s) * dim);
        for (int d = 0; d < dim; d += 64) { // 64 dims of 16 keys -> 16 groups of 4 dims of 16 keys
            const int parts = dim - d < 64 ? (dim - d) / 16 : 4;
            __m512i r[kBlockKeys];
            for (int i = 0; i < kBlockKeys; i++) {
                __m512i part[4] = {};
                const bool zeros = !rows[i] || (bad >> i & 1);
                for (int p = 0; p < parts && !zeros; p++) {
                    const Vec steps = LoadNumbers(type, rows[i], d + 16 * p) * Vec::Set(inverses[i]);
                    part[p] = _mm512_cvtps_epi32(steps.v);
                }
                const __m512i low = _mm512_packs_epi32(part[0], part[1]), high = _mm512_packs_epi32(part[2], part[3]);
                r[i] = _mm512_add_epi8(_mm512_packs_epi16(low, high), plus);
            }
            Transpose16(r);
            for (int i = 0; i < 16; i++) { // packing went by quarters of registers: 4 dims of each part in turn
                const int part = i % 4, quarter = i / 4;
                if (part < parts) _mm512_storeu_si512(out + d / 4 + 4 * part + quarter, r[i]);
            }
        }
    }
}

} // namespace
} // namespace dsa
