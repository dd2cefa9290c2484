#include <cmath>

#include "trace/evidence_formula.h"
#include "trace/index_mass.h"
#include "trace/queries.h"
#include "trace/segment_table.h"

namespace sparselens {

/** Sums the index mass of one row by sentence; one more at the end takes what is outside of all. */
static void sentenceMass(const RowView& row, const std::vector<int32_t>& sentenceAt, std::vector<int32_t>& positions,
                         std::vector<double>& mass) {
  std::fill(mass.begin(), mass.end(), 0);
  row.positions(positions);
  const RowMass massOf(row.logSumExp());
  for (size_t i = 0; i < positions.size(); i++) mass[size_t(sentenceAt[size_t(positions[i])])] += massOf(row.score(i));
}

std::vector<float> sentenceEvidence(const Rows& rows, const Span& span, const std::vector<Segment>& sentences,
                                    const BackgroundView& background) {
  checkSpan(rows, span);
  const size_t n = sentences.size();
  const std::vector<int32_t> sentenceAt = segmentTable(sentences, rows.limits.positions, int32_t(n));
  std::vector<int32_t> positions;
  std::vector<double> mass(n + 1), highest(n), evidence(n);
  for (int32_t layer : span.layers) {
    const DistanceSums G(background.ofLayerG(layer), background.buckets);
    const float* r = background.ofLayerR(layer);
    std::fill(highest.begin(), highest.end(), 0);
    bool any = false;
    for (int token = span.from; token < span.to; token++) {
      const Bytes bytes = rows.source.bytes(token, layer);
      if (bytes.size == 0) continue;
      const RowView row(bytes, rows.limits);
      sentenceMass(row, sentenceAt, positions, mass);
      for (size_t s = 0; s < n; s++)
        highest[s] = std::max(highest[s], lift(mass[s], r[s] * G.over(sentences[s], row.position())));
      any = true;
    }
    for (size_t s = 0; any && s < n; s++) evidence[s] += std::log(highest[s]);
  }
  return std::vector<float>(evidence.begin(), evidence.end());
}

}  // namespace sparselens
