#pragma once
#include "cpu_library.h"

namespace dsa {

/// Whether a node puts two rows of F32 behind each other, as MLA does with what it compressed and what it rotated.
bool JoinsRows(const ggml_tensor * node);

/// Who does that inside the CPU backend's threads, a row at a time: llama.cpp copies number by number.
class Joining : public cpu::TensorTraits {
  public:
    /// Decides whether it is taken, before any thread begins; the memory planned stays llama.cpp's own.
    bool WorkSize(int threads, const ggml_tensor * node, size_t & size) override;
    bool ComputeForward(ggml_compute_params * params, ggml_tensor * node) override;
};

} // namespace dsa
