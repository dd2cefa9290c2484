#include "trace/row_store.h"

#include "trace/trace_error.h"

#include <algorithm>

namespace sparselens {

static constexpr size_t kChunkBytes = 4 << 20; // many rows; small beside what allocators refuse

void RowStore::Append(int token, int layer, int32_t position, const std::vector<uint8_t> & bytes) {
    const size_t row = size_t(token) * size_t(layers_) + size_t(layer);
    if (row < rows_.size())
        ThrowBadArgument("Rows of the answer must come by ascending token, and by ascending layer within one.");
    const Bytes kept{Keep(bytes), bytes.size()};
    rows_.resize(row); // rows that were skipped stay empty
    rows_.push_back(kept);
    positions_ = std::max(positions_, position + 1);
}

int RowStore::Tokens() const { return int((rows_.size() + size_t(layers_) - 1) / size_t(layers_)); }

Bytes RowStore::RowBytes(int token, int layer) const {
    const size_t row = size_t(token) * size_t(layers_) + size_t(layer);
    return row < rows_.size() ? rows_[row] : Bytes{};
}

const uint8_t * RowStore::Keep(const std::vector<uint8_t> & bytes) {
    if (bytes.size() > left_) {
        left_ = std::max(kChunkBytes, bytes.size());
        chunks_.push_back(std::unique_ptr<uint8_t[]>(new uint8_t[left_]));
        next_ = chunks_.back().get();
    }
    uint8_t * kept = next_;
    std::copy(bytes.begin(), bytes.end(), kept);
    next_ += bytes.size();
    left_ -= bytes.size();
    return kept;
}

} // namespace sparselens
