#include "trace/evidence_formula.h"

#include <numeric>

namespace sparselens {

PairCounts CountPairs(const std::vector<bool> & seen, const std::vector<Segment> & sentences) {
    const int32_t n = int32_t(seen.size());
    std::vector<int64_t> seenBefore(size_t(n) + 1);
    for (int32_t t = 0; t < n; t++) seenBefore[size_t(t) + 1] = seenBefore[size_t(t)] + seen[size_t(t)];
    /// Seen queries in [from, to).
    const auto queries = [&](int64_t from, int64_t to) {
        return from >= to
                   ? 0
                   : seenBefore[size_t(std::min<int64_t>(to, n))] - seenBefore[size_t(std::min<int64_t>(from, n))];
    };
    /// Seen queries from `first` on whose distance to `p` falls into bucket k.
    const auto pairs = [&](int32_t p, int k, int32_t first) {
        const int64_t nearest = int64_t(p) + (1 << k), beyond = k == kDistanceBuckets - 1 ? n : int64_t(p) + (2 << k);
        return queries(std::max<int64_t>(nearest, first), beyond);
    };

    PairCounts counts;
    counts.ofSentence.resize(sentences.size());
    for (int k = 0; k < kDistanceBuckets; k++) {
        for (int32_t p = kSinks; p < n; p++) counts.byDistance[size_t(k)] += pairs(p, k, 0);
        for (size_t s = 0; s < sentences.size(); s++)
            for (int32_t p = std::max(kSinks, sentences[s].begin); p < sentences[s].end; p++)
                counts.ofSentence[s][size_t(k)] += pairs(p, k, sentences[s].end);
    }
    return counts;
}

/// Index mass that a sentence of mean length gets from SHRINK queries.
static double TypicalMass(const std::vector<double> & received, const PairCounts & pairs,
                          const std::vector<Segment> & sentences, int stride) {
    double mass = 0, allPairs = 0, length = 0;
    for (size_t s = 0; s < sentences.size(); s++) {
        mass += received[s];
        allPairs += double(std::accumulate(pairs.ofSentence[s].begin(), pairs.ofSentence[s].end(), int64_t(0)));
        length += sentences[s].end - sentences[s].begin;
    }
    if (allPairs == 0) return 0;
    return kShrink / stride * (mass / allPairs) * (length / double(sentences.size()));
}

LayerBackground BackgroundOfLayer(const std::array<double, kDistanceBuckets> & massByDistance,
                                  const std::vector<double> & received, const PairCounts & pairs,
                                  const std::vector<Segment> & sentences, int stride) {
    LayerBackground background;
    auto & G = background.G;
    for (size_t k = 0; k < G.size(); k++) {
        G[k] = massByDistance[k] / double(std::max<int64_t>(pairs.byDistance[k], 1));
        if (k > 0 && pairs.byDistance[k] * stride < kMinPairs) G[k] = G[k - 1];
    }
    const double typical = TypicalMass(received, pairs, sentences, stride);
    for (size_t s = 0; s < sentences.size(); s++) {
        double predicted = 0;
        for (size_t k = 0; k < G.size(); k++) predicted += G[k] * double(pairs.ofSentence[s][k]);
        // nothing was seen after the sentence, or nothing was ever selected: distance alone must do
        background.r.push_back(predicted + typical > 0 ? (received[s] + typical) / (predicted + typical) : 1);
    }
    return background;
}

DistanceSums::DistanceSums(const float * G, int buckets) : G_(G, G + buckets), before_(size_t(buckets)) {
    for (size_t k = 1; k < before_.size(); k++) before_[k] = before_[k - 1] + double(1 << (k - 1)) * G_[k - 1];
}

void DistanceSums::Over(const std::vector<Segment> & segments, int32_t t, std::vector<double> & sums) const {
    sums.resize(segments.size());
    int32_t end = -1;
    double fromEnd = 0; // up to the distance of `end`
    for (size_t s = 0; s < segments.size(); s++) {
        // most sentences begin where the one before ends
        const double fromBegin = segments[s].begin == end ? fromEnd : UpTo(t - segments[s].begin);
        end = segments[s].end;
        fromEnd = UpTo(t - end);
        sums[s] = fromBegin - fromEnd;
    }
}

} // namespace sparselens
