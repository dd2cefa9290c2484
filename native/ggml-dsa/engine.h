#pragma once
#include "attention.h"
#include "indexer.h"
#include "top_k.h"

#include <atomic>

struct ggml_tensor;

namespace dsa {

/// What one context at a time computes with, by the threads that it is given.
class Engine {
  public:
    Engine(const Kernels & kernels, Workers & workers)
        : kernels_(kernels), workers_(workers), indexer_(kernels, workers), attention_(kernels, workers) {}
    /// For those who read scores: all are then those of the formula. By default only which positions get in is exact.
    /// For all engines of the process.
    static void KeepExact(bool exact) { exactScores_ = exact; }
    /// Computes a node that is taken (nodes.h). For an indexer, `topK` is the node that selects by its scores; null
    /// where that is not known.
    void Compute(const ggml_tensor * node, const ggml_tensor * topK);

  private:
    void SelectTopK(const ggml_tensor * node);

    static std::atomic<bool> exactScores_;
    const Kernels & kernels_;
    Workers & workers_;
    Indexer indexer_;
    Attention attention_;
    std::vector<TopKScratch> scratch_; // one per thread
};

} // namespace dsa
