#pragma once
#include "recorder/cell_map.h"

#include <cstdint>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// Every position's index score for one query in one layer, as the selection is made from them. A trace keeps only the
/// best of them.
class RowScores {
  public:
    explicit RowScores(int layer) : layer_(layer) {}

    int Layer() const { return layer_; }
    /// scores: (n_kv, rows) by cell; keeps the last row, `position`: its own.
    void Receive(const ggml_tensor * scores, const CellMap & cells, int position);

    /// (position + 1); -inf where the cache holds nothing that the query can see.
    const std::vector<float> & Values() const { return values_; }

  private:
    const int layer_;
    std::vector<float> values_;
};

} // namespace sparselens
