#include "top_k.h"

#include <cstring>

namespace dsa {
namespace {

constexpr int kBits = 11, kBins = 1 << kBits;

/// The highest bin that, with all bins above it, holds `k` numbers; takes what is above it off `k`.
int BinOf(const uint32_t * histogram, int & k, int & above) {
    int bin = kBins - 1;
    while (int(histogram[bin]) < k) {
        k -= int(histogram[bin]);
        above += int(histogram[bin]);
        bin--;
    }
    return bin;
}

} // namespace

uint32_t OrderOf(float score) {
    uint32_t bits;
    score += 0.0f; // -0 -> 0
    std::memcpy(&bits, &score, 4);
    if ((bits & 0x7fffffff) > 0x7f800000) return 0; // NaN
    return bits & 0x80000000 ? ~bits : bits | 0x80000000;
}

float ScoreOf(uint32_t order) {
    const uint32_t bits = order & 0x80000000 ? order & 0x7fffffff : ~order;
    float score;
    std::memcpy(&score, &bits, 4);
    return score;
}

Threshold FindThreshold(const float * scores, int count, int k, std::vector<uint32_t> & scratch) {
    scratch.resize(size_t(count));
    Threshold threshold = {0, 0};
    uint32_t histogram[kBins] = {};
    for (int i = 0; i < count; i++) histogram[OrderOf(scores[i]) >> (32 - kBits)]++;
    const uint32_t top = BinOf(histogram, k, threshold.above);
    int left = 0; // numbers in the bin, few of all: the two other passes look at these only
    for (int i = 0; i < count; i++) {
        const uint32_t order = OrderOf(scores[i]);
        scratch[left] = order;
        left += order >> (32 - kBits) == top;
    }
    threshold.order = top << (32 - kBits);
    for (const int shift : {32 - 2 * kBits, 0}) {
        const uint32_t mask = shift ? kBins - 1 : (1u << (32 - 2 * kBits)) - 1;
        std::memset(histogram, 0, sizeof histogram);
        for (int i = 0; i < left; i++) histogram[scratch[i] >> shift & mask]++;
        const uint32_t bin = BinOf(histogram, k, threshold.above);
        int kept = 0;
        for (int i = 0; i < left; i++) {
            if ((scratch[i] >> shift & mask) == bin) scratch[kept++] = scratch[i];
        }
        left = kept;
        threshold.order |= bin << shift;
    }
    return threshold;
}

void SelectTopK(const float * scores, int count, int k, int32_t * selected, std::vector<uint32_t> & scratch) {
    if (k >= count) {
        for (int i = 0; i < count; i++) selected[i] = i;
        return;
    }
    const Threshold threshold = FindThreshold(scores, count, k, scratch);
    int equal = k - threshold.above; // how many of those that equal the k-th still fit
    for (int i = 0, n = 0; n < k; i++) {
        const uint32_t order = OrderOf(scores[i]);
        const bool ties = order == threshold.order && equal > 0;
        equal -= ties;
        selected[n] = i;
        n += order > threshold.order || ties;
    }
}

} // namespace dsa
