#include <algorithm>
#include <cmath>

#include "trace/evidence_formula.h"
#include "trace/index_mass.h"
#include "trace/parallel.h"
#include "trace/queries.h"
#include "trace/segment_table.h"

namespace sparselens {

/** Finds the highest lift of every sentence, layer by layer. */
class LiftOfLayer {
 public:
  LiftOfLayer(const Rows& rows, const std::vector<Segment>& sentences, const BackgroundView& background)
      : rows_(rows),
        sentences_(sentences),
        background_(background),
        sentenceAt_(segmentTable(sentences, rows.limits.positions, int32_t(sentences.size()))),
        mass_(sentences.size() + 1) {}

  /** max over answer tokens [from, to) of lift, for each sentence; nothing if the layer has no rows there. */
  std::vector<double> highest(int32_t layer, int from, int to) {
    const DistanceSums G(background_.ofLayerG(layer), background_.buckets);
    std::vector<double> highest;
    for (int token = from; token < to; token++) {
      const Bytes bytes = rows_.source.bytes(token, layer);
      if (bytes.size == 0) continue;
      const RowView row(bytes, rows_.limits);
      readMass(row);
      highest.resize(sentences_.size());
      raise(row.position(), G, background_.ofLayerR(layer), highest);
    }
    return highest;
  }

 private:
  /** m: the row's index mass by sentence; the last is what is outside of all. */
  void readMass(const RowView& row) {
    row.positions(positions_);
    const RowMass mass(row.logSumExp());
    std::fill(mass_.begin(), mass_.end(), 0);
    for (size_t i = 0; i < positions_.size(); i++)
      mass_[size_t(sentenceAt_[size_t(positions_[i])])] += mass(row.score(i));
  }

  void raise(int32_t t, const DistanceSums& G, const float* r, std::vector<double>& highest) {
    G.over(sentences_, t, byDistance_);
    for (size_t s = 0; s < sentences_.size(); s++) {
      const double expected = r[s] * byDistance_[s];
      if (liftExceeds(highest[s], mass_[s], expected)) highest[s] = lift(mass_[s], expected);
    }
  }

  const Rows& rows_;
  const std::vector<Segment>& sentences_;
  const BackgroundView& background_;
  const std::vector<int32_t> sentenceAt_;
  std::vector<int32_t> positions_;
  std::vector<double> mass_, byDistance_;
};

/** The highest lift of every sentence, layer by layer; nothing where a layer has no rows. */
static std::vector<std::vector<double>> liftsOf(const Rows& rows, const Span& span,
                                                const std::vector<Segment>& sentences,
                                                const BackgroundView& background) {
  checkSpan(rows, span);
  std::vector<std::vector<double>> lifts(span.layers.size());
  // a row costs as much as its positions and all sentences, which are more: its work counts several times
  const int parts = partsFor(4 * span.layers.size() * size_t(span.to - span.from));
  inParallel(parts, [&](int part) {
    LiftOfLayer lift(rows, sentences, background);
    for (size_t i = size_t(part); i < lifts.size(); i += size_t(parts))
      lifts[i] = lift.highest(span.layers[i], span.from, span.to);
  });
  return lifts;
}

std::vector<float> sentenceEvidence(const Rows& rows, const Span& span, const std::vector<Segment>& sentences,
                                    const BackgroundView& background) {
  const std::vector<std::vector<double>> lifts = liftsOf(rows, span, sentences, background);
  std::vector<double> evidence(sentences.size());
  for (const std::vector<double>& lift : lifts)
    for (size_t s = 0; s < lift.size(); s++) evidence[s] += std::log(lift[s]);
  return std::vector<float>(evidence.begin(), evidence.end());
}

/** The sentences that were chosen, each once, with what is expected of them: the others cost nothing then. */
struct Chosen {
  Chosen(const std::vector<Segment>& all, const BackgroundView& expected, std::vector<int32_t> chosen)
      : index(std::move(chosen)) {
    std::sort(index.begin(), index.end());
    index.erase(std::unique(index.begin(), index.end()), index.end());
    for (int32_t s : index) {
      if (s < 0 || size_t(s) >= all.size())
        throwBadArgument("The text that was read has no sentence " + std::to_string(s) + ".");
      sentences.push_back(all[size_t(s)]);
    }
    for (int layer = 0; layer < expected.layers; layer++)
      for (int32_t s : index) r.push_back(expected.ofLayerR(layer)[s]);
    background = {expected.layers, expected.buckets, int(index.size()), expected.G, r.data()};
  }
  size_t at(int32_t s) const { return size_t(std::lower_bound(index.begin(), index.end(), s) - index.begin()); }

  std::vector<int32_t> index;
  std::vector<Segment> sentences;
  std::vector<float> r;
  BackgroundView background;
};

std::vector<float> evidenceByLayer(const Rows& rows, const Span& span, const std::vector<Segment>& sentences,
                                   const BackgroundView& background, const std::vector<int32_t>& wanted) {
  const Chosen chosen(sentences, background, wanted);
  std::vector<float> out;
  for (const std::vector<double>& lift : liftsOf(rows, span, chosen.sentences, chosen.background))
    for (int32_t s : wanted) out.push_back(lift.empty() ? 0.0f : float(std::log(lift[chosen.at(s)])));
  return out;
}

}  // namespace sparselens
