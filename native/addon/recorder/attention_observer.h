#pragma once
#include "recorder/cell_map.h"

#include <cstdint>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// What attention did for one token on one layer, as a mean over its heads. Off unless asked for: it computes attention
/// anew.
struct ObservedRow {
    int layer, position;
    /// The share of dense attention's mass (over all visible positions) that lies on the positions that entered.
    double kept;
    std::vector<int32_t> positions; // that entered, ascending
    std::vector<float> attended;    // their probabilities; sum 1
    std::vector<int32_t> visible;   // all that the token could see, ascending
    std::vector<float> dense;       // their probabilities if all had entered; sum 1
};

/// Watches the attention nodes of llama.cpp's graph for the tokens at positions [begin, end).
class AttentionObserver {
  public:
    /// Throws EngineError "cannot-observe" if ggml-dsa is not loaded.
    AttentionObserver(int begin, int end);
    /// Whether this node is attention, and the ubatch at [position, position + count) has tokens to be observed.
    bool Wants(const ggml_tensor * node, int position, int count) const;
    /// Throws EngineError "cannot-observe" where the node's memory is out of reach.
    void Receive(const ggml_tensor * node, int position, int count, const CellMap & cells);
    /// All rows so far, by position and layer; forgets them.
    std::vector<ObservedRow> Take();

  private:
    std::vector<float> Masses(const ggml_tensor * node, int row, const std::vector<int32_t> & cells) const;

    int begin_, end_;
    std::vector<ObservedRow> rows_;
};

} // namespace sparselens
