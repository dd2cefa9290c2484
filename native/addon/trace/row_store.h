// Rows in memory, in the order they came. Bytes never move once stored.
#pragma once

#include "trace/row_source.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace sparselens {

class RowStore final : public RowSource {
  public:
    RowStore(int layers, int32_t promptLength) : layers_(layers), positions_(promptLength) {}

    /// Copies a row in. Throws 'bad-argument' unless rows come by ascending token and, within one, ascending layer.
    void Append(int token, int layer, int32_t position, const std::vector<uint8_t> & bytes);

    /// Forgets the rows of answer tokens from `tokens` on.
    void Truncate(int tokens) { rows_.resize(std::min(rows_.size(), size_t(tokens) * size_t(layers_))); }

    int Tokens() const override;
    Bytes RowBytes(int token, int layer) const override;
    int32_t Positions() const override { return positions_; }

  private:
    const uint8_t * Keep(const std::vector<uint8_t> & bytes);

    int layers_;
    int32_t positions_;
    std::vector<Bytes> rows_; // [token * layers + layer]
    std::vector<std::unique_ptr<uint8_t[]>> chunks_;
    size_t left_ = 0;          // of the last chunk
    uint8_t * next_ = nullptr; // in the last chunk
};

} // namespace sparselens
