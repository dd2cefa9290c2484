#pragma once
#include "k_scales.h"

/// Scales of a packed group (AVX-512), a lane for each output: of block b, and beside it the least number, or for Q6_K
/// the scale of the block's second half. Blocks are asked for in their order.
namespace dsa {
namespace {

inline __m512 LoadHalves(const uint8_t * at) { return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)at)); }

/// An F16 scale for each block.
class BlockScales {
  public:
    BlockScales(WeightType type, const uint8_t * group, int blocks)
        : scales_(group + blocks * QuantBytes(type)), least_(scales_ + size_t(blocks) * kGroup * 2),
          hasLeast_(HasLeast(type)), offset_(_mm512_set1_ps(float(-OffsetOf(type)))) {}

    void Load(int b, __m512 & scale, __m512 & least) const {
        scale = LoadHalves(scales_ + size_t(b) * kGroup * 2);
        least = hasLeast_ ? LoadHalves(least_ + size_t(b) * kGroup * 2) : _mm512_mul_ps(scale, offset_);
    }

  private:
    const uint8_t *scales_, *least_;
    bool hasLeast_;
    __m512 offset_;
};

/// Q4_K and Q5_K.
class KScales {
  public:
    KScales(WeightType type, const uint8_t * group, int blocks)
        : next_(group + blocks * QuantBytes(type)), bytes_(SuperBytes(type)) {}

    void Load(int b, __m512 & scale, __m512 & least) {
        if (b % kSuper == 0) {
            scale_ = LoadHalves(next_);
            least_ = _mm512_sub_ps(_mm512_setzero_ps(), LoadHalves(next_ + kGroup * 2));
            small_ = next_ + kGroup * 4;
            next_ += bytes_;
        }
        const SmallNumbers small = SixBits(small_, b % kSuper);
        scale = _mm512_mul_ps(scale_, _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(small.scales)));
        least = _mm512_mul_ps(least_, _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(small.least)));
    }

  private:
    const uint8_t *next_, *small_ = nullptr;
    size_t bytes_;
    __m512 scale_ = _mm512_setzero_ps(), least_ = _mm512_setzero_ps();
};

/// Q6_K.
class HalfBlockScales {
  public:
    HalfBlockScales(WeightType type, const uint8_t * group, int blocks)
        : next_(group + blocks * QuantBytes(type)), bytes_(SuperBytes(type)) {}

    void Load(int b, __m512 & first, __m512 & second) {
        if (b % kSuper == 0) {
            scale_ = LoadHalves(next_);
            small_ = next_ + kGroup * 2;
            next_ += bytes_;
        }
        first = _mm512_mul_ps(scale_, _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(HalfScales(small_, b % kSuper, 0))));
        second = _mm512_mul_ps(scale_, _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(HalfScales(small_, b % kSuper, 1))));
    }

  private:
    const uint8_t *next_, *small_ = nullptr;
    size_t bytes_;
    __m512 scale_ = _mm512_setzero_ps();
};

} // namespace
} // namespace dsa
