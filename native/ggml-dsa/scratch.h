#pragma once
#include <cstddef>
#include <vector>

namespace dsa {

/// Bytes of a cache line and of an AVX-512 register: loads that start at a multiple of it never touch two lines.
constexpr size_t kAlignment = 64;

/// The first aligned place in a vector that is longer than needed by kAlignment bytes.
template <typename T> T * Aligned(std::vector<T> & vector) {
    char * start = (char *)vector.data();
    return (T *)(start + (kAlignment - size_t(start) % kAlignment) % kAlignment);
}

/// What a vector holds of memory.
template <typename T> size_t Bytes(const std::vector<T> & vector) { return vector.capacity() * sizeof(T); }

} // namespace dsa
