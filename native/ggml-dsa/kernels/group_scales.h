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

inline __m512 ToFloats(__m128i bytes, bool isSigned) {
    return _mm512_cvtepi32_ps(isSigned ? _mm512_cvtepi8_epi32(bytes) : _mm512_cvtepu8_epi32(bytes));
}

/// K-quants: what eight blocks share, as blocks pass.
class SuperScales {
  protected:
    SuperScales(WeightType type, const uint8_t * group, int blocks)
        : next_(group + blocks * QuantBytes(type)), bytes_(SuperBytes(type)) {}

    /// What the eight blocks that begin with `b` share; null if it is none of the first.
    const uint8_t * Enter(int b) {
        if (b % kSuper != 0) return nullptr;
        const uint8_t * super = next_;
        next_ += bytes_;
        return super;
    }

    const uint8_t * small_ = nullptr;
    __m512 scale_ = _mm512_setzero_ps();

  private:
    const uint8_t * next_;
    size_t bytes_;
};

/// Q4_K and Q5_K.
class KScales : SuperScales {
  public:
    KScales(WeightType type, const uint8_t * group, int blocks) : SuperScales(type, group, blocks) {}

    void Load(int b, __m512 & scale, __m512 & least) {
        if (const uint8_t * super = Enter(b)) {
            scale_ = LoadHalves(super);
            least_ = _mm512_sub_ps(_mm512_setzero_ps(), LoadHalves(super + kGroup * 2));
            small_ = super + kGroup * 4;
        }
        const SmallNumbers small = SixBits(small_, b % kSuper);
        scale = _mm512_mul_ps(scale_, ToFloats(small.scales, false));
        least = _mm512_mul_ps(least_, ToFloats(small.least, false));
    }

  private:
    __m512 least_ = _mm512_setzero_ps();
};

/// Q6_K.
class HalfBlockScales : SuperScales {
  public:
    HalfBlockScales(WeightType type, const uint8_t * group, int blocks) : SuperScales(type, group, blocks) {}

    void Load(int b, __m512 & first, __m512 & second) {
        if (const uint8_t * super = Enter(b)) {
            scale_ = LoadHalves(super);
            small_ = super + kGroup * 2;
        }
        first = _mm512_mul_ps(scale_, ToFloats(HalfScales(small_, b % kSuper, 0), true));
        second = _mm512_mul_ps(scale_, ToFloats(HalfScales(small_, b % kSuper, 1), true));
    }
};

} // namespace
} // namespace dsa
