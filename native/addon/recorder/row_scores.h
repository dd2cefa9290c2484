#pragma once
#include <utility>
#include <vector>

namespace sparselens {

/// Every position's index score for one query in one layer, as the selection is made from them. A trace keeps only the
/// best of them.
class RowScores {
  public:
    explicit RowScores(int layer) : layer_(layer) {}

    int Layer() const { return layer_; }
    /// (position + 1) of the ubatch's last row.
    void Keep(std::vector<float> byPosition) { values_ = std::move(byPosition); }

    /// (position + 1); -inf where the cache holds nothing that the query can see.
    const std::vector<float> & Values() const { return values_; }

  private:
    const int layer_;
    std::vector<float> values_;
};

} // namespace sparselens
