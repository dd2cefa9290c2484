#include "recorder/row_scores.h"

#include "ggml-backend.h"
#include "ggml.h"

#include <algorithm>
#include <limits>

namespace sparselens {

void RowScores::Receive(const ggml_tensor * scores, const CellMap & cells, int position) {
    std::vector<float> byCell(scores->ne[0]);
    ggml_backend_tensor_get(scores, byCell.data(), (scores->ne[1] - 1) * scores->nb[1], byCell.size() * sizeof(float));
    values_.assign(position + 1, -std::numeric_limits<float>::infinity());
    for (int64_t cell = 0; cell < std::min(scores->ne[0], cells.Cells()); cell++) {
        const int32_t at = cells.PositionOf(cell);
        if (at >= 0 && at <= position) values_[at] = std::max(values_[at], byCell[cell]);
    }
}

} // namespace sparselens
