#pragma once
#include "attention.h"

namespace dsa {

/// Attention probabilities of one token over `count` positions of the cache, whatever the mask says, summed over heads:
///   mass[i] = sum_j softmax_i(scale * queries[token,j] . rows[positions[i]])
/// Over the positions that entered attention this is what the model attended to; over all that a token could see, it is
/// dense attention, and what DeepSeek-V3.2's indexers were trained to match (its report, section 2.1).
void ObserveAttention(const Kernels & kernels, const AttentionBatch & batch, int token, const int32_t * positions,
                      int count, float * mass);

} // namespace dsa
