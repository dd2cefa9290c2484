#pragma once
#include "kernels/kernels.h"
#include "scratch.h"
#include "workers.h"

#include <vector>

namespace dsa {

/// Attention of an ubatch over the positions that its mask leaves visible (multi-query MLA: one row per position for
/// all heads, whose first valueDim numbers are the value):
///   out[t,j] = sum_s softmax_s(scale * queries[t,j] . rows[s] + mask[t,s]) * rows[s]
/// A head's sink takes a share of the softmax as one more position would, and has no value to give.
struct AttentionBatch {
    int tokens, heads, keyDim, valueDim, keys;
    float scale;
    const float * queries;
    size_t queryHead, queryToken; // floats from head to head, from token to token
    RowType type;
    const char * rows;
    size_t rowStride;              // bytes
    const uint16_t * mask;         // F16; -infinity hides a position
    size_t maskToken;              // numbers
    const float * sinks = nullptr; // one for each head; null: none
    float * out;
    size_t outHead, outToken; // floats
};

/// What kernels are told of one token of the batch over `count` positions; no bias.
AttentionTask TaskOf(const AttentionBatch & batch, int token, const int32_t * positions, int count);

/// Runs the attention. Costs as much as there are visible positions; a token without any gets zeros.
class Attention {
  public:
    Attention(const Kernels & kernels, Workers & workers) : kernels_(kernels), workers_(workers) {}
    void Run(const AttentionBatch & batch);
    /// What it holds between two runs.
    size_t ScratchBytes() const;

  private:
    struct Scratch {
        std::vector<int32_t> positions;
        std::vector<float> bias, values, maximum, total;
        std::vector<char> memory;
    };
    struct Part { // of a token's visible positions
        int token, first, count;
    };

    void FindVisible(const AttentionBatch & batch, int token, std::vector<int32_t> & positions,
                     std::vector<float> & bias) const;
    void Attend(const AttentionBatch & batch, int token, const int32_t * positions, const float * bias, int count,
                const AttentionSums & sums, Scratch & scratch) const;
    void RunTokens(const AttentionBatch & batch);
    void RunParts(const AttentionBatch & batch);
    void Merge(const AttentionBatch & batch, int token, int firstPart, int parts) const;

    const Kernels & kernels_;
    Workers & workers_;
    std::vector<Scratch> scratch_; // one per thread
    // of RunParts: everything that is visible to the few tokens, token after token, and a sum for each part of it
    std::vector<int32_t> positions_;
    std::vector<float> bias_, values_, maximum_, total_;
    std::vector<Part> parts_;
};

} // namespace dsa
