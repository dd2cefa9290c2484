#include "recorder/forced_positions.h"

#include "ggml-backend.h"
#include "ggml.h"

#include <algorithm>
#include <limits>

namespace sparselens {

void ForcedPositions::Raise(ggml_tensor * scores, const CellMap & cells, int position) {
    constexpr float kAboveAll = 1e30f, kMasked = -std::numeric_limits<float>::infinity();
    const int64_t count = std::min<int64_t>(scores->ne[0], cells.Cells());
    own_.assign(size_t(scores->ne[1]), {});
    row_.resize(size_t(scores->ne[0]));
    for (size_t row = 0; row < own_.size(); row++) {
        ggml_backend_tensor_get(scores, row_.data(), row * scores->nb[1], row_.size() * sizeof(float));
        for (int64_t cell = 0; cell < count; cell++) {
            const int32_t at = cells.PositionOf(cell);
            if (at < 0 || at > position + int(row) || row_[cell] == kMasked) continue;
            const bool forced = std::any_of(ranges_.begin(), ranges_.end(), [at](const Segment & range) {
                return at >= range.begin && at < range.end;
            });
            if (!forced) continue;
            own_[row].push_back({cell, row_[cell]});
            row_[cell] = kAboveAll;
        }
        ggml_backend_tensor_set(scores, row_.data(), row * scores->nb[1], row_.size() * sizeof(float));
    }
}

void ForcedPositions::Restore(int row, std::vector<float> & scores) const {
    if (size_t(row) >= own_.size()) return;
    for (const auto & [cell, score] : own_[row]) scores[cell] = score;
}

} // namespace sparselens
