#pragma once
#include <immintrin.h>

namespace dsa {
namespace {

/// Lane i of the result is add(...add(lanes of register i)...).
template <typename Add> inline __m512 FoldEach(const __m512 * a, Add add) {
    __m512 t[8], u[4];
    for (int i = 0; i < 8; i++) {
        t[i] = add(_mm512_unpacklo_ps(a[2 * i], a[2 * i + 1]), _mm512_unpackhi_ps(a[2 * i], a[2 * i + 1]));
    }
    for (int i = 0; i < 4; i++) {
        const __m512d x = _mm512_castps_pd(t[2 * i]), y = _mm512_castps_pd(t[2 * i + 1]);
        u[i] = add(_mm512_castpd_ps(_mm512_unpacklo_pd(x, y)), _mm512_castpd_ps(_mm512_unpackhi_pd(x, y)));
    }
    const auto halves = [&](__m512 x, __m512 y) {
        return add(_mm512_shuffle_f32x4(x, y, 0x88), _mm512_shuffle_f32x4(x, y, 0xdd));
    };
    return halves(halves(u[0], u[1]), halves(u[2], u[3]));
}

inline __m512 SumEach(const __m512 * a) {
    return FoldEach(a, [](__m512 x, __m512 y) { return _mm512_add_ps(x, y); });
}

inline __m512 LargestEach(const __m512 * a) {
    return FoldEach(a, [](__m512 x, __m512 y) { return _mm512_max_ps(x, y); });
}

} // namespace
} // namespace dsa
