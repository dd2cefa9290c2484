#include "engine/indexer_family.h"

#include <algorithm>

namespace sparselens {
namespace {

/// Tokens that are made into one, on layers that have an indexer.
int64_t SmallestRatio(const Gguf & file, const std::string & architecture) {
    int64_t smallest = 0;
    for (const int32_t ratio : Numbers(file, architecture + ".attention.compress_ratios"))
        if (ratio > 0 && (smallest == 0 || ratio < smallest)) smallest = ratio;
    return std::max<int64_t>(1, smallest);
}

} // namespace

IndexerFamily FamilyOf(const Gguf & file) {
    const std::string architecture = Text(file, "general.architecture");
    for (const char * known : {"deepseek32", "glm-dsa", "dots3note", "hy_v4"})
        if (architecture == known) return {"token", 1, 1};
    if (architecture == "deepseek4") { // entries lie half over those before
        const int64_t ratio = SmallestRatio(file, architecture);
        return {"entry", 2 * ratio, ratio};
    }
    if (architecture == "qwen4exp") return {"block", SmallestRatio(file, architecture), 1}; // counted in tokens
    if (architecture == "minimax-m3") {
        const int64_t block = std::max<int64_t>(1, Number(file, architecture + ".attention.indexer.block_size"));
        return {"block", block, block};
    }
    return {};
}

} // namespace sparselens
