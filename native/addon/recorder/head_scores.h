#pragma once
#include "recorder/cell_map.h"

#include <cstdint>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// What each of the indexer's heads adds to the scores of one query in one layer: w[j] * ReLU(q[j] . k[s]), for every
/// position s. Computed from what llama.cpp's node was given: query, weights, and the keys in the cache.
class HeadScores {
  public:
    explicit HeadScores(int layer) : layer_(layer) {}

    bool Wants(const ggml_tensor * node) const;
    /// Keeps the last row of the ubatch; `position`: that row's own.
    void Receive(const ggml_tensor * node, const CellMap & cells, int position);

    int Layer() const { return layer_; }
    int Heads() const { return heads_; }
    /// (heads, position + 1); 0 where the cache holds nothing.
    const std::vector<float> & Values() const { return values_; }

  private:
    const int layer_;
    int heads_ = 0;
    std::vector<float> values_;
};

} // namespace sparselens
