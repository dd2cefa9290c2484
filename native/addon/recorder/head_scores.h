#pragma once
#include "recorder/cell_map.h"

#include <cstdint>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// What each of the indexer's heads adds to the scores of one query in one layer: w[j] * ReLU(q[j] . k[s]), for every
/// position s. Computed from what llama.cpp's node was given: query, weights, and the keys in the cache.
/// Where key heads choose blocks for themselves it is what each of them chose instead: 1, and 0 of what it didn't.
class HeadScores {
  public:
    /// blockSize: positions of a block, where blocks are chosen.
    HeadScores(int layer, int blockSize) : layer_(layer), blockSize_(blockSize) {}

    bool Wants(const ggml_tensor * node) const;
    /// Keeps the last row of the ubatch, whose tokens begin at `position` and are `count`.
    void Receive(const ggml_tensor * node, const CellMap & cells, int position, int count);

    int Layer() const { return layer_; }
    int Heads() const { return heads_; }
    bool AreChoices() const { return areChoices_; }
    /// (heads, position + 1); 0 where the cache holds nothing.
    const std::vector<float> & Values() const { return values_; }

  private:
    void ReceiveScores(const ggml_tensor * indexer, const CellMap & cells, int position);
    void ReceiveChoices(const ggml_tensor * topK, int position, int count);

    const int layer_, blockSize_;
    int heads_ = 0;
    bool areChoices_ = false;
    std::vector<float> values_;
};

} // namespace sparselens
