#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// Keeps the indexer's queries, keys and weights as llama.cpp computed them, so that a test can recompute its scores:
///     I[t, s] = sum_j w[t, j] * ReLU(q[t, j] . k[s])
/// Each name is given to several tensors in turn; the last one counts (after Hadamard, after scaling).
class IndexCapture {
  public:
    struct Ubatch {
        int layer, position, count; // tokens at [position, position + count)
        std::vector<float> q, k, w; // (count, heads, dim), (count, dim), (count, heads)
    };

    bool Wants(const char * name) const;
    void Receive(ggml_tensor * tensor, int position);
    /// All ubatches so far, in the order of their evaluation; forgets them.
    std::vector<Ubatch> Take();

  private:
    std::map<std::pair<int, int>, Ubatch> ubatches_; // by (position, layer)
};

} // namespace sparselens
