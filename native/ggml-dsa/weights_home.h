#pragma once
#include "ggml-backend.h"

namespace dsa {

/// A device that computes nothing: llama.cpp keeps MLA's `attn_k_b` and `attn_v_b` in its buffer type, "DSA_Host",
/// which is plain host memory under a name of its own. With mmap they stay in the mapped file, and are not copied.
///
/// On AMX machines llama.cpp v0.5.0 would put them into its AMX buffer when their type is one that AMX knows, and then
/// abort in the scheduler: their right-hand sides aren't contiguous, which its AMX code wants, and nothing else can
/// read that buffer. But it asks the buffer types of accelerators first (make_cpu_buft_list in llama-model.cpp), and
/// its CPU backend computes with any host buffer. A device of its own, because that list takes a device's default
/// buffer type only, and the sparse device has to share the CPU's, so that both work in the same memory.
ggml_backend_dev_t WeightsHome(ggml_backend_reg_t registry);

/// Whether the backend is one of that device, which has no threads and no engine.
bool IsWeightsHome(ggml_backend_t backend);

} // namespace dsa
