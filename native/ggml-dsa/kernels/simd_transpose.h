#pragma once
#include "simd.h"
#if defined(__AVX512F__)
#include "avx512_transpose.h"
#endif

namespace dsa {
namespace {

/// Transposes as many registers as one has lanes.
inline void Transpose(Vec * r) {
#if defined(__AVX512F__)
    __m512i t[16];
    for (int i = 0; i < 16; i++) t[i] = _mm512_castps_si512(r[i].v);
    Transpose16(t);
    for (int i = 0; i < 16; i++) r[i].v = _mm512_castsi512_ps(t[i]);
#elif defined(__AVX2__) && defined(__FMA__) && defined(__F16C__)
    __m256 t[8], u[8];
    for (int i = 0; i < 8; i += 2) {
        t[i] = _mm256_unpacklo_ps(r[i].v, r[i + 1].v);
        t[i + 1] = _mm256_unpackhi_ps(r[i].v, r[i + 1].v);
    }
    for (int i = 0; i < 8; i += 4) {
        u[i] = _mm256_shuffle_ps(t[i], t[i + 2], 0x44);
        u[i + 1] = _mm256_shuffle_ps(t[i], t[i + 2], 0xee);
        u[i + 2] = _mm256_shuffle_ps(t[i + 1], t[i + 3], 0x44);
        u[i + 3] = _mm256_shuffle_ps(t[i + 1], t[i + 3], 0xee);
    }
    for (int i = 0; i < 4; i++) {
        r[i].v = _mm256_permute2f128_ps(u[i], u[i + 4], 0x20);
        r[i + 4].v = _mm256_permute2f128_ps(u[i], u[i + 4], 0x31);
    }
#else
    float from[Vec::kLanes][Vec::kLanes], to[Vec::kLanes][Vec::kLanes];
    for (int i = 0; i < Vec::kLanes; i++) r[i].Store(from[i]);
    for (int i = 0; i < Vec::kLanes; i++) {
        for (int j = 0; j < Vec::kLanes; j++) to[j][i] = from[i][j];
    }
    for (int i = 0; i < Vec::kLanes; i++) r[i] = Vec::Load(to[i]);
#endif
}

} // namespace
} // namespace dsa
