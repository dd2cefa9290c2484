#include "trace/evidence_formula.h"
#include "trace/index_mass.h"
#include "trace/parallel.h"
#include "trace/queries.h"
#include "trace/segment_table.h"

#include <algorithm>
#include <cmath>

namespace sparselens {

/// Finds the highest lift of every sentence, layer by layer.
///
/// From most of a long text all of the span's queries are equally far, as distances count by powers of two: what is
/// expected of such a steady sentence is the same for all of them, so its lift is highest where its mass is.
class LiftOfLayer {
  public:
    LiftOfLayer(const Rows & rows, const std::vector<Segment> & sentences, const BackgroundView & background)
        : rows_(rows), sentences_(sentences), background_(background),
          sentenceAt_(SegmentTable(sentences, rows.limits.positions, int32_t(sentences.size()))) {}

    /// max over answer tokens [from, to) of lift, for each sentence; nothing if the layer has no rows there.
    std::vector<double> Highest(int32_t layer, int from, int to) {
        if (!ReadRows(layer, from, to)) return {};
        const DistanceSums G(background_.OfLayerG(layer), background_.buckets);
        const float * r = background_.OfLayerR(layer);
        FindMoving();
        most_.assign(sentences_.size() + 1, 0);
        std::vector<double> movingLift(moving_.size());
        for (const RowView & row : views_) {
            ReadMass(row);
            for (size_t s = 0; s < mass_.size(); s++) most_[s] = mass_[s] > most_[s] ? mass_[s] : most_[s];
            RaiseMoving(row.Position(), G, r, movingLift);
        }
        std::vector<double> highest;
        G.Over(sentences_, nearest_, highest);
        for (size_t s = 0; s < highest.size(); s++) highest[s] = Lift(most_[s], r[s] * highest[s]);
        for (size_t i = 0; i < moving_.size(); i++) highest[moving_[i]] = movingLift[i];
        return highest;
    }

  private:
    /// The layer's rows, and how far their queries lie apart; false if there are none.
    bool ReadRows(int32_t layer, int from, int to) {
        views_.clear();
        for (int token = from; token < to; token++) {
            const Bytes bytes = rows_.source.RowBytes(token, layer);
            if (bytes.size > 0) views_.emplace_back(bytes, rows_.limits);
        }
        if (views_.empty()) return false;
        nearest_ = farthest_ = views_[0].Position();
        for (const RowView & row : views_) {
            nearest_ = std::min(nearest_, row.Position());
            farthest_ = std::max(farthest_, row.Position());
        }
        return true;
    }

    /// The sentences of which not always the same is expected: some of their distances change buckets.
    void FindMoving() {
        moving_.clear();
        movingSentences_.clear();
        for (size_t s = 0; s < sentences_.size(); s++) {
            const auto [begin, end] = sentences_[s];
            if (DistanceBucket(nearest_ - end + 1, background_.buckets) ==
                DistanceBucket(farthest_ - begin, background_.buckets))
                continue;
            moving_.push_back(s);
            movingSentences_.push_back(sentences_[s]);
        }
    }

    /// m: the row's index mass by sentence; the last is what is outside of all.
    void ReadMass(const RowView & row) {
        row.Positions(positions_);
        const RowMass mass(row.LogSumExp());
        mass_.assign(sentences_.size() + 1, 0);
        for (size_t i = 0; i < positions_.size(); i++)
            mass_[size_t(sentenceAt_[size_t(positions_[i])])] += mass(row.Score(i));
    }

    void RaiseMoving(int32_t t, const DistanceSums & G, const float * r, std::vector<double> & highest) {
        G.Over(movingSentences_, t, byDistance_);
        for (size_t i = 0; i < moving_.size(); i++) {
            const double mass = mass_[moving_[i]], expected = r[moving_[i]] * byDistance_[i];
            if (LiftExceeds(highest[i], mass, expected)) highest[i] = Lift(mass, expected);
        }
    }

    const Rows & rows_;
    const std::vector<Segment> & sentences_;
    const BackgroundView & background_;
    const std::vector<int32_t> sentenceAt_;
    // of the layer that is looked at
    std::vector<RowView> views_;
    int32_t nearest_ = 0, farthest_ = 0; // of the rows' queries
    std::vector<size_t> moving_;         // sentences
    std::vector<Segment> movingSentences_;
    std::vector<double> most_; // of each sentence's masses; like mass_
    // of the row that is looked at
    std::vector<int32_t> positions_;
    std::vector<double> mass_, byDistance_;
};

/// The log of the highest lift of every sentence, layer by layer; nothing where a layer has no rows.
static std::vector<std::vector<double>> LiftsOf(const Rows & rows, const Span & span,
                                                const std::vector<Segment> & sentences,
                                                const BackgroundView & background) {
    CheckSpan(rows, span);
    std::vector<std::vector<double>> lifts(span.layers.size());
    const int parts = PartsFor(span.layers.size() * size_t(span.to - span.from));
    InParallel(parts, [&](int part) {
        LiftOfLayer lift(rows, sentences, background);
        for (size_t i = size_t(part); i < lifts.size(); i += size_t(parts)) {
            lifts[i] = lift.Highest(span.layers[i], span.from, span.to);
            for (double & value : lifts[i]) value = std::log(value);
        }
    });
    return lifts;
}

std::vector<float> SentenceEvidence(const Rows & rows, const Span & span, const std::vector<Segment> & sentences,
                                    const BackgroundView & background) {
    const std::vector<std::vector<double>> lifts = LiftsOf(rows, span, sentences, background);
    std::vector<double> evidence(sentences.size());
    for (const std::vector<double> & lift : lifts)
        for (size_t s = 0; s < lift.size(); s++) evidence[s] += lift[s];
    return std::vector<float>(evidence.begin(), evidence.end());
}

std::vector<float> EvidenceByLayer(const Rows & rows, const Span & span, const std::vector<Segment> & sentences,
                                   const BackgroundView & background, const std::vector<int32_t> & chosen) {
    for (int32_t s : chosen)
        if (s < 0 || size_t(s) >= sentences.size())
            ThrowBadArgument("The text that was read has no sentence " + std::to_string(s) + ".");
    std::vector<float> out;
    for (const std::vector<double> & lift : LiftsOf(rows, span, sentences, background))
        for (int32_t s : chosen) out.push_back(lift.empty() ? 0.0f : float(lift[size_t(s)]));
    return out;
}

} // namespace sparselens
