#pragma once
#include "k_scales.h"

/// Packed weights to bytes (AVX2), once for all rows of a product.
namespace dsa {
namespace {

/// Blocks of a group that are unpacked at a time: with their scales 15 KiB, half of the first-level cache.
constexpr int kPiece = 24;

/// Some blocks of a group: w[o][k] = scales[b][o] * values[b][k / 4][o][k % 4] + second[b][o]. For Q6_K `second` is the
/// scale of the second half of the block, and bytes count from 32.
struct Piece {
    alignas(64) uint8_t bytes[kPiece * kGroup * kBlock];
    alignas(64) float scales[kPiece * kGroup];
    alignas(64) float second[kPiece * kGroup];
    const uint8_t * values; // the bytes here, or those of Q8_0 as they lie packed
};

template <int Bits> inline void UnpackNibbles(const uint8_t * quants, uint8_t * bytes) {
    constexpr int kHalf = kGroup * kBlock / 2; // from the low nibbles' bytes to the high ones'
    const __m256i low = _mm256_set1_epi8(15), above = _mm256_set1_epi8(Bits == 5 ? 16 : 48);
#pragma GCC unroll 8
    for (int i = 0; i < 8; i++) { // half a word group each: 8 outputs, numbers 4 (i / 2) to 4 (i / 2) + 3
        const __m256i both = _mm256_loadu_si256((const __m256i *)(quants + 32 * i));
        __m256i first = _mm256_and_si256(both, low), second = _mm256_and_si256(_mm256_srli_epi16(both, 4), low);
        if (Bits > 4) {
            const uint8_t * more = quants + kGroup * 16 + 32 * (i % 2);
            const __m256i bits = _mm256_loadu_si256((const __m256i *)more);
            const __m256i others = Bits == 5 ? bits : _mm256_loadu_si256((const __m256i *)(more + kGroup * 4));
            const int at = (Bits == 5 ? 1 : 2) * (i / 2), otherAt = Bits == 5 ? 4 + at : at;
            const auto moved = [](__m256i from, int by) { // to the fifth bit
                return by < 4 ? _mm256_sll_epi16(from, _mm_cvtsi32_si128(4 - by))
                              : _mm256_srl_epi16(from, _mm_cvtsi32_si128(by - 4));
            };
            first = _mm256_or_si256(first, _mm256_and_si256(moved(bits, at), above));
            second = _mm256_or_si256(second, _mm256_and_si256(moved(others, otherAt), above));
        }
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

/// Scales of blocks [first, first + count) of a group; both are multiples of kSuper.
inline void UnpackKScales(WeightType type, const uint8_t * scales, int first, int count, Piece & piece) {
    alignas(32) float shared[kGroup] = {}, sharedLeast[kGroup] = {};
    const uint8_t * super = scales + size_t(first / kSuper) * SuperBytes(type);
    for (int b = 0; b < count; b++) {
        if (b % kSuper == 0) {
            if (b) super += SuperBytes(type);
            Widen16(super, shared);
            if (type != WeightType::Q6_K) WidenNegated16(super + kGroup * 2, sharedLeast);
        }
        float *scale = piece.scales + b * kGroup, *second = piece.second + b * kGroup;
        if (type == WeightType::Q6_K) {
            Scale16<true>(shared, HalfScales(super + kGroup * 2, b % kSuper, 0), scale);
            Scale16<true>(shared, HalfScales(super + kGroup * 2, b % kSuper, 1), second);
        } else {
            const SmallNumbers small = SixBits(super + kGroup * 4, b % kSuper);
            Scale16<false>(shared, small.scales, scale);
            Scale16<false>(sharedLeast, small.least, second);
        }
    }
}

inline void UnpackScales(const ProductTask & task, const uint8_t * all, int first, int count, Piece & piece) {
    if (IsKQuant(task.type)) return UnpackKScales(task.type, all, first, count, piece);
    const uint8_t * scales = all + size_t(first) * kGroup * 2;
    const __m256 offset = _mm256_set1_ps(float(-OffsetOf(task.type)));
    for (int b = 0; b < count; b++) {
        float *scale = piece.scales + b * kGroup, *least = piece.second + b * kGroup;
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
template <int Bits>
inline void UnpackPiece(const ProductTask & task, const uint8_t * group, int first, int count, Piece & piece) {
    const uint8_t * quants = group + first * QuantBytes(task.type);
    UnpackScales(task, group + task.blocks * QuantBytes(task.type), first, count, piece);
    piece.values = Bits == 8 ? quants : piece.bytes;
    for (int b = 0; b < count && Bits != 8; b++)
        UnpackNibbles<Bits>(quants + b * QuantBytes(task.type), piece.bytes + b * kGroup * kBlock);
}

} // namespace
} // namespace dsa
