#pragma once
#include "kernels/product.h"

/// Weights between the file's layout and that of the kernels (kernels/product.h), the same numbers in as many bytes.
namespace dsa {

/// Bytes of a row of `blocks` blocks in the file; of K-quants a multiple of kSuper blocks, here and below.
size_t RowBytes(WeightType type, int blocks);
/// `outputs` rows (a multiple of kGroup) of `blocks` blocks each; `packed` must not overlap the rows.
void PackWeights(WeightType type, int outputs, int blocks, const void * rows, void * packed);
/// The file's rows again.
void UnpackWeights(WeightType type, int outputs, int blocks, const void * packed, void * rows);

} // namespace dsa
