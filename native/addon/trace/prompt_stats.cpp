#include "trace/prompt_stats.h"

#include "trace/row_codec.h"
#include "trace/trace_error.h"

namespace sparselens {

void CheckPromptRow(const PromptRow & row, int layers) {
    if (row.layer < 0 || row.layer >= layers || row.position < 0 || row.position >= kMaxPositions || row.count < 0)
        ThrowBadArgument("A row of the prompt has a layer, position or count out of range.");
    int32_t previous = -1;
    for (int i = 0; i < row.count; i++) {
        if (row.positions[i] <= previous || row.positions[i] > row.position)
            ThrowBadArgument("Positions must ascend and not pass their query.");
        previous = row.positions[i];
    }
}

PromptStats::PromptStats(int layers) : seen_(layers), count_(size_t(layers)), mass_(size_t(layers)) {}

PromptStats::PromptStats(std::vector<std::vector<uint32_t>> count, std::vector<std::vector<float>> mass)
    : seen_(int(count.size())), count_(std::move(count)), mass_(std::move(mass)) {
    bool same = count_.size() == mass_.size();
    for (size_t layer = 0; same && layer < count_.size(); layer++) same = count_[layer].size() == mass_[layer].size();
    if (!same) ThrowBadArgument("The prompt's counts and mass are not of the same positions.");
}

bool PromptStats::Add(const PromptRow & row, const float * mass) {
    CheckPromptRow(row, Layers());
    if (seen_.Has(row.layer, row.position)) return false;
    seen_.Insert(row.layer, row.position);
    if (row.count == 0) return true;
    auto & counts = count_[size_t(row.layer)];
    auto & masses = mass_[size_t(row.layer)];
    const size_t needed = size_t(row.positions[row.count - 1]) + 1;
    if (counts.size() < needed) {
        counts.resize(needed);
        masses.resize(needed);
    }
    for (int i = 0; i < row.count; i++) {
        counts[size_t(row.positions[i])]++;
        masses[size_t(row.positions[i])] += mass[i];
    }
    return true;
}

} // namespace sparselens
