#include "trace/index_mass.h"

#include <algorithm>
#include <array>
#include <mutex>

namespace sparselens {

void IndexMass(const float * scores, int count, float * mass) {
    if (count <= 0) return;
    const float highest = *std::max_element(scores, scores + count);
    double sum = 0;
    for (int i = 0; i < count; i++) sum += mass[i] = std::exp(scores[i] - highest);
    for (int i = 0; i < count; i++) mass[i] = float(mass[i] / sum);
}

// A stored score is one of 65536 values, so exp() of it is a look-up: a fifth of the time of the best loop. There is a
// table for each multiple of kStep, as exp(score - center) must stay within a float: a row takes the one that is
// nearest to its log-sum-exp, which no score passes.
static constexpr int kStep = 32, kTables = 65; // centers -1024 .. 1024

/// exp(score - center) of every half; 0 below e^-60: at most e^-44 of a row, and near what is slow to multiply.
static std::vector<float> ExpTable(int center) {
    std::vector<float> table(1 << 16);
    for (uint32_t half = 0; half < table.size(); half++) {
        const double exponent = double(FloatFromHalf(uint16_t(half))) - center;
        table[half] = exponent < -60 || exponent > kStep ? 0 : float(std::exp(exponent));
    }
    return table;
}

/// The table nearest to a value of score's size, and its center; no table if the value is extreme.
struct NearestTable {
    explicit NearestTable(double score) {
        if (!(std::abs(score) <= kStep * (kTables / 2))) return;
        const int nearest = int(std::lround(score / kStep));
        const size_t index = size_t(nearest + kTables / 2);
        static std::array<std::vector<float>, kTables> tables;
        static std::array<std::once_flag, kTables> made;
        center = nearest * kStep;
        std::call_once(made[index], [&] { tables[index] = ExpTable(center); });
        expOf = tables[index].data();
    }
    const float * expOf = nullptr; // [half]: exp(score - center)
    int center = 0;
};

float LogSumExp(const std::vector<uint16_t> & scores) {
    if (scores.empty()) return 0;
    int32_t best = 0;
    for (uint16_t score : scores) best = std::max(best, OrderOfHalf(score));
    const double highest = FloatFromHalf(HalfOfOrder(best));
    const NearestTable table(highest);
    double sum = 0;
    if (table.expOf) {
        for (uint16_t score : scores) sum += table.expOf[score];
        return float(table.center + std::log(sum));
    }
    for (uint16_t score : scores) sum += std::exp(FloatFromHalf(score) - highest);
    return float(highest + std::log(sum));
}

RowMass::RowMass(float logSumExp) : logSumExp_(logSumExp) {
    const NearestTable table(logSumExp_);
    expOf_ = table.expOf;
    scale_ = float(std::exp(table.center - logSumExp_));
}

} // namespace sparselens
