#pragma once
#include "product.h"

#include <immintrin.h>

/// Small whole numbers of K-quants, a byte for each of a group's outputs. As the file has them (ggml's block_q4_K,
/// block_q6_K): Q4_K and Q5_K keep in twelve bytes 8 scales and 8 least numbers of six bits. The first four of each are
/// the low six bits of bytes 0 to 3 and 4 to 7; the others have their low four bits in the nibbles of bytes 8 to 11,
/// and the two above them in the high two bits of bytes 0 to 7.
namespace dsa {
namespace {

struct SmallNumbers {
    __m128i scales, least; // unsigned bytes
};

/// Those of block `b`, counted from the first of the eight; small: [12][kGroup].
inline SmallNumbers SixBits(const uint8_t * small, int b) {
    const auto row = [&](int i) { return _mm_loadu_si128((const __m128i *)(small + i * kGroup)); };
    const __m128i six = _mm_set1_epi8(63), four = _mm_set1_epi8(15), high = _mm_set1_epi8(48);
    if (b < 4) return {_mm_and_si128(row(b), six), _mm_and_si128(row(b + 4), six)};
    const auto top = [&](int i) { return _mm_and_si128(_mm_srli_epi16(row(i), 2), high); };
    const __m128i both = row(b + 4);
    return {_mm_or_si128(_mm_and_si128(both, four), top(b - 4)),
            _mm_or_si128(_mm_and_si128(_mm_srli_epi16(both, 4), four), top(b))};
}

/// Signed ones of Q6_K; small: [16][kGroup], a row for each half of a block.
inline __m128i HalfScales(const uint8_t * small, int b, int half) {
    return _mm_loadu_si128((const __m128i *)(small + (2 * b + half) * kGroup));
}

} // namespace
} // namespace dsa
