#include "trace/index_mass.h"

#include <algorithm>
#include <cmath>

namespace sparselens {

void indexMass(const float* scores, int count, float* mass) {
  if (count <= 0) return;
  const float highest = *std::max_element(scores, scores + count);
  double sum = 0;
  for (int i = 0; i < count; i++) sum += mass[i] = std::exp(scores[i] - highest);
  for (int i = 0; i < count; i++) mass[i] = float(mass[i] / sum);
}

const std::vector<double>& expOfHalves() {
  static const std::vector<double> table = [] {
    std::vector<double> values(1 << 16);
    for (uint32_t half = 0; half < values.size(); half++) values[half] = std::exp(double(floatFromHalf(uint16_t(half))));
    return values;
  }();
  return table;
}

/** exp(score) and exp(-logSumExp) are both far from a double's limits (about e^700) within it. */
static constexpr double kTableRange = 600;

RowMass::RowMass(float logSumExp)
    : logSumExp_(logSumExp),
      scale_(std::exp(-double(logSumExp))),
      table_(std::abs(logSumExp) <= kTableRange ? expOfHalves().data() : nullptr) {}

double RowMass::slow(uint16_t score) const { return std::exp(double(floatFromHalf(score)) - logSumExp_); }

}  // namespace sparselens
