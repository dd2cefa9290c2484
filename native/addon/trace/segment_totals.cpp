#include <limits>

#include "trace/half.h"
#include "trace/index_mass.h"
#include "trace/queries.h"

namespace sparselens {

/** What one position got over all rows. A row holds a position once, so that rows add up without waiting for each other. */
struct PositionTotal {
  double mass = 0;
  uint32_t count = 0;
  int32_t best = -1;  // highest score, as orderOfHalf(); -1 if it never entered

  void add(const PositionTotal& other) {
    mass += other.mass;
    count += other.count;
    best = std::max(best, other.best);
  }
};

static void addRow(const RowView& row, std::vector<int32_t>& positions, std::vector<PositionTotal>& totals) {
  row.positions(positions);
  const RowMass mass(row.logSumExp());
  for (size_t i = 0; i < positions.size(); i++) {
    const uint16_t score = row.score(i);
    PositionTotal& total = totals[size_t(positions[i])];
    total.mass += mass(score);
    total.count++;
    total.best = std::max(total.best, orderOfHalf(score));
  }
}

static std::vector<PositionTotal> positionTotals(const Rows& rows, const Span& span) {
  std::vector<PositionTotal> totals(size_t(rows.limits.positions));
  std::vector<int32_t> positions;
  for (int token = span.from; token < span.to; token++)
    for (int32_t layer : span.layers) {
      const Bytes bytes = rows.source.bytes(token, layer);
      if (bytes.size > 0) addRow(RowView(bytes, rows.limits), positions, totals);
    }
  return totals;
}

static void push(SegmentTotals& out, const PositionTotal& total) {
  out.count.push_back(total.count);
  out.mass.push_back(total.mass);
  out.score.push_back(total.best < 0 ? -std::numeric_limits<float>::infinity() : floatFromHalf(halfOfOrder(total.best)));
}

SegmentTotals segmentTotals(const Rows& rows, const Span& span, const std::vector<Segment>& segments) {
  checkSpan(rows, span);
  checkSegments(segments, kMaxPositions);
  const std::vector<PositionTotal> totals = positionTotals(rows, span);
  const int32_t end = int32_t(totals.size());
  const auto sum = [&](int32_t from, int32_t to, PositionTotal& into) {
    for (int32_t p = from; p < std::min(to, end); p++) into.add(totals[size_t(p)]);
  };
  SegmentTotals out;
  PositionTotal outside;
  int32_t reached = 0;
  for (const Segment& segment : segments) {
    PositionTotal inside;
    sum(reached, segment.begin, outside);
    sum(segment.begin, segment.end, inside);
    reached = segment.end;
    push(out, inside);
  }
  sum(reached, end, outside);
  push(out, outside);
  return out;
}

}  // namespace sparselens
