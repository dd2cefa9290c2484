#pragma once
#include <cstdint>
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

/// Finds the k-th highest of `count` scores, 1 <= k <= count, by histograms of their leading bits.
Threshold FindThreshold(const float * scores, int count, int k, std::vector<uint32_t> & scratch);

/// Writes the k highest scores' indices, ascending; of equal scores the ones with the lowest indices.
void SelectTopK(const float * scores, int count, int k, int32_t * selected, std::vector<uint32_t> & scratch);

} // namespace dsa
