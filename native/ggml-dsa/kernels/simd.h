#pragma once
#include "kernels.h"

#include <cstring>
#if defined(__AVX512F__) || (defined(__AVX2__) && defined(__FMA__) && defined(__F16C__))
#include <immintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

/// One register of F32 numbers, as wide as the instruction set that this file is compiled for. In an unnamed namespace,
/// so that each instruction set has its own.
namespace dsa {
namespace {

#if defined(__AVX512F__)
struct Vec {
    static constexpr int kLanes = 16, kRegisters = 32;
    __m512 v;
    static Vec Load(const float * p) { return {_mm512_loadu_ps(p)}; }
    static Vec Set(float x) { return {_mm512_set1_ps(x)}; }
    static Vec Half(const uint16_t * p) { return {_mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)p))}; }
    static Vec SetHalf(uint16_t half) { return {_mm512_cvtph_ps(_mm256_set1_epi16(short(half)))}; }
    static Vec Bytes(const int8_t * p) {
        return {_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)p)))};
    }
    void Store(float * p) const { _mm512_storeu_ps(p, v); }
    float Sum() const { return _mm512_reduce_add_ps(v); }
    float Largest() const { return _mm512_reduce_max_ps(v); }
};
inline Vec operator+(Vec a, Vec b) { return {_mm512_add_ps(a.v, b.v)}; }
inline Vec operator-(Vec a, Vec b) { return {_mm512_sub_ps(a.v, b.v)}; }
inline Vec operator*(Vec a, Vec b) { return {_mm512_mul_ps(a.v, b.v)}; }
inline Vec MulAdd(Vec a, Vec b, Vec c) { return {_mm512_fmadd_ps(a.v, b.v, c.v)}; }
inline Vec Max(Vec a, Vec b) { return {_mm512_max_ps(a.v, b.v)}; }                         // b where a is NaN
inline unsigned AtLeast(Vec a, Vec b) { return _mm512_cmp_ps_mask(a.v, b.v, _CMP_GE_OQ); } // a bit for each lane
inline Vec Round(Vec a) { return {_mm512_roundscale_ps(a.v, 0)}; }
inline Vec TimesPowerOf2(Vec a, Vec n) { return {_mm512_scalef_ps(a.v, n.v)}; }

#elif defined(__AVX2__) && defined(__FMA__) && defined(__F16C__)
struct Vec {
    static constexpr int kLanes = 8, kRegisters = 16;
    __m256 v;
    static Vec Load(const float * p) { return {_mm256_loadu_ps(p)}; }
    static Vec Set(float x) { return {_mm256_set1_ps(x)}; }
    static Vec Half(const uint16_t * p) { return {_mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)p))}; }
    static Vec SetHalf(uint16_t half) { return {_mm256_cvtph_ps(_mm_set1_epi16(short(half)))}; }
    static Vec Bytes(const int8_t * p) {
        return {_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)p)))};
    }
    void Store(float * p) const { _mm256_storeu_ps(p, v); }
    float Sum() const {
        __m128 x = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
        x = _mm_add_ps(x, _mm_movehl_ps(x, x));
        return _mm_cvtss_f32(_mm_add_ss(x, _mm_movehdup_ps(x)));
    }
    float Largest() const {
        __m128 x = _mm_max_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1));
        x = _mm_max_ps(x, _mm_movehl_ps(x, x));
        return _mm_cvtss_f32(_mm_max_ss(x, _mm_movehdup_ps(x)));
    }
};
inline Vec operator+(Vec a, Vec b) { return {_mm256_add_ps(a.v, b.v)}; }
inline Vec operator-(Vec a, Vec b) { return {_mm256_sub_ps(a.v, b.v)}; }
inline Vec operator*(Vec a, Vec b) { return {_mm256_mul_ps(a.v, b.v)}; }
inline Vec MulAdd(Vec a, Vec b, Vec c) { return {_mm256_fmadd_ps(a.v, b.v, c.v)}; }
inline Vec Max(Vec a, Vec b) { return {_mm256_max_ps(a.v, b.v)}; } // b where a is NaN
inline unsigned AtLeast(Vec a, Vec b) { return unsigned(_mm256_movemask_ps(_mm256_cmp_ps(a.v, b.v, _CMP_GE_OQ))); }
inline Vec Round(Vec a) { return {_mm256_round_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)}; }
inline Vec TimesPowerOf2(Vec a, Vec n) {
    const __m256i exponent = _mm256_add_epi32(_mm256_cvtps_epi32(n.v), _mm256_set1_epi32(127));
    return {_mm256_mul_ps(a.v, _mm256_castsi256_ps(_mm256_slli_epi32(exponent, 23)))};
}

#elif defined(__ARM_NEON) && defined(__aarch64__)
struct Vec {
    static constexpr int kLanes = 4, kRegisters = 32;
    float32x4_t v;
    static Vec Load(const float * p) { return {vld1q_f32(p)}; }
    static Vec Set(float x) { return {vdupq_n_f32(x)}; }
    static Vec Half(const uint16_t * p) { return {vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(p)))}; }
    static Vec SetHalf(uint16_t half) { return {vcvt_f32_f16(vreinterpret_f16_u16(vdup_n_u16(half)))}; }
    static Vec Bytes(const int8_t * p) {
        int32_t four;
        std::memcpy(&four, p, 4);
        return {vcvtq_f32_s32(vmovl_s16(vget_low_s16(vmovl_s8(vreinterpret_s8_s32(vdup_n_s32(four))))))};
    }
    void Store(float * p) const { vst1q_f32(p, v); }
    float Sum() const { return vaddvq_f32(v); }
    float Largest() const { return vmaxvq_f32(v); }
};
inline Vec operator+(Vec a, Vec b) { return {vaddq_f32(a.v, b.v)}; }
inline Vec operator-(Vec a, Vec b) { return {vsubq_f32(a.v, b.v)}; }
inline Vec operator*(Vec a, Vec b) { return {vmulq_f32(a.v, b.v)}; }
inline Vec MulAdd(Vec a, Vec b, Vec c) { return {vfmaq_f32(c.v, a.v, b.v)}; }
inline Vec Max(Vec a, Vec b) { return {vbslq_f32(vcgtq_f32(a.v, b.v), a.v, b.v)}; } // b where a is NaN
inline unsigned AtLeast(Vec a, Vec b) {
    const uint32x4_t lanes = {1, 2, 4, 8};
    return vaddvq_u32(vandq_u32(vcgeq_f32(a.v, b.v), lanes));
}
inline Vec Round(Vec a) { return {vrndnq_f32(a.v)}; }
inline Vec TimesPowerOf2(Vec a, Vec n) {
    const int32x4_t exponent = vaddq_s32(vcvtq_s32_f32(n.v), vdupq_n_s32(127));
    return {vmulq_f32(a.v, vreinterpretq_f32_s32(vshlq_n_s32(exponent, 23)))};
}

#else
/// Plain C++ for any machine: compilers make what vector instructions they have out of the loops.
struct Vec {
    static constexpr int kLanes = 4, kRegisters = 16;
    float v[4];
    static Vec Load(const float * p) { return {{p[0], p[1], p[2], p[3]}}; }
    static Vec Set(float x) { return {{x, x, x, x}}; }
    static float FromHalf(uint16_t half) {
        const uint32_t sign = uint32_t(half & 0x8000) << 16, rest = half & 0x7fff;
        uint32_t bits = rest >= 0x7c00 ? 0x7f800000 | (rest & 0x3ff) << 13 : (rest << 13) + (112u << 23);
        float value;
        if (rest < 0x400) { // zero or subnormal: a count of 2^-24
            value = float(rest) * 5.9604644775390625e-8f;
            std::memcpy(&bits, &value, 4);
        }
        bits |= sign;
        std::memcpy(&value, &bits, 4);
        return value;
    }
    static Vec Half(const uint16_t * p) { return {{FromHalf(p[0]), FromHalf(p[1]), FromHalf(p[2]), FromHalf(p[3])}}; }
    static Vec SetHalf(uint16_t half) { return Set(FromHalf(half)); }
    static Vec Bytes(const int8_t * p) { return {{float(p[0]), float(p[1]), float(p[2]), float(p[3])}}; }
    void Store(float * p) const { std::memcpy(p, v, sizeof v); }
    float Sum() const { return v[0] + v[1] + (v[2] + v[3]); }
    float Largest() const {
        const float a = v[0] > v[1] ? v[0] : v[1], b = v[2] > v[3] ? v[2] : v[3];
        return a > b ? a : b;
    }
};
template <typename F> inline Vec PerLane(F f) { return {{f(0), f(1), f(2), f(3)}}; }
inline Vec operator+(Vec a, Vec b) {
    return PerLane([&](int i) { return a.v[i] + b.v[i]; });
}
inline Vec operator-(Vec a, Vec b) {
    return PerLane([&](int i) { return a.v[i] - b.v[i]; });
}
inline Vec operator*(Vec a, Vec b) {
    return PerLane([&](int i) { return a.v[i] * b.v[i]; });
}
inline Vec MulAdd(Vec a, Vec b, Vec c) {
    return PerLane([&](int i) { return a.v[i] * b.v[i] + c.v[i]; });
}
inline Vec Max(Vec a, Vec b) {
    return PerLane([&](int i) { return a.v[i] > b.v[i] ? a.v[i] : b.v[i]; });
}
inline unsigned AtLeast(Vec a, Vec b) {
    unsigned bits = 0;
    for (int i = 0; i < 4; i++) bits |= unsigned(a.v[i] >= b.v[i]) << i;
    return bits;
}
inline Vec Round(Vec a) {
    return PerLane([&](int i) { return float(int(a.v[i] + (a.v[i] < 0 ? -0.5f : 0.5f))); });
}
inline Vec TimesPowerOf2(Vec a, Vec n) {
    return PerLane([&](int i) {
        const uint32_t bits = uint32_t(int(n.v[i]) + 127) << 23;
        float power;
        std::memcpy(&power, &bits, 4);
        return a.v[i] * power;
    });
}
#endif

/// out[i] = the sum of v[i]'s lanes.
template <int Count> inline void StoreSums(const Vec * v, float * out) {
#if defined(__AVX512F__)
    if (Count == 4) {
        const auto folded = [](__m512 a, __m512 b) {
            return _mm512_add_ps(_mm512_unpacklo_ps(a, b), _mm512_unpackhi_ps(a, b));
        };
        const __m512d x = _mm512_castps_pd(folded(v[0].v, v[1].v)), y = _mm512_castps_pd(folded(v[2].v, v[3].v));
        const __m512 four =
            _mm512_add_ps(_mm512_castpd_ps(_mm512_unpacklo_pd(x, y)), _mm512_castpd_ps(_mm512_unpackhi_pd(x, y)));
        const __m256 half = _mm256_add_ps(_mm512_castps512_ps256(four), _mm512_extractf32x8_ps(four, 1));
        _mm_storeu_ps(out, _mm_add_ps(_mm256_castps256_ps128(half), _mm256_extractf128_ps(half, 1)));
        return;
    }
#endif
    for (int i = 0; i < Count; i++) out[i] = v[i].Sum();
}

/// e^x for x <= 0, within 2e-7 of it relatively; numbers below -87 count as -87, NaN too.
inline Vec Exp(Vec x) {
    x = Max(x, Vec::Set(-87.0f)) * Vec::Set(1.44269504f); // e^x = 2^(whole + part), part in [-1/2, 1/2]
    const Vec whole = Round(x), part = x - whole;
    Vec power = Vec::Set(1.5403530e-4f); // Taylor's series of 2^part
    constexpr float kTerms[] = {1.3333558e-3f, 9.6181291e-3f, 5.5504109e-2f, 2.4022651e-1f, 6.9314718e-1f, 1.0f};
    for (const float term : kTerms) power = MulAdd(power, part, Vec::Set(term));
    return TimesPowerOf2(power, whole);
}

/// Blocks of Q8_0: 32 numbers as an F16 scale and 32 bytes.
constexpr int kQ8Numbers = 32, kQ8Bytes = 34;

/// The scale of a block, in all lanes.
inline Vec ScaleOf(const void * block) {
    uint16_t half;
    std::memcpy(&half, block, 2);
    return Vec::SetHalf(half);
}

/// Numbers [d, d + Vec::kLanes) of a cached row; d is a multiple of Vec::kLanes.
inline Vec LoadNumbers(RowType type, const void * row, int d) {
    if (type == RowType::F16) return Vec::Half((const uint16_t *)row + d);
    const char * block = (const char *)row + size_t(d / kQ8Numbers) * kQ8Bytes;
    return Vec::Bytes((const int8_t *)block + 2 + d % kQ8Numbers) * ScaleOf(block);
}

inline void Widen(RowType type, const void * row, int count, float * out) {
    if (type == RowType::F16) {
        for (int d = 0; d < count; d += Vec::kLanes) Vec::Half((const uint16_t *)row + d).Store(out + d);
        return;
    }
    const char * block = (const char *)row;
    for (int first = 0; first < count; first += kQ8Numbers, block += kQ8Bytes) {
        const Vec scale = ScaleOf(block);
        const int8_t * bytes = (const int8_t *)block + 2;
        for (int d = 0; d < kQ8Numbers; d += Vec::kLanes) (Vec::Bytes(bytes + d) * scale).Store(out + first + d);
    }
}

} // namespace
} // namespace dsa
