#pragma once
#include "recorder/graph_names.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

struct ggml_backend_sched;
struct ggml_tensor;
struct llama_context;

namespace sparselens {

/// How much of what a token could see an attention node computed.
enum class AttentionWay {
    Sparse, // what was chosen only
    Masked, // all of it; what wasn't chosen was left out by the mask
    Whole,  // all of it, as nothing was left out: fewer than could be chosen, or a layer that doesn't choose
};

/// Nodes of one kind that one backend computed.
struct ComputedPart {
    bool indexer;       // else attention
    bool reading;       // of several tokens at once; else of one
    std::string device; // as the backend calls itself, such as "CPU", "DSA" (ggml-dsa), "CUDA0"
    AttentionWay way;   // of attention
    int64_t nodes = 0;
};

/// What computed indexers and attention since it was last asked: of all contexts of a model.
class ComputedTally {
  public:
    void Add(const ComputedPart & part);
    std::vector<ComputedPart> Take();

  private:
    using Key = std::tuple<bool, bool, std::string, AttentionWay>;
    std::mutex lock_;
    std::map<Key, int64_t> nodes_;
};

/// Asks llama.cpp's scheduler, while a graph runs, which backend computes its indexers and its attention.
class ComputedBy {
  public:
    ComputedBy(const llama_context * context, ComputedTally & tally) : context_(context), tally_(tally) {}

    void BeginUbatch(int tokens);
    /// Every node of the graph, in order.
    void See(const ggml_tensor * node);
    /// All of the ubatch was computed: without this call the next BeginUbatch forgets what was seen.
    void EndUbatch();

  private:
    std::string DeviceOf(const ggml_tensor * node) const;
    AttentionWay WayOf(const ggml_tensor * attention, const std::string & device, int layer) const;

    const llama_context * context_;
    ComputedTally & tally_;
    int tokens_ = 1;
    std::vector<ComputedPart> seen_; // in this ubatch
    SelectionNode chosen_;           // the last selection of this graph
};

/// Whether a backend of llama.cpp v0.5.0 computes this attention node over what was chosen only: it decides so by the
/// node's own numbers (ggml/src/ggml-{cuda,vulkan,metal}). `chosen`: how many columns enter at most.
bool IsComputedSparse(const std::string & device, int64_t chosen, int64_t keys, int64_t tokens, int64_t keyDim,
                      int64_t valueDim);

} // namespace sparselens
