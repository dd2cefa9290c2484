#pragma once

#include <cstdint>

#if defined(_MSC_VER)
#include <intrin.h>
#endif

namespace sparselens {

/// floor(log2(value)) of a value that isn't 0.
inline int HighestBit(uint32_t value) {
#if defined(_MSC_VER)
    unsigned long bit;
    _BitScanReverse(&bit, value);
    return int(bit);
#else
    return 31 - __builtin_clz(value);
#endif
}

} // namespace sparselens
