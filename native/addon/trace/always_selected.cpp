#include "trace/always_selected.h"

#include <algorithm>
#include <cstddef>

namespace sparselens {

/// Fewer rows than this tell nothing: the recent window alone would fill half of them.
static constexpr int kLeastRows = 2 * kRecent;

/// Every stride-th of [from, to) was read.
static int RowsRead(int from, int to, int stride) { return from < to ? (to - from) / stride : 0; }

std::vector<uint8_t> SinksOf(const std::vector<uint32_t> & counts, const TraceShape & shape) {
    std::vector<uint8_t> sinks(counts.size());
    for (size_t p = 0; p < counts.size(); p++) {
        const int position = int(p), choosing = std::max(position, shape.topK);
        if (shape.promptLength - choosing < kLeastRows) continue;
        const int tell = RowsRead(choosing, shape.promptLength, shape.stride);
        const int certain = RowsRead(position, choosing, shape.stride); // these rows saw no more than top-k
        sinks[p] = tell > 0 && 2 * (int(counts[p]) - certain) > tell;
    }
    return sinks;
}

} // namespace sparselens
