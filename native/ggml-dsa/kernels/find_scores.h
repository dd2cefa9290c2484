#pragma once
#include "simd.h"

namespace dsa {
namespace {

/// Position of the lowest bit; `bits` is not 0.
inline int LowestBit(unsigned bits) {
#if defined(__GNUC__)
    return __builtin_ctz(bits);
#else
    int at = 0;
    while (!(bits >> at & 1)) at++;
    return at;
#endif
}

int FindAtLeast(const float * scores, int count, float low, int32_t * positions) {
    constexpr int kLanes = Vec::kLanes;
    const Vec limit = Vec::Set(low);
    int found = 0, s = 0;
    for (; s + kLanes <= count; s += kLanes) {
        unsigned bits = AtLeast(Vec::Load(scores + s), limit);
#if defined(__AVX512F__)
        const __m512i lanes = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        const __m512i all = _mm512_add_epi32(lanes, _mm512_set1_epi32(s));
        // stored whole: storing some lanes only is slow on Zen 4
        _mm512_storeu_si512(positions + found, _mm512_maskz_compress_epi32((__mmask16)bits, all));
        found += __builtin_popcount(bits);
#else
        for (; bits; bits &= bits - 1) positions[found++] = s + LowestBit(bits);
#endif
    }
    for (; s < count; s++) {
        if (scores[s] >= low) positions[found++] = s;
    }
    return found;
}

} // namespace
} // namespace dsa
