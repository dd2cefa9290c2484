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

int FindAtLeast(const float * scores, int first, int end, float low, int32_t * positions) {
    constexpr int kLanes = Vec::kLanes;
    const Vec limit = Vec::Set(low);
    int found = 0, s = first;
    for (; s + kLanes <= end; s += kLanes) {
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
    for (; s < end; s++) {
        if (scores[s] >= low) positions[found++] = s;
    }
    return found;
}

int FindVisible(const uint16_t * mask, int first, int end, int32_t * positions) {
    int found = 0, s = first;
#if defined(__AVX512F__) && defined(__AVX512BW__)
    const __m512i hidden = _mm512_set1_epi16((short)kHidden);
    for (; s + 32 <= end; s += 32) {
        unsigned bits = _mm512_cmpneq_epi16_mask(_mm512_loadu_si512(mask + s), hidden);
        for (; bits; bits &= bits - 1) positions[found++] = s + LowestBit(bits);
    }
#elif defined(__AVX2__)
    const __m256i hidden = _mm256_set1_epi16((short)kHidden);
    for (; s + 16 <= end; s += 16) {
        const __m256i equal = _mm256_cmpeq_epi16(_mm256_loadu_si256((const __m256i *)(mask + s)), hidden);
        unsigned bits = ~unsigned(_mm256_movemask_epi8(equal)) & 0x55555555; // two bits a lane
        for (; bits; bits &= bits - 1) positions[found++] = s + LowestBit(bits) / 2;
    }
#endif
    for (; s < end; s++) {
        if (mask[s] != kHidden) positions[found++] = s;
    }
    return found;
}

} // namespace
} // namespace dsa
