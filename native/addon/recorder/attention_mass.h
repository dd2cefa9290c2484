#pragma once
#include "recorder/cell_map.h"

#include <cstdint>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// How much of its attention a token gave to every position, as a mean over a layer's heads: computed anew from
/// queries, keys and mask, for grouped queries as for one shared key. What models without indexers have instead of
/// index scores; nothing is let in or left out by it.
class AttentionMass {
  public:
    /// log of the mass by position, (position + 1); -inf where nothing can be seen.
    void Read(const ggml_tensor * attention, const CellMap & cells, int row, int position,
              std::vector<float> & byPosition);

    /// The positions with the most, ascending: at most `count`.
    static std::vector<int32_t> Most(const std::vector<float> & byPosition, int count);

  private:
    void FindVisible(const ggml_tensor * attention, const CellMap & cells, int row, int position);
    void AddProbabilities(const ggml_tensor * softmax, int row);
    void AddHeads(const ggml_tensor * attention, int row, int64_t keyHead);
    void AddHead(const ggml_tensor * attention, int64_t head, float * logits);

    std::vector<int32_t> visible_, positions_; // cells, and what they hold
    std::vector<float> bias_;                  // the mask at those cells
    std::vector<double> mass_;                 // of those cells, summed over heads
    std::vector<uint8_t> bytes_, keys_;
    std::vector<float> query_, key_, logits_, row_;
};

} // namespace sparselens
