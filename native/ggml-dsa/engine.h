#pragma once
#include "attention.h"
#include "indexer.h"
#include "top_k.h"

#include <atomic>

struct ggml_cgraph;
struct ggml_tensor;

namespace dsa {

/// What one backend instance (one llama.cpp context) computes with.
class Engine {
  public:
    explicit Engine(const Kernels & kernels)
        : kernels_(kernels), indexer_(kernels, pool_), attention_(kernels, pool_) {}
    void UseThreads(int threads) { pool_.Resize(threads); }
    /// For those who read scores: all are then those of the formula. By default only which positions get in is exact.
    /// For all engines of the process.
    static void KeepExact(bool exact) { exactScores_ = exact; }
    /// Computes the nodes of a graph that this backend took.
    void Compute(ggml_cgraph * graph);

  private:
    void SelectTopK(const ggml_tensor * node);

    static std::atomic<bool> exactScores_;
    const Kernels & kernels_;
    ThreadPool pool_;
    Indexer indexer_;
    Attention attention_;
    std::vector<TopKScratch> scratch_; // one per thread
};

} // namespace dsa
