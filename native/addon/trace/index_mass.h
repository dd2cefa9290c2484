// Index mass: softmax of a row's index scores over the selected set. V3.2's indexers are trained to match attention,
// so it estimates attention mass.
#pragma once

#include "trace/half.h"

#include <cmath>
#include <vector>

namespace sparselens {

/// mass[i] = exp(scores[i]) / sum(exp(scores)), for `count` scores.
void IndexMass(const float * scores, int count, float * mass);

/// log(sum(exp(score))) of scores as they are stored; 0 of none.
float LogSumExp(const std::vector<uint16_t> & scores);

/// Index mass of a stored row's scores: exp(score - logSumExp), by look-up unless its scores are extreme.
class RowMass {
  public:
    explicit RowMass(float logSumExp);
    float operator()(uint16_t score) const {
        return expOf_ ? expOf_[score] * scale_ : float(std::exp(FloatFromHalf(score) - logSumExp_));
    }

  private:
    double logSumExp_;
    const float * expOf_; // [half]: exp(score - center)
    float scale_;         // exp(center - logSumExp)
};

} // namespace sparselens
