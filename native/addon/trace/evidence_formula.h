// Where an answer came from: the measure, its constants, and nothing else, so that a better one can replace it.
// The reference is find_retrieval_layers.py, which came with the built-in model.
//
// For layer l, answer token t (its query's position), document sentence s, prompt positions p:
//
//   m[l,t,s]    index mass: softmax(I[l,t,.]) over the selected set, summed over the positions of s
//   G[l,k]      mean index mass per pair (query, earlier position p >= SINKS) that are 2^k to 2^(k+1) - 1 apart: what
//               distance alone explains. Unselected positions count, with mass 0. With fewer than MIN_PAIRS pairs, the
//               value of the next shorter distance, or the first sentences of a text would win every long answer
//   received    index mass that s got from the prompt's queries at or after its end
//   predicted   what G says for the same pairs
//   typical     index mass that a sentence of mean length gets from SHRINK queries
//   r[l,s]      (received + typical) / (predicted + typical): how much more than distance explains is always selected
//   expected    r[l,s] * sum over p in s of G[l, bucket(t - p)]
//   lift[l,s]   max over t of (m + SMOOTH) / (expected + SMOOTH)
//   evidence(s) sum over retrieval layers of log(lift[l,s])
//
// Where only every n-th query of the prompt was seen (stride n), each stands for n: pairs, predicted and received are
// all n times what was summed. That leaves G and received / predicted as they are, and SHRINK and MIN_PAIRS keep their
// meaning (queries and pairs of the prompt), so the stride changes what is expected only by sampling noise.
#pragma once

#include "trace/highest_bit.h"
#include "trace/row.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sparselens {

constexpr double kSmooth = 1e-3;     // SMOOTH: index mass
constexpr double kShrink = 50;       // SHRINK: queries
constexpr int kSinks = 8;            // SINKS: first positions, always selected, left out of G
constexpr int kMinPairs = 1000;      // MIN_PAIRS
constexpr int kDistanceBuckets = 18; // distances up to 2^18 - 1

/// floor(log2(distance)), within 0 .. buckets - 1.
inline int DistanceBucket(int32_t distance, int buckets = kDistanceBuckets) {
    return distance < 2 ? 0 : std::min(HighestBit(uint32_t(distance)), buckets - 1);
}

inline double Lift(double mass, double expected) { return (mass + kSmooth) / (expected + kSmooth); }
/// Lift(mass, expected) > limit, without dividing.
inline bool LiftExceeds(double limit, double mass, double expected) {
    return mass + kSmooth > limit * (expected + kSmooth);
}

/// Pairs of one layer's seen queries with the positions before them, by distance.
struct PairCounts {
    std::array<int64_t, kDistanceBuckets> byDistance{};
    std::vector<std::array<int64_t, kDistanceBuckets>> ofSentence; // queries at or after the sentence's end only
};

/// What to expect at one layer.
struct LayerBackground {
    std::array<double, kDistanceBuckets> G{};
    std::vector<double> r; // one for each sentence
};

/// Counts pairs: `seen[t]` says whether the row of query t was read. O(positions * buckets).
PairCounts CountPairs(const std::vector<bool> & seen, const std::vector<Segment> & sentences);

/// G and r of one layer from the sums over the seen rows: mass by distance, and mass that each sentence received.
LayerBackground BackgroundOfLayer(const std::array<double, kDistanceBuckets> & massByDistance,
                                  const std::vector<double> & received, const PairCounts & pairs,
                                  const std::vector<Segment> & sentences, int stride);

/// Sums of G over distances, in O(1) each: sum over positions p of a segment of G[bucket(t - p)].
class DistanceSums {
  public:
    DistanceSums(const float * G, int buckets);

    /// Writes the sum for each of the segments, which ascend.
    void Over(const std::vector<Segment> & segments, int32_t t, std::vector<double> & sums) const;

  private:
    /// Sum of G[bucket(d)] over distances 1 .. distance; below 1, every distance counts as 1.
    double UpTo(int32_t distance) const {
        const int k = DistanceBucket(distance, int(G_.size()));
        return before_[size_t(k)] + double(distance - (1 << k) + 1) * G_[size_t(k)];
    }

    std::vector<double> G_, before_; // before_[k]: sum over distances below 2^k
};

} // namespace sparselens
