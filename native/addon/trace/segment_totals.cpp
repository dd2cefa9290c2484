#include "trace/half.h"
#include "trace/index_mass.h"
#include "trace/parallel.h"
#include "trace/queries.h"

#include <limits>

namespace sparselens {

/// What one position got over all rows. A row holds a position once, so no addition waits for the one before.
struct PositionTotal {
    double mass = 0;
    uint32_t count = 0;
    int32_t best = -1;     // highest score, as OrderOfHalf(); -1 if it never entered
    uint32_t distinct = 0; // counted where positions are summed up

    void Add(const PositionTotal & other) {
        mass += other.mass;
        count += other.count;
        best = std::max(best, other.best);
    }
};

static void AddRow(const RowView & row, std::vector<int32_t> & positions, std::vector<PositionTotal> & totals) {
    row.Positions(positions);
    const RowMass mass(row.LogSumExp());
    for (size_t i = 0; i < positions.size(); i++) {
        const uint16_t score = row.Score(i);
        const int32_t order = OrderOfHalf(score);
        PositionTotal & total = totals[size_t(positions[i])];
        total.mass += mass(score);
        total.count++;
        if (order > total.best && score != kNoScoreHalf) total.best = order;
    }
}

static std::vector<PositionTotal> TotalsOfTokens(const Rows & rows, int from, int to,
                                                 const std::vector<int32_t> & layers) {
    std::vector<PositionTotal> totals(size_t(rows.limits.positions));
    std::vector<int32_t> positions;
    for (int token = from; token < to; token++)
        for (int32_t layer : layers) {
            const Bytes bytes = rows.source.RowBytes(token, layer);
            if (bytes.size > 0) AddRow(RowView(bytes, rows.limits), positions, totals);
        }
    return totals;
}

static std::vector<PositionTotal> PositionTotals(const Rows & rows, const Span & span) {
    const int tokens = span.to - span.from, parts = PartsFor(size_t(tokens) * span.layers.size());
    std::vector<std::vector<PositionTotal>> totals(static_cast<size_t>(parts));
    InParallel(parts, [&](int part) {
        const auto start = [&](int of) { return span.from + int(int64_t(tokens) * of / parts); };
        totals[size_t(part)] = TotalsOfTokens(rows, start(part), start(part + 1), span.layers);
    });
    for (size_t part = 1; part < totals.size(); part++)
        for (size_t p = 0; p < totals[0].size(); p++) totals[0][p].Add(totals[part][p]);
    return std::move(totals[0]);
}

static void Push(SegmentTotals & out, const PositionTotal & total) {
    out.count.push_back(total.count);
    out.mass.push_back(total.mass);
    out.score.push_back(total.best < 0 ? -std::numeric_limits<float>::infinity()
                                       : FloatFromHalf(HalfOfOrder(total.best)));
    out.distinct.push_back(total.distinct);
}

SegmentTotals SumSegments(const Rows & rows, const Span & span, const std::vector<Segment> & segments) {
    CheckSpan(rows, span);
    CheckSegments(segments, kMaxPositions);
    const std::vector<PositionTotal> totals = PositionTotals(rows, span);
    const int32_t end = int32_t(totals.size());
    const auto sum = [&](int32_t from, int32_t to, PositionTotal & into) {
        for (int32_t p = from; p < std::min(to, end); p++) {
            into.Add(totals[size_t(p)]);
            into.distinct += totals[size_t(p)].count > 0;
        }
    };
    SegmentTotals out;
    PositionTotal outside;
    int32_t reached = 0;
    for (const Segment & segment : segments) {
        PositionTotal inside;
        sum(reached, segment.begin, outside);
        sum(segment.begin, segment.end, inside);
        reached = segment.end;
        Push(out, inside);
    }
    sum(reached, end, outside);
    Push(out, outside);
    return out;
}

} // namespace sparselens
