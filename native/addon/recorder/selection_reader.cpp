#include "recorder/selection_reader.h"

#include "ggml-backend.h"
#include "ggml.h"

#include <algorithm>
#include <limits>

namespace sparselens {
namespace {

constexpr float kMasked = -std::numeric_limits<float>::infinity();
/// llama.cpp raises what must enter by 1e9 or 1e30, and hides by -3.4e38 where it can't use infinity: neither is a
/// score.
constexpr float kByRule = 1e8f, kHidden = -1e30f;

float Cleaned(float score) { return score >= kByRule || score <= kHidden ? kMasked : score; }

/// Of overlapping entries: 4 tokens of its own, and the 4 before.
constexpr int kEntryOwn = 4, kEntryTokens = 8;

} // namespace

void SelectionReader::Begin(const ggml_tensor * topK, Unit unit, int position, int count) {
    topK_ = topK;
    unit_ = unit;
    position_ = position;
    heads_ = std::max(1, int(ggml_nrows(topK)) / std::max(1, count));
    width_ = topK->src[0]->ne[0];
}

void SelectionReader::Fetch(int row) {
    const ggml_tensor * scores = topK_->src[0];
    const size_t k = size_t(topK_->ne[0]);
    scores_.resize(size_t(width_) * heads_);
    chosen_.resize(k * heads_);
    for (int head = 0; head < heads_; head++) {
        const size_t at = size_t(row) * heads_ + head;
        ggml_backend_tensor_get(scores, &scores_[head * width_], at * scores->nb[1], width_ * sizeof(float));
        ggml_backend_tensor_get(topK_, &chosen_[head * k], at * topK_->nb[1], k * sizeof(int32_t));
    }
}

bool SelectionReader::IsPlain() const {
    return unit_ == Unit::Cells &&
           std::none_of(chosen_.begin(), chosen_.end(), [&](int32_t cell) { return scores_[cell] >= kByRule; });
}

void SelectionReader::Place(const CellMap & cells, int row, std::vector<float> & byPosition,
                            std::vector<int32_t> & entered) const {
    const int position = position_ + row;
    byPosition.assign(position + 1, kMasked);
    std::vector<uint8_t> taken(position + 1);
    switch (unit_) {
        case Unit::Cells: PlaceCells(cells, position, byPosition, taken); break;
        case Unit::Entries: PlaceEntries(position, byPosition, taken); break;
        case Unit::Blocks: PlaceBlocks(position, byPosition, taken); break;
    }
    entered.clear();
    for (int at = 0; at <= position; at++)
        if (taken[at]) entered.push_back(at);
}

void SelectionReader::PlaceCells(const CellMap & cells, int position, std::vector<float> & byPosition,
                                 std::vector<uint8_t> & taken) const {
    for (int64_t cell = 0; cell < std::min(width_, cells.Cells()); cell++) {
        const int32_t at = cells.PositionOf(cell);
        if (at >= 0 && at <= position) byPosition[at] = std::max(byPosition[at], Cleaned(scores_[cell]));
    }
    for (int32_t cell : chosen_) {
        const int32_t at = cells.PositionOf(cell);
        if (at >= 0 && at <= position && scores_[cell] > kHidden) taken[at] = 1;
    }
}

void SelectionReader::PlaceEntries(int position, std::vector<float> & byPosition, std::vector<uint8_t> & taken) const {
    const auto spread = [&](int64_t entry, auto visit) {
        const int64_t end = std::min<int64_t>((entry + 1) * kEntryOwn, position + 1);
        for (int64_t at = std::max<int64_t>(0, (entry + 1) * kEntryOwn - kEntryTokens); at < end; at++) visit(at);
    };
    for (int64_t entry = 0; entry < width_; entry++) {
        const float score = Cleaned(scores_[entry]);
        if (score == kMasked) continue;
        spread(entry, [&](int64_t at) { byPosition[at] = std::max(byPosition[at], score); });
    }
    for (int32_t entry : chosen_)
        if (scores_[entry] > kHidden) spread(entry, [&](int64_t at) { taken[at] = 1; });
}

void SelectionReader::PlaceBlocks(int position, std::vector<float> & byPosition, std::vector<uint8_t> & taken) const {
    const int64_t visible = std::min<int64_t>(width_, position / blockSize_ + 1);
    const auto spread = [&](int64_t block, auto visit) {
        const int64_t end = std::min<int64_t>((block + 1) * blockSize_, position + 1);
        for (int64_t at = block * blockSize_; at < end; at++) visit(at);
    };
    for (int head = 0; head < heads_; head++) {
        for (int64_t block = 0; block < visible; block++) {
            const float score = Cleaned(scores_[head * width_ + block]);
            spread(block, [&](int64_t at) { byPosition[at] = std::max(byPosition[at], score); });
        }
    }
    for (int32_t block : chosen_) spread(block, [&](int64_t at) { taken[at] = 1; });
}

} // namespace sparselens
