#pragma once
#include "k_scales.h"

/// Scales of a packed group (AVX-512), a lane for each output. Blocks are asked for in their order.
namespace dsa {
namespace {

/// Of a block: as many as its quants have (ScalesOf, LeastsOf).
struct BlockNumbers {
    __m512 scale[2], least[2];
};

inline __m512 LoadHalves(const uint8_t * at) { return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)at)); }

/// An F16 scale for each block.
class BlockScales {
  public:
    BlockScales(WeightType type, const uint8_t * group, int blocks)
        : scales_(group + blocks * QuantBytes(type)), least_(scales_ + size_t(blocks) * kGroup * 2),
          hasLeast_(HasLeast(type)), offset_(_mm512_set1_ps(float(-OffsetOf(type)))) {}

    void Load(int b, BlockNumbers & to) const {
        to.scale[0] = LoadHalves(scales_ + size_t(b) * kGroup * 2);
        to.least[0] = hasLeast_ ? LoadHalves(least_ + size_t(b) * kGroup * 2) : _mm512_mul_ps(to.scale[0], offset_);
    }

  private:
    const uint8_t *scales_, *least_;
    bool hasLeast_;
    __m512 offset_;
};

inline __m512 ToFloats(__m128i bytes, bool isSigned) {
    return _mm512_cvtepi32_ps(isSigned ? _mm512_cvtepi8_epi32(bytes) : _mm512_cvtepu8_epi32(bytes));
}

/// Those whose F16 numbers eight blocks share, as blocks pass.
template <WeightType Type> class SuperScales {
  public:
    SuperScales(WeightType, const uint8_t * group, int blocks) : next_(group + blocks * QuantBytes(Type)) {}

    void Load(int b, BlockNumbers & to) {
        if (b % kSuper == 0) Enter();
        b %= kSuper;
        constexpr bool kIsHalved = ScalesOf(QuantsOf(Type)) == 2;
        for (int half = 0; half < (kIsHalved ? 2 : 1); half++) {
            if (kHasLeast) {
                const SmallNumbers small = kIsHalved ? Nibbles(small_, b, half) : SixBits(small_, b);
                to.scale[half] = _mm512_mul_ps(scale_, ToFloats(small.scales, false));
                to.least[half] = _mm512_mul_ps(least_, ToFloats(small.least, false));
            } else {
                const __m128i small = kIsHalved ? HalfScales<Type>(small_, b, half) : TableScales(small_, b);
                to.scale[half] = _mm512_mul_ps(scale_, ToFloats(small, true));
            }
        }
    }

  private:
    static constexpr bool kHasLeast = SharedBytes(Type) == 4;

    void Enter() {
        scale_ = LoadHalves(next_);
        if (kHasLeast) least_ = _mm512_sub_ps(_mm512_setzero_ps(), LoadHalves(next_ + kGroup * 2));
        small_ = next_ + kGroup * SharedBytes(Type);
        next_ += SuperBytes(Type);
    }

    const uint8_t * next_;
    const uint8_t * small_ = nullptr;
    __m512 scale_ = _mm512_setzero_ps(), least_ = _mm512_setzero_ps();
};

} // namespace
} // namespace dsa
