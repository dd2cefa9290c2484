#pragma once
#include "cpu_library.h"
#include "kernels/kernels.h"

namespace dsa {

/// llama.cpp's product with its Walsh-Hadamard matrix, by the name that it has there: the indexer's queries and keys
/// are rotated by it before they are rounded, so that no number of them is much larger than the others.
bool IsRotation(const ggml_tensor * node);

/// Who computes it inside the CPU backend's threads, without the matrix (kernels/rotate.h): each takes some rows, and a
/// row is computed alike whatever rows stand beside it.
class Rotation : public cpu::TensorTraits {
  public:
    explicit Rotation(const Kernels & kernels) : kernels_(kernels) {}
    /// Decides whether it is taken, before any thread begins; the memory planned stays llama.cpp's own.
    bool WorkSize(int threads, const ggml_tensor * node, size_t & size) override;
    bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) override;

  private:
    const Kernels & kernels_;
};

} // namespace dsa
