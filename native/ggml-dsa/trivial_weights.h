#pragma once
#include "ggml.h"

namespace dsa {

/// What a weight's `extra` points to if its products need not be computed: the built-in model's `attn_q_a` is the
/// identity, and its `attn_k_b` nothing but zeros.
inline constexpr char kZeros = 0, kIdentity = 1;

/// One of them, or null; `data` is the weight in the file's layout.
const void * TrivialKindOf(const ggml_tensor * weight, const void * data);

} // namespace dsa
