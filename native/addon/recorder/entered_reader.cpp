#include "recorder/entered_reader.h"

#include "ggml-backend.h"
#include "ggml.h"
#include "recorder/graph_names.h"

#include <algorithm>
#include <cstring>

namespace sparselens {
namespace {

constexpr uint16_t kHiddenHalf = 0xfc00; // -inf
constexpr float kHidden = -1e30f;

bool IsRun(const std::vector<int32_t> & positions) {
    return positions.empty() || size_t(positions.back() - positions.front()) + 1 == positions.size();
}

} // namespace

void EnteredReader::Visible(const ggml_tensor * mask, int row, int64_t head) {
    const int64_t columns = mask->ne[0];
    bytes_.resize(columns * ggml_type_size(mask->type));
    ggml_backend_tensor_get(mask, bytes_.data(), row * mask->nb[1] + head * mask->nb[3], bytes_.size());
    columns_.clear();
    const auto * halves = reinterpret_cast<const uint16_t *>(bytes_.data());
    const auto * floats = reinterpret_cast<const float *>(bytes_.data());
    for (int64_t i = 0; i < columns; i++) {
        const bool hidden = mask->type == GGML_TYPE_F16 ? halves[i] == kHiddenHalf : floats[i] <= kHidden;
        if (!hidden) columns_.push_back(int32_t(i));
    }
}

bool EnteredReader::TakeEntries(const ggml_tensor * attention, int64_t window, int position) {
    const EntrySpan span = EntrySpanOf(attention);
    bool any = false;
    for (int32_t column : columns_) {
        if (column < window) continue;
        any = true;
        const int64_t end = (column - window + 1) * int64_t(span.own);
        for (int64_t at = std::max<int64_t>(0, end - span.tokens); at < std::min<int64_t>(end, position + 1); at++)
            taken_[at] = 1;
    }
    return any;
}

Entered EnteredReader::Read(const ggml_tensor * attention, const CellMap & cells, const std::vector<int32_t> & blocks,
                            int row, int position) {
    const ggml_tensor * mask = MaskOf(attention);
    const int64_t window = WindowColumns(attention), heads = mask->ne[3];
    const int64_t perHead = int64_t(blocks.size()) / heads;
    taken_.assign(position + 1, 0);
    bool hasEntries = false;
    for (int64_t head = 0; head < heads; head++) {
        Visible(mask, row, head);
        if (window > 0) hasEntries = TakeEntries(attention, window, position) || hasEntries;
        for (int32_t column : columns_) {
            if (window > 0 && column >= window) break;
            int64_t at = cells.PositionOf(column);
            if (perHead > 0) {
                const int64_t size = mask->ne[0] / perHead;
                at = blocks[head * perHead + column / size] * size + column % size;
            }
            if (at >= 0 && at <= position) taken_[at] = 1;
        }
    }
    Entered entered;
    for (int at = 0; at <= position; at++)
        if (taken_[at]) entered.positions.push_back(at);
    if (window > 0) entered.kind = LayerKind::Entries;
    else if (ColumnsThatEnter(attention) > 0 || !IsRun(entered.positions)) entered.kind = LayerKind::Shared;
    else if (!entered.positions.empty() && entered.positions.front() > 0) entered.kind = LayerKind::Window;
    return entered;
}

} // namespace sparselens
