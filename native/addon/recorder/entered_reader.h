#pragma once
#include "recorder/cell_map.h"
#include "trace/layer_kinds.h"

#include <cstdint>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// What let a token's keys into one layer's attention.
struct Entered {
    std::vector<int32_t> positions; // ascending; an entry or a block stands for all of its tokens
    LayerKind kind = LayerKind::Dense;
};

/// Reads at an attention node which columns its mask let in, and turns them into positions. `blocks`: those chosen by
/// each head, if keys were gathered block by block for the ubatch's only token; else none.
class EnteredReader {
  public:
    Entered Read(const ggml_tensor * attention, const CellMap & cells, const std::vector<int32_t> & blocks, int row,
                 int position);

  private:
    void Visible(const ggml_tensor * mask, int row, int64_t head);
    bool TakeEntries(const ggml_tensor * attention, int64_t window, int position);

    std::vector<uint8_t> bytes_;
    std::vector<int32_t> columns_;
    std::vector<uint8_t> taken_; // by position
};

} // namespace sparselens
