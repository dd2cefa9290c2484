#pragma once
#include "product.h"

#include <immintrin.h>

/// Rows rounded to bytes (AVX2), for each block of 32:
///   scale = max_i |x[i]| / 127,  value[i] = round(x[i] / scale),  sum = scale * sum_i value[i],
///   start = -128 * sum_i value[i],  halves = the sums of the first and the last 16 values
namespace dsa {
namespace {

inline float LargestOf(__m256 a) {
    __m128 x = _mm_max_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps(a, 1));
    x = _mm_max_ps(x, _mm_movehl_ps(x, x));
    return _mm_cvtss_f32(_mm_max_ss(x, _mm_movehdup_ps(x)));
}

inline int SumOf(__m256i a) {
    __m128i x = _mm_add_epi32(_mm256_castsi256_si128(a), _mm256_extracti128_si256(a, 1));
    x = _mm_add_epi32(x, _mm_unpackhi_epi64(x, x));
    return _mm_cvtsi128_si32(_mm_add_epi32(x, _mm_shuffle_epi32(x, 1)));
}

void RoundBlocks(const float * row, int blocks, RoundedBlock * rounded) {
    const __m256 sign = _mm256_set1_ps(-0.0f);
    for (RoundedBlock * to = rounded; to < rounded + blocks; to++, row += kBlock) {
        __m256 x[4], largest = _mm256_setzero_ps();
        for (int i = 0; i < 4; i++) {
            x[i] = _mm256_loadu_ps(row + 8 * i);
            largest = _mm256_max_ps(largest, _mm256_andnot_ps(sign, x[i]));
        }
        const float most = LargestOf(largest);
        const __m256 factor = _mm256_set1_ps(most > 0 ? 127 / most : 0);
        __m256i n[4];
        for (int i = 0; i < 4; i++) n[i] = _mm256_cvtps_epi32(_mm256_mul_ps(x[i], factor));
        const __m256i bytes = _mm256_packs_epi16(_mm256_packs_epi32(n[0], n[1]), _mm256_packs_epi32(n[2], n[3]));
        const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
        _mm256_storeu_si256((__m256i *)to->values, _mm256_permutevar8x32_epi32(bytes, order));
        SetSums(*to, most, SumOf(_mm256_add_epi32(n[0], n[1])), SumOf(_mm256_add_epi32(n[2], n[3])));
    }
}

} // namespace
} // namespace dsa
