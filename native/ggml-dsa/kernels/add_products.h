#pragma once
#include <immintrin.h>

namespace dsa {
namespace {

/// sum += a . b, four bytes a lane, those of `a` unsigned. Written so because GCC 12 moves sums from register to
/// register around the intrinsic.
inline void AddProducts(__m512i & sum, __m512i a, __m512i b) {
#if defined(__GNUC__)
    asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(a), "v"(b));
#else
    sum = _mm512_dpbusd_epi32(sum, a, b);
#endif
}

} // namespace
} // namespace dsa
