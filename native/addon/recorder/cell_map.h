#pragma once
#include <cstdint>
#include <vector>

namespace sparselens {

/// Which position each cell of the KV cache holds. llama.cpp's tensors speak of cells; a trace speaks of positions.
/// Cell i holds position i until something is dropped from the middle of the cache.
class CellMap {
  public:
    /// The token at `position` was stored in `cell`.
    void Store(int64_t cell, int32_t position) {
        if (cell >= int64_t(positions_.size())) positions_.resize(cell + 1, -1);
        positions_[cell] = position;
        if (cell != position) identity_ = false;
    }
    /// Positions [begin, end) were dropped from the cache.
    void Drop(int32_t begin, int32_t end) {
        for (int32_t & position : positions_) {
            if (position >= begin && position < end) position = -1;
        }
    }
    /// The cache was refilled from a file: cells 0..length-1 in order.
    void Reset(int32_t length) {
        positions_.resize(length);
        for (int32_t i = 0; i < length; i++) positions_[i] = i;
        identity_ = true;
    }
    /// -1 for a cell that holds nothing.
    int32_t PositionOf(int64_t cell) const { return cell < int64_t(positions_.size()) ? positions_[cell] : -1; }
    int64_t Cells() const { return int64_t(positions_.size()); }
    bool IsIdentity() const { return identity_; }

  private:
    std::vector<int32_t> positions_;
    bool identity_ = true;
};

} // namespace sparselens
