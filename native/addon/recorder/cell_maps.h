#pragma once
#include "recorder/cell_map.h"

#include <cstddef>
#include <map>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// A map for each cache that layers write to: layers with a window have another one than those that see everything.
/// Layers whose keys go to the same cells share a map.
class CellMaps {
  public:
    /// The next graph is about to run.
    void BeginUbatch() { learned_.clear(); }
    /// `cells`: where a layer's keys of the tokens from `position` on go. Inputs are in place before a graph runs, so
    /// this needs no stop of it.
    void Learn(int layer, const ggml_tensor * cells, int position);
    /// Throws EngineError "decode-failed" where this graph hasn't said where the layer's keys are.
    const CellMap & Of(int layer) const;

    /// Positions [begin, end) were dropped from all caches.
    void Drop(int32_t begin, int32_t end);
    /// Some were refilled from a checkpoint.
    void Refilled();
    /// All were refilled from a file up to `length`.
    void Reset(int32_t length);

  private:
    std::vector<CellMap> maps_;
    std::map<int, size_t> mapOf_;                     // by layer
    std::map<const ggml_tensor *, size_t> learned_{}; // of this graph: by its input
    std::vector<int64_t> numbers_;
    int32_t resetTo_ = 0; // what a map that isn't there yet begins with
};

} // namespace sparselens
