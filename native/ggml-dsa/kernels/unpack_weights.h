#pragma once
#include "k_scales.h"

/// Packed weights to bytes (AVX2), once for all rows of a product.
namespace dsa {
namespace {

/// Blocks of a group that are unpacked at a time: with their scales 15 KiB, half of the first-level cache (Q2_K's,
/// which has two least numbers, 18).
constexpr int kPiece = 24;

/// A block's scales and least numbers, as many as its quants have (ScalesOf, LeastsOf).
struct BlockNumbers {
    float scale[2][kGroup], least[2][kGroup];
};

/// Some blocks of a group: w[o][k] = scale[k / 16][o] * values[b][k / 4][o][k % 4] + least[k / 16][o]. Six-bit numbers
/// count from 32 and three-bit ones from 4, and the table's are signed, as those of Q8_0.
struct Piece {
    alignas(64) uint8_t bytes[kPiece * kGroup * kBlock];
    alignas(64) BlockNumbers numbers[kPiece];
    const uint8_t * values; // the bytes here, or those of Q8_0 as they lie packed
};

/// Bits from `from` on, moved to begin at bit `to` of their bytes; others come along.
inline __m256i Moved(__m256i bits, int from, int to) {
    return from < to ? _mm256_sll_epi16(bits, _mm_cvtsi32_si128(to - from))
                     : _mm256_srl_epi16(bits, _mm_cvtsi32_si128(from - to));
}

/// Numbers of two bits, or three.
template <bool Three> inline void UnpackFewBits(const uint8_t * quants, uint8_t * bytes) {
    const auto load = [&](int at) { return _mm256_loadu_si256((const __m256i *)(quants + at)); };
#pragma GCC unroll 8
    for (int i = 0; i < kWords; i++) {
        for (int at = 0; at < kWord; at += 32) {
            const __m256i bits = load(i / 4 * kWord + at);
            __m256i numbers = _mm256_and_si256(Moved(bits, i % 4 * 2, 0), _mm256_set1_epi8(3));
            if (Three) {
                const __m256i third = Moved(load(2 * kWord + at), i, 2);
                numbers = _mm256_or_si256(numbers, _mm256_and_si256(third, _mm256_set1_epi8(4)));
            }
            _mm256_store_si256((__m256i *)(bytes + i * kWord + at), numbers);
        }
    }
}

template <Quants Q> inline void UnpackNibbles(const uint8_t * quants, uint8_t * bytes) {
    constexpr int kHalf = kGroup * kBlock / 2; // from the low nibbles' bytes to the high ones'
    constexpr bool kFive = Q == Quants::Five;
    const __m256i low = _mm256_set1_epi8(15), above = _mm256_set1_epi8(kFive ? 16 : 48);
    const __m256i table = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)kTable));
#pragma GCC unroll 8
    for (int i = 0; i < 8; i++) { // half a word group each: 8 outputs, numbers 4 (i / 2) to 4 (i / 2) + 3
        const __m256i both = _mm256_loadu_si256((const __m256i *)(quants + 32 * i));
        __m256i first = _mm256_and_si256(both, low), second = _mm256_and_si256(_mm256_srli_epi16(both, 4), low);
        if (kFive || Q == Quants::Six) {
            const uint8_t * more = quants + kGroup * 16 + 32 * (i % 2);
            const __m256i bits = _mm256_loadu_si256((const __m256i *)more);
            const __m256i others = kFive ? bits : _mm256_loadu_si256((const __m256i *)(more + kGroup * 4));
            const int at = (kFive ? 1 : 2) * (i / 2), otherAt = kFive ? 4 + at : at;
            first = _mm256_or_si256(first, _mm256_and_si256(Moved(bits, at, 4), above));
            second = _mm256_or_si256(second, _mm256_and_si256(Moved(others, otherAt, 4), above));
        }
        if (Q == Quants::Table) first = _mm256_shuffle_epi8(table, first), second = _mm256_shuffle_epi8(table, second);
        _mm256_store_si256((__m256i *)(bytes + 32 * i), first);
        _mm256_store_si256((__m256i *)(bytes + kHalf + 32 * i), second);
    }
}

inline void Widen16(const uint8_t * halves, float * floats) {
    for (int i = 0; i < kGroup; i += 8)
        _mm256_store_ps(floats + i, _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(halves + 2 * i))));
}

inline void WidenNegated16(const uint8_t * halves, float * floats) {
    Widen16(halves, floats);
    for (int i = 0; i < kGroup; i++) floats[i] = -floats[i];
}

/// to = shared * small, where the small numbers are 16 bytes.
template <bool Signed> inline void Scale16(const float * shared, __m128i small, float * to) {
    for (int i = 0; i < kGroup; i += 8, small = _mm_srli_si128(small, 8)) {
        const __m256i wide = Signed ? _mm256_cvtepi8_epi32(small) : _mm256_cvtepu8_epi32(small);
        _mm256_store_ps(to + i, _mm256_mul_ps(_mm256_load_ps(shared + i), _mm256_cvtepi32_ps(wide)));
    }
}

/// Numbers of blocks [first, first + count) of a group; both are multiples of kSuper.
template <WeightType Type> inline void UnpackSupers(const uint8_t * scales, int first, int count, Piece & piece) {
    constexpr bool kIsHalved = ScalesOf(QuantsOf(Type)) == 2, kHasLeast = SharedBytes(Type) == 4;
    alignas(32) float shared[kGroup] = {}, sharedLeast[kGroup] = {};
    const uint8_t * super = scales + size_t(first / kSuper) * SuperBytes(Type);
    for (int i = 0; i < count; i++) {
        const int b = i % kSuper;
        if (b == 0) {
            if (i) super += SuperBytes(Type);
            Widen16(super, shared);
            if (kHasLeast) WidenNegated16(super + kGroup * 2, sharedLeast);
        }
        const uint8_t * small = super + kGroup * SharedBytes(Type);
        BlockNumbers & to = piece.numbers[i];
        for (int half = 0; half < (kIsHalved ? 2 : 1); half++) {
            if (kHasLeast) {
                const SmallNumbers both = kIsHalved ? Nibbles(small, b, half) : SixBits(small, b);
                Scale16<false>(shared, both.scales, to.scale[half]);
                Scale16<false>(sharedLeast, both.least, to.least[half]);
            } else {
                const __m128i signedOnes = kIsHalved ? HalfScales<Type>(small, b, half) : TableScales(small, b);
                Scale16<true>(shared, signedOnes, to.scale[half]);
            }
        }
    }
}

inline void UnpackScales(const ProductTask & task, const uint8_t * all, int first, int count, Piece & piece) {
    switch (task.type) {
        case WeightType::Q2_K: return UnpackSupers<WeightType::Q2_K>(all, first, count, piece);
        case WeightType::Q3_K: return UnpackSupers<WeightType::Q3_K>(all, first, count, piece);
        case WeightType::Q4_K:
        case WeightType::Q5_K: return UnpackSupers<WeightType::Q4_K>(all, first, count, piece); // laid out alike
        case WeightType::Q6_K: return UnpackSupers<WeightType::Q6_K>(all, first, count, piece);
        case WeightType::IQ4_XS: return UnpackSupers<WeightType::IQ4_XS>(all, first, count, piece);
        default: break;
    }
    const uint8_t * scales = all + size_t(first) * kGroup * 2;
    const __m256 offset = _mm256_set1_ps(float(-OffsetOf(task.type)));
    for (int b = 0; b < count; b++) {
        float *scale = piece.numbers[b].scale[0], *least = piece.numbers[b].least[0];
        Widen16(scales + b * kGroup * 2, scale);
        if (HasLeast(task.type)) {
            Widen16(scales + size_t(task.blocks + b) * kGroup * 2, least);
            continue;
        }
        for (int i = 0; i < kGroup; i += 8)
            _mm256_store_ps(least + i, _mm256_mul_ps(_mm256_load_ps(scale + i), offset));
    }
}

/// Blocks [first, first + count) of a group.
template <Quants Q>
inline void UnpackPiece(const ProductTask & task, const uint8_t * group, int first, int count, Piece & piece) {
    const uint8_t * quants = group + first * QuantBytes(task.type);
    UnpackScales(task, group + task.blocks * QuantBytes(task.type), first, count, piece);
    piece.values = Q == Quants::Eight ? quants : piece.bytes;
    for (int b = 0; b < count && Q != Quants::Eight; b++) {
        const uint8_t * from = quants + b * QuantBytes(task.type);
        uint8_t * to = piece.bytes + b * kGroup * kBlock;
        if (Q == Quants::Two || Q == Quants::Three) UnpackFewBits<Q == Quants::Three>(from, to);
        else UnpackNibbles<Q>(from, to);
    }
}

} // namespace
} // namespace dsa
