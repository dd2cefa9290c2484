// Index mass: softmax of a row's index scores over the selected set. V3.2's indexers are trained to match attention,
// so it estimates attention mass.
#pragma once

#include <vector>

#include "trace/half.h"

namespace sparselens {

/** mass[i] = exp(scores[i]) / sum(exp(scores)), for `count` scores. */
void indexMass(const float* scores, int count, float* mass);

/** exp() of every half, as rows store scores: one look-up instead of one exp() per selected position. */
const std::vector<double>& expOfHalves();

/** The mass of stored scores: exp(score - logSumExp), by look-up where that can't overflow. */
class RowMass {
 public:
  explicit RowMass(float logSumExp);
  double operator()(uint16_t score) const { return table_ ? table_[score] * scale_ : slow(score); }

 private:
  double slow(uint16_t score) const;
  double logSumExp_, scale_;
  const double* table_;
};

}  // namespace sparselens
