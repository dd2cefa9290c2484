#include "top_k.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace dsa {
namespace {

constexpr int kBits = 11, kBins = 1 << kBits;
/// One score of so many is in the sample.
constexpr int kSampled = 16;

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

/// Finds the k-th highest of `orders`, which it overwrites.
Threshold ThresholdOf(uint32_t * orders, int count, int k) {
    Threshold threshold = {0, 0};
    uint32_t histogram[kBins];
    int shift = 32;
    while (shift > 0) {
        const int from = std::max(shift - kBits, 0);
        const uint32_t mask = (1u << (shift - from)) - 1;
        std::memset(histogram, 0, sizeof histogram);
        for (int i = 0; i < count; i++) histogram[orders[i] >> from & mask]++;
        const uint32_t bin = BinOf(histogram, k, threshold.above);
        int kept = 0; // numbers in the bin, few of all: the passes that follow look at these only
        for (int i = 0; i < count; i++) {
            const uint32_t order = orders[i];
            orders[kept] = order;
            kept += (order >> from & mask) == bin;
        }
        count = kept;
        threshold.order |= bin << from;
        shift = from;
    }
    return threshold;
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

void Positions::Find(const Kernels & kernels, const float * scores, int keys, float low) {
    constexpr int kPiece = 4096;
    count = 0;
    for (int first = 0; first < keys; first += kPiece) {
        const int end = std::min(first + kPiece, keys);
        const size_t room = size_t(count) + size_t(end - first) + 16;
        if (values.size() < room) values.resize(room);
        count += kernels.findAtLeast(scores, first, end, low, values.data() + count);
    }
}

Threshold FindThreshold(const Kernels & kernels, const float * scores, int count, int k, TopKScratch & scratch) {
    std::vector<uint32_t> & orders = scratch.orders;
    Positions & found = scratch.found;
    found.count = 0;
    // so many of the sample that, but for bad luck, a few more than k of all are at least as high as the last of them
    const int sampled = count / kSampled, expected = k / kSampled;
    const int rank = expected + 3 * int(std::sqrt(float(expected))) + 8;
    if (rank < sampled / 2) {
        orders.resize(sampled);
        for (int i = 0; i < sampled; i++) orders[i] = OrderOf(scores[i * kSampled]);
        const uint32_t low = ThresholdOf(orders.data(), sampled, rank).order;
        if (low > OrderOf(-std::numeric_limits<float>::infinity())) found.Find(kernels, scores, count, ScoreOf(low));
        if (found.count >= k) {
            orders.resize(found.count);
            for (int i = 0; i < found.count; i++) orders[i] = OrderOf(scores[found.values[i]]);
            return ThresholdOf(orders.data(), found.count, k);
        }
        found.count = 0;
    }
    orders.resize(count);
    for (int i = 0; i < count; i++) orders[i] = OrderOf(scores[i]);
    return ThresholdOf(orders.data(), count, k);
}

void SelectTopK(const Kernels & kernels, const float * scores, int count, int k, int32_t * selected,
                TopKScratch & scratch) {
    if (k >= count) {
        for (int i = 0; i < count; i++) selected[i] = i;
        return;
    }
    const Threshold threshold = FindThreshold(kernels, scores, count, k, scratch);
    int equal = k - threshold.above; // how many of those that equal the k-th still fit
    for (int i = 0, n = 0; n < k; i++) {
        const int position = scratch.found.count ? scratch.found.values[i] : i;
        const uint32_t order = OrderOf(scores[position]);
        const bool ties = order == threshold.order && equal > 0;
        equal -= ties;
        selected[n] = position;
        n += order > threshold.order || ties;
    }
}

} // namespace dsa
