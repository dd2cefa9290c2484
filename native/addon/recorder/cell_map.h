#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

namespace sparselens {

/// Which position each cell of the KV cache holds. llama.cpp's tensors speak of cells; a trace speaks of positions.
/// Cell i holds position i until something is dropped from the middle of the cache.
class CellMap {
  public:
    /// The token at `position` was stored in `cell`.
    void Store(int64_t cell, int32_t position) {
        if (refilled_) PlaceRefilled(cell, position);
        if (cell >= int64_t(positions_.size())) positions_.resize(cell + 1, -1);
        positions_[cell] = position;
        if (cell != position) identity_ = false;
    }
    /// Positions [begin, end) were dropped from the cache.
    void Drop(int32_t begin, int32_t end) {
        if (end < Cells()) refilled_ = false; // from now on free cells lie in the middle
        for (int32_t & position : positions_) {
            if (position >= begin && position < end) position = -1;
        }
    }
    /// The cache was refilled from a file: cells from 0 on hold positions up to `length`, in order. A window's cache
    /// holds the last ones only: which, the next cell tells.
    void Reset(int32_t length) {
        positions_.resize(length);
        for (int32_t i = 0; i < length; i++) positions_[i] = i;
        identity_ = true;
        refilled_ = length > 0;
    }
    /// Some of it was refilled from a checkpoint: which cells hold what, the next one tells.
    void Refilled() { refilled_ = true; }
    /// -1 for a cell that holds nothing.
    int32_t PositionOf(int64_t cell) const { return cell < int64_t(positions_.size()) ? positions_[cell] : -1; }
    int64_t Cells() const { return int64_t(positions_.size()); }
    bool IsIdentity() const { return identity_; }

  private:
    /// The first token after that goes to the cell behind those that were refilled.
    void PlaceRefilled(int64_t cell, int32_t position) {
        refilled_ = false;
        if (cell == position) return;
        positions_.assign(cell, -1);
        for (int64_t i = std::max<int64_t>(0, cell - position); i < cell; i++)
            positions_[i] = int32_t(position - cell + i);
        identity_ = false;
    }

    std::vector<int32_t> positions_;
    bool identity_ = true, refilled_ = false;
};

} // namespace sparselens
