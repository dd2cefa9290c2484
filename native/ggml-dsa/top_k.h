#pragma once
#include "kernels/kernels.h"

#include <vector>

namespace dsa {

/// Scores as integers in the same order; NaN comes last, below -infinity; -0 counts as 0.
uint32_t OrderOf(float score);
/// The score of an order that is not NaN's.
float ScoreOf(uint32_t order);

/// What separates the k highest scores from the others.
struct Threshold {
    uint32_t order; ///< of the k-th highest score
    int above;      ///< scores strictly higher than that: fewer than k
};

struct TopKScratch {
    std::vector<uint32_t> orders;
    std::vector<int32_t> positions; ///< of scores that may be among the highest, ascending
    int found = 0;                  ///< how many positions; 0: any may be
};

/// Finds the k-th highest of `count` scores, 1 <= k <= count, by histograms of their leading bits. Where there are many,
/// a sample first tells which ones are too low.
Threshold FindThreshold(const Kernels & kernels, const float * scores, int count, int k, TopKScratch & scratch);

/// Writes the k highest scores' indices, ascending; of equal scores the ones with the lowest indices.
void SelectTopK(const Kernels & kernels, const float * scores, int count, int k, int32_t * selected, TopKScratch & scratch);

} // namespace dsa
