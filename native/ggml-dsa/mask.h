#pragma once
#include <cstdint>

namespace dsa {

/// What hides a position in llama.cpp's attention masks: -infinity in F16.
constexpr uint16_t kHidden = 0xfc00;

} // namespace dsa
