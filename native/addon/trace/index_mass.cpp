#include "trace/index_mass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

#include "trace/half.h"

namespace sparselens {

void indexMass(const float* scores, int count, float* mass) {
  if (count <= 0) return;
  const float highest = *std::max_element(scores, scores + count);
  double sum = 0;
  for (int i = 0; i < count; i++) sum += mass[i] = std::exp(scores[i] - highest);
  for (int i = 0; i < count; i++) mass[i] = float(mass[i] / sum);
}

// A stored score is one of 65536 values, so exp() of it is a look-up: a fifth of the time of the best loop. There is a
// table for each multiple of kStep, as exp(score - center) must stay within a float: a row takes the one that is nearest
// to its log-sum-exp, which no score passes.
static constexpr int kStep = 32, kTables = 65;  // centers -1024 .. 1024

/** exp(score - center) of every half; 0 below e^-60, which makes at most e^-44 of a row and would be slow to multiply. */
static std::vector<float> expTable(int center) {
  std::vector<float> table(1 << 16);
  for (uint32_t half = 0; half < table.size(); half++) {
    const double exponent = double(floatFromHalf(uint16_t(half))) - center;
    table[half] = exponent < -60 || exponent > kStep ? 0 : float(std::exp(exponent));
  }
  return table;
}

/** The table of center (index - kTables / 2) * kStep, made when first needed. */
static const float* sharedTable(int index) {
  static std::array<std::vector<float>, kTables> tables;
  static std::array<std::once_flag, kTables> made;
  std::call_once(made[size_t(index)], [&] { tables[size_t(index)] = expTable((index - kTables / 2) * kStep); });
  return tables[size_t(index)].data();
}

void rowMass(const RowView& row, std::vector<float>& mass) {
  const double logSumExp = row.logSumExp();
  const size_t count = row.count();
  mass.resize(count);
  if (!(std::abs(logSumExp) <= kStep * (kTables / 2))) {
    for (size_t i = 0; i < count; i++) mass[i] = float(std::exp(floatFromHalf(row.score(i)) - logSumExp));
    return;
  }
  const int nearest = int(std::lround(logSumExp / kStep));
  const float* table = sharedTable(nearest + kTables / 2);
  const float scale = float(std::exp(nearest * kStep - logSumExp));
  float* out = mass.data();
  for (size_t i = 0; i < count; i++) out[i] = table[row.score(i)] * scale;
}

}  // namespace sparselens
