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
    uint32_t order; // of the k-th highest score
    int above;      // scores strictly higher than that: fewer than k
};

/// Positions, as many as were found; grows with what is found rather than with the row, as each thread has some.
struct Positions {
    std::vector<int32_t> values;
    int count = 0;

    /// All positions whose score is >= low, ascending.
    void Find(const Kernels & kernels, const float * scores, int keys, float low);
};

struct TopKScratch {
    std::vector<uint32_t> orders;
    Positions found; // scores that may be among the highest; none: any may be
};

/// Finds the k-th highest of `count` scores, 1 <= k <= count, by histograms of their leading bits. Where there are
/// many, a sample first tells which ones are too low.
Threshold FindThreshold(const Kernels & kernels, const float * scores, int count, int k, TopKScratch & scratch);

/// Writes the k highest scores' indices, ascending; of equal scores the ones with the lowest indices.
void SelectTopK(const Kernels & kernels, const float * scores, int count, int k, int32_t * selected,
                TopKScratch & scratch);

} // namespace dsa
