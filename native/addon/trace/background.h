// What index mass to expect per layer, distance and sentence, learned while a document is read. Gathered once per
// document; serves every question. The formula is in evidence_formula.h.
#pragma once

#include "trace/evidence_formula.h"
#include "trace/row.h"
#include "trace/seen_rows.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sparselens {

/// A finished background, in memory or in a mapped file.
struct BackgroundView {
    int layers = 0, buckets = 0, sentences = 0;
    const float * G = nullptr; // [layers][buckets]: mean index mass per pair
    const float * r = nullptr; // [layers][sentences]: ratio
    const float * OfLayerG(int layer) const { return G + size_t(layer) * size_t(buckets); }
    const float * OfLayerR(int layer) const { return r + size_t(layer) * size_t(sentences); }
};

/// Throws 'bad-argument' unless segments ascend, are disjoint and lie in [0, limit]. Empty ones are allowed.
void CheckSegments(const std::vector<Segment> & segments, int32_t limit);

class Background {
  public:
    /// The document's sentences must be known before it is read. `stride`: every n-th row will be added.
    Background(int layers, std::vector<Segment> sentences, int stride);

    /// A finished one that was kept. Throws 'bad-argument'.
    Background(int layers, std::vector<Segment> sentences, int stride, std::vector<float> G, std::vector<float> r);

    const std::vector<Segment> & Sentences() const { return sentences_; }
    int Layers() const { return layers_; }

    /// Adds one row of the document or of what stands before it (never of a question). O(row.count). `mass` is the
    /// row's index mass (index_mass.h). A (layer, position) counts once: when it arrives again, as after a cancel,
    /// nothing changes and false is returned. Throws 'bad-argument', also for a new row after Finish().
    bool Add(const PromptRow & row, const float * mass);

    /// Computes G and r. Afterwards the object does not change, and traces may share it.
    void Finish();
    bool Finished() const { return finished_; }
    BackgroundView View() const;

  private:
    int layers_, stride_;
    std::vector<Segment> sentences_;
    std::vector<int32_t> sentenceAt_; // by position, -1 outside; ends with the last sentence
    SeenRows seen_;
    std::vector<std::array<double, kDistanceBuckets>> massByDistance_; // [layer]
    std::vector<std::vector<double>> received_;                        // [layer][sentence]
    bool finished_ = false;
    std::vector<float> G_, r_;
};

} // namespace sparselens
