// 16-bit floats (IEEE 754 binary16): what scores are stored as.
#pragma once

#include <cstdint>

namespace sparselens {

constexpr float kHalfMax = 65504.0f; // the largest finite one

/// Rounds to nearest, ties to even. Beyond the finite range it clamps; a NaN becomes the lowest finite value.
uint16_t HalfFromFloat(float value);

float FloatFromHalf(uint16_t half);

/// An integer in 0..65535 that is ordered as the (finite) halves are.
inline int32_t OrderOfHalf(uint16_t half) {
    const int32_t ifNegative = -(half >> 15); // all bits or none: a branch on scores' signs would be a coin toss
    return half ^ (0x8000 | (ifNegative & 0x7fff));
}
inline uint16_t HalfOfOrder(int32_t order) { return uint16_t(order ^ (order & 0x8000 ? 0x8000 : 0xffff)); }

} // namespace sparselens
