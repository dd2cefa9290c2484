#pragma once
#include "kernels/product.h"

/// K-quants and IQ4_XS between the file's layout and that of the kernels: eight blocks at a time (packed_weights.h has
/// the rest).
namespace dsa {

/// Bytes of eight blocks of a row in the file.
size_t SuperBlockBytes(WeightType type);
void PackKQuants(WeightType type, int outputs, int blocks, const void * rows, void * packed);
void UnpackKQuants(WeightType type, int outputs, int blocks, const void * packed, void * rows);

} // namespace dsa
