#pragma once
#include "recorder/cell_map.h"
#include "trace/row.h"

#include <utility>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// Positions that are to enter attention whatever their index score is: their scores are raised above all others before
/// the selection is made, and put back in what the trace reads. What attention makes of them is the model's own affair.
class ForcedPositions {
  public:
    void Set(std::vector<Segment> ranges) { ranges_ = std::move(ranges); }
    bool Any() const { return !ranges_.empty(); }

    /// Raises scores of forced cells in every row of `scores` ([n_kv, n_tokens]); `position`: the first row's query.
    /// Cells that a query can't see stay as they are.
    void Raise(ggml_tensor * scores, const CellMap & cells, int position);
    /// Puts the indexer's own scores back into a copy of a row.
    void Restore(int row, std::vector<float> & scores) const;

  private:
    std::vector<Segment> ranges_;
    std::vector<std::vector<std::pair<int64_t, float>>> own_; // by row: cells and their scores before
    std::vector<float> row_;
};

} // namespace sparselens
