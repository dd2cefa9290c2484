// CRC-32C (Castagnoli), the checksum of trace files.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sparselens {

/// Checksum of the bytes so far (0 at first) followed by these.
uint32_t Crc32c(uint32_t soFar, const void * data, size_t size);

} // namespace sparselens
