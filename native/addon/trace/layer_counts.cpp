#include "trace/always_selected.h"
#include "trace/parallel.h"
#include "trace/queries.h"
#include "trace/segment_table.h"

namespace sparselens {
namespace {

/// Counts the rows of one layer.
struct LayerCounter {
    const std::vector<int32_t> & segmentAt;
    const std::vector<uint8_t> & sinks; // may be shorter than the positions, or empty
    bool leaveOutRecent;
    std::vector<int32_t> positions{};
    uint32_t sink = 0, recent = 0;

    void Add(const RowView & row, uint32_t * count) {
        row.Positions(positions);
        const int32_t firstRecent = leaveOutRecent ? row.Position() - kRecent + 1 : INT32_MAX;
        if (sinks.empty() && !leaveOutRecent) {
            for (int32_t p : positions) count[segmentAt[size_t(p)]]++;
            return;
        }
        for (int32_t p : positions) {
            if (size_t(p) < sinks.size() && sinks[size_t(p)]) sink++;
            else if (p >= firstRecent) recent++;
            else count[segmentAt[size_t(p)]]++;
        }
    }
};

} // namespace

LayerCounts CountLayers(const Rows & rows, const Span & span, const std::vector<Segment> & segments,
                        const std::vector<std::vector<uint8_t>> & sinks, bool leaveOutRecent) {
    CheckSpan(rows, span);
    CheckSegments(segments, kMaxPositions);
    const size_t width = segments.size() + 1, layers = span.layers.size();
    const std::vector<int32_t> segmentAt = SegmentTable(segments, rows.limits.positions, int32_t(segments.size()));
    LayerCounts out{std::vector<uint32_t>(layers * width), std::vector<uint32_t>(layers),
                    std::vector<uint32_t>(layers)};
    const std::vector<uint8_t> none;
    const int parts = PartsFor(size_t(span.to - span.from) * layers);
    InParallel(parts, [&](int part) {
        for (size_t i = size_t(part); i < layers; i += size_t(parts)) {
            LayerCounter counter{segmentAt, i < sinks.size() ? sinks[i] : none, leaveOutRecent};
            for (int token = span.from; token < span.to; token++) {
                const Bytes bytes = rows.source.RowBytes(token, span.layers[i]);
                if (bytes.size > 0) counter.Add(RowView(bytes, rows.limits), &out.count[i * width]);
            }
            out.sinks[i] = counter.sink;
            out.recent[i] = counter.recent;
        }
    });
    return out;
}

} // namespace sparselens
