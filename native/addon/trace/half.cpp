#include "trace/half.h"

#include <algorithm>
#include <cstring>

namespace sparselens {

static uint32_t BitsOf(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

static float FloatOf(uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

uint16_t HalfFromFloat(float value) {
    if (value != value) value = -kHalfMax;
    const uint32_t all = BitsOf(std::clamp(value, -kHalfMax, kHalfMax));
    const uint16_t sign = uint16_t(all >> 16 & 0x8000);
    uint32_t bits = all & 0x7fffffff;
    if (bits < 0x38800000) // below 2^-14, where halves are multiples of 2^-24, as floats are from 0.5 on
        return uint16_t(sign | (BitsOf(FloatOf(bits) + 0.5f) - BitsOf(0.5f)));
    const uint32_t odd = bits >> 13 & 1;
    bits += 0xfff + odd;                                   // 13 bits are dropped: to nearest, ties to even
    return uint16_t(sign | ((bits >> 13) - (112u << 10))); // exponent bias 127 -> 15
}

float FloatFromHalf(uint16_t half) {
    const uint32_t sign = uint32_t(half & 0x8000) << 16, exponent = half >> 10 & 31, fraction = half & 0x3ff;
    if (exponent == 0) {
        const float magnitude = float(fraction) * (1.0f / (1 << 24));
        return sign ? -magnitude : magnitude;
    }
    if (exponent == 31) return FloatOf(sign | 0x7f800000 | fraction << 13); // never written by us
    return FloatOf(sign | (exponent + 112) << 23 | fraction << 13);
}

} // namespace sparselens
