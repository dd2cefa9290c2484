#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

struct ggml_tensor;

namespace sparselens {

/// Keeps what llama.cpp's scoring nodes were given, whatever a family calls them, so that a test can score and choose
/// by itself: queries, keys and weights of the fused indexer, products of queries with index keys, and index keys as
/// they are stored.
class NodeCapture {
  public:
    struct Source {
        std::array<int64_t, 4> dims;
        std::vector<float> values; // rows in order, whatever the strides
    };
    struct Node {
        std::string name, op;
        int position, count; // tokens of the ubatch at [position, position + count)
        std::vector<Source> sources;
    };

    bool Wants(const ggml_tensor * node) const;
    void Receive(const ggml_tensor * node, int position, int count);
    /// All nodes so far, in the order of their evaluation; forgets them.
    std::vector<Node> Take() { return std::exchange(nodes_, {}); }

  private:
    std::vector<Node> nodes_;
};

} // namespace sparselens
