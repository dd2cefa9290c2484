#pragma once
#include "product.h"

#include <immintrin.h>

/// Packed weights to bytes (AVX2), once for all rows of a product.
namespace dsa {
namespace {

/// Blocks of a group that are unpacked at a time: with their scales 15 KiB, half of the first-level cache.
constexpr int kPiece = 24;

/// Some blocks of a group: w[o][k] = scales[b][o] * values[b][k / 4][o][k % 4] + least[b][o].
struct Piece {
    alignas(64) uint8_t bytes[kPiece * kGroup * kBlock];
    alignas(64) float scales[kPiece * kGroup];
    alignas(64) float least[kPiece * kGroup];
    const uint8_t * values; // the bytes here, or those of Q8_0 as they lie packed
};

inline void UnpackNibbles(const uint8_t * quants, bool fiveBits, uint8_t * bytes) {
    constexpr int kHalf = kGroup * kBlock / 2; // from the low nibbles' bytes to the high ones'
    const __m256i low = _mm256_set1_epi8(15), fifth = _mm256_set1_epi8(16);
    for (int i = 0; i < 8; i++) { // half a word group each: 8 outputs, numbers 4 (i / 2) to 4 (i / 2) + 3
        const __m256i both = _mm256_loadu_si256((const __m256i *)(quants + 32 * i));
        __m256i first = _mm256_and_si256(both, low), second = _mm256_and_si256(_mm256_srli_epi16(both, 4), low);
        if (fiveBits) {
            const __m256i bits = _mm256_loadu_si256((const __m256i *)(quants + kGroup * 16 + 32 * (i % 2)));
            const __m128i up = _mm_cvtsi32_si128(4 - i / 2), down = _mm_cvtsi32_si128(i / 2);
            first = _mm256_or_si256(first, _mm256_and_si256(_mm256_sll_epi16(bits, up), fifth));
            second = _mm256_or_si256(second, _mm256_and_si256(_mm256_srl_epi16(bits, down), fifth));
        }
        _mm256_store_si256((__m256i *)(bytes + 32 * i), first);
        _mm256_store_si256((__m256i *)(bytes + kHalf + 32 * i), second);
    }
}

inline void Widen16(const uint8_t * halves, float * floats) {
    for (int i = 0; i < kGroup; i += 8)
        _mm256_store_ps(floats + i, _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(halves + 2 * i))));
}

/// Blocks [first, first + count) of a group.
inline void UnpackPiece(const ProductTask & task, const uint8_t * group, int first, int count, Piece & piece) {
    const WeightType type = task.type;
    const uint8_t * quants = group + first * QuantBytes(type);
    const uint8_t * scales = group + task.blocks * QuantBytes(type) + size_t(first) * kGroup * 2;
    const __m256 offset = _mm256_set1_ps(float(-OffsetOf(type)));
    piece.values = type == WeightType::Q8_0 ? quants : piece.bytes;
    for (int b = 0; b < count; b++) {
        float *scale = piece.scales + b * kGroup, *least = piece.least + b * kGroup;
        Widen16(scales + b * kGroup * 2, scale);
        if (type == WeightType::Q8_0) continue;
        UnpackNibbles(quants + b * QuantBytes(type), IsFiveBits(type), piece.bytes + b * kGroup * kBlock);
        if (HasLeast(type)) {
            Widen16(scales + size_t(task.blocks + b) * kGroup * 2, least);
            continue;
        }
        for (int i = 0; i < kGroup; i += 8)
            _mm256_store_ps(least + i, _mm256_mul_ps(_mm256_load_ps(scale + i), offset));
    }
}

} // namespace
} // namespace dsa
