// Which segment a position lies in, by one look-up.
#pragma once

#include "trace/row.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sparselens {

/// The index of the segment of each position in [0, positions), `outside` where none is. Segments are disjoint.
inline std::vector<int32_t> SegmentTable(const std::vector<Segment> & segments, int32_t positions, int32_t outside) {
    std::vector<int32_t> table(size_t(positions), outside);
    for (size_t s = 0; s < segments.size(); s++)
        for (int32_t p = segments[s].begin; p < std::min(segments[s].end, positions); p++)
            table[size_t(p)] = int32_t(s);
    return table;
}

} // namespace sparselens
