#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

struct ggml_tensor;

/// Compares selections op by op: whenever an indexer has run, llama.cpp's CPU backend runs it again on the same inputs, and
/// what the top-k that follows selects is held against the highest of those scores.
class OpCompare {
  public:
    bool Wants(const ggml_tensor * node) const;
    void Receive(ggml_tensor * node);

    size_t rows = 0, equalRows = 0;

  private:
    std::vector<std::vector<int32_t>> wanted_; ///< sorted cells, by row of the indexer that ran last
};
