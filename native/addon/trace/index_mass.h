// Index mass: softmax of a row's index scores over the selected set. V3.2's indexers are trained to match attention,
// so it estimates attention mass.
#pragma once

#include <vector>

#include "trace/row_codec.h"

namespace sparselens {

/** mass[i] = exp(scores[i]) / sum(exp(scores)), for `count` scores. */
void indexMass(const float* scores, int count, float* mass);

/** log(sum(exp(score))) of scores as they are stored; 0 of none. */
float logSumExp(const std::vector<uint16_t>& scores);

/** Index mass of a stored row's positions: exp(score - logSumExp), by look-up unless its scores are extreme. */
void rowMass(const RowView& row, std::vector<float>& mass);

}  // namespace sparselens
