// Ascending positions as bytes: one byte for each, a few more for each gap of more than 256.
//
//   gap[i]  = positions[i] - positions[i-1] - 1          (positions[-1] = -1)
//   low     gap[i] mod 256, one byte each
//   high    varint n, then n times: varint (index - previous index), varint (gap div 256)
//
// So decoding is a running sum over bytes without a branch per position, interrupted at the few large gaps.
#pragma once

#include "trace/bytes.h"

#include <cstdint>
#include <vector>

namespace sparselens {

/// Appends the bytes of `count` positions. Throws 'bad-argument' if they don't ascend within [0, limit].
void EncodePositions(const int32_t * positions, int count, int limit, std::vector<uint8_t> & out);

/// Writes `count` ascending positions within [0, limit] to `out`. Throws 'trace-damaged' if `bytes` aren't those.
void DecodePositions(Bytes bytes, uint32_t count, int32_t limit, int32_t * out);

/// The same where positions are neighbours mostly: varints, for each run the gap before it and its length - 1.
void EncodeRuns(const int32_t * positions, int count, int limit, std::vector<uint8_t> & out);
void DecodeRuns(Bytes bytes, uint32_t count, int32_t limit, int32_t * out);

} // namespace sparselens
