// Positions that are selected whatever is read: they say little about a question.
#pragma once

#include "trace/trace_shape.h"

#include <cstdint>
#include <vector>

namespace sparselens {

/// Positions before a query, itself included, that are its recent window.
constexpr int kRecent = 64;

/// Sinks of one layer: positions that more than half of the prompt's later rows selected, of those rows that had to
/// choose (that saw more than top-k positions). `counts`: how often prompt rows selected each position. None where too
/// few rows tell.
std::vector<uint8_t> SinksOf(const std::vector<uint32_t> & counts, const TraceShape & shape);

} // namespace sparselens
