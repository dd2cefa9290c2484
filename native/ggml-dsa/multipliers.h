#pragma once
#include "cpu_library.h"
#include "products.h"

namespace dsa {

/// Those who compute products inside the CPU backend's threads: all of them call ComputeForward with the same node.

/// With packed weights.
class Multiplier : public cpu::TensorTraits {
  public:
    Multiplier(const Kernels & kernels, const cpu::Library & library) : kernels_(kernels), library_(library) {}
    bool WorkSize(int threads, const ggml_tensor * node, size_t & size) override;
    bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) override;

  private:
    void ComputeFewRows(const ggml_compute_params & params, const ProductBatch & batch) const;
    void ComputeManyRows(const ggml_compute_params & params, const ProductBatch & batch) const;

    const Kernels & kernels_;
    const cpu::Library & library_;
};

/// With packed weights of experts.
class ExpertMultiplier : public cpu::TensorTraits {
  public:
    ExpertMultiplier(const Kernels & kernels, const cpu::Library & library) : kernels_(kernels), library_(library) {}
    bool WorkSize(int threads, const ggml_tensor * node, size_t & size) override;
    bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) override;

  private:
    const Kernels & kernels_;
    const cpu::Library & library_;
};

/// With weights in F32, of whose rows each thread takes some.
class PlainMultiplier : public cpu::TensorTraits {
  public:
    explicit PlainMultiplier(const Kernels & kernels) : kernels_(kernels) {}
    bool WorkSize(int threads, const ggml_tensor * node, size_t & size) override;
    bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) override;

  private:
    const Kernels & kernels_;
};

} // namespace dsa
