#pragma once
#include "product.h"

#include <immintrin.h>

/// Small whole numbers of K-quants and IQ4_XS, a byte for each of a group's outputs: those of a block, counted from the
/// first of eight, or of its half. small: [..][kGroup], as the file has them (ggml's block_q2_K and so on).
namespace dsa {
namespace {

struct SmallNumbers {
    __m128i scales, least; // unsigned bytes
};

inline __m128i SmallRow(const uint8_t * small, int i) { return _mm_loadu_si128((const __m128i *)(small + i * kGroup)); }

/// `count` bits of each byte from bit `from` on.
inline __m128i BitsFrom(__m128i bytes, int from, int count) {
    return _mm_and_si128(_mm_srl_epi16(bytes, _mm_cvtsi32_si128(from)), _mm_set1_epi8(char((1 << count) - 1)));
}

/// Six-bit numbers that count from 32: a nibble, and two bits above it.
inline __m128i FromMinus32(__m128i nibble, __m128i above) {
    return _mm_sub_epi8(_mm_or_si128(nibble, _mm_slli_epi16(above, 4)), _mm_set1_epi8(32));
}

/// Q4_K, Q5_K: 8 scales and 8 least numbers of six bits. The first four of each are the low six bits of bytes 0 to 3
/// and 4 to 7; the others have their low four bits in the nibbles of bytes 8 to 11, and the two above them in the high
/// two bits of bytes 0 to 7.
inline SmallNumbers SixBits(const uint8_t * small, int b) {
    const auto row = [&](int i) { return SmallRow(small, i); };
    const __m128i six = _mm_set1_epi8(63), four = _mm_set1_epi8(15), high = _mm_set1_epi8(48);
    if (b < 4) return {_mm_and_si128(row(b), six), _mm_and_si128(row(b + 4), six)};
    const auto top = [&](int i) { return _mm_and_si128(_mm_srli_epi16(row(i), 2), high); };
    const __m128i both = row(b + 4);
    return {_mm_or_si128(_mm_and_si128(both, four), top(b - 4)),
            _mm_or_si128(_mm_and_si128(_mm_srli_epi16(both, 4), four), top(b))};
}

/// Q2_K: a byte for each half, whose nibbles are a scale and a least number.
inline SmallNumbers Nibbles(const uint8_t * small, int b, int half) {
    const __m128i both = SmallRow(small, 2 * b + half);
    return {BitsFrom(both, 0, 4), BitsFrom(both, 4, 4)};
}

/// Signed ones of halves. Q6_K has a byte for each. Q3_K's have six bits: the low four of number k in byte k % 8, its
/// high nibble from the eighth on, and the others in byte 8 + k % 4.
template <WeightType Type> inline __m128i HalfScales(const uint8_t * small, int b, int half) {
    const int k = 2 * b + half;
    if (Type == WeightType::Q6_K) return SmallRow(small, k);
    return FromMinus32(BitsFrom(SmallRow(small, k % 8), k / 8 * 4, 4),
                       BitsFrom(SmallRow(small, 8 + k % 4), k / 4 * 2, 2));
}

/// IQ4_XS, signed: two bytes of upper bits, then the nibbles.
inline __m128i TableScales(const uint8_t * small, int b) {
    return FromMinus32(BitsFrom(SmallRow(small, 2 + b / 2), b % 2 * 4, 4),
                       BitsFrom(SmallRow(small, b / 4), b % 4 * 2, 2));
}

} // namespace
} // namespace dsa
