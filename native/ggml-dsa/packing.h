#pragma once
#include "ggml.h"
#include "kernels/product.h"

#include <optional>

namespace dsa {

/// The type that is packed, or nothing: llama.cpp keeps its weight.
std::optional<WeightType> WeightTypeOf(const ggml_tensor * weight);

/// Packs a weight from the file's layout, in several threads if it is large, and back.
void PackTensor(const ggml_tensor * weight, const void * data);
void UnpackTensor(const ggml_tensor * weight, void * data);

} // namespace dsa
