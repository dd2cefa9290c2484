// What int8 scores can't decide is scored again in F32: positions near the k-th highest score.
#include "indexer.h"
#include "top_k.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dsa {
namespace {

/// How many standard deviations of all roundings together a score may be off: one in two millions is off by more.
constexpr float kDeviations = 5;
/// In F32, by one thread; roughly.
constexpr double kProductsPerMicrosecond = 30'000;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

} // namespace

/// Rounding moves each number by at most half a step, evenly: a variance of step^2 / 12. ReLU makes no error larger. So a
/// score's variance is at most scale_s^2 * sum_j w^2 |q|^2 / 12 + |k_s|^2 * sum_j w^2 scale_j^2 / 12; here for the worst key.
float Indexer::ErrorOf(int token) const {
    const float scale = *std::max_element(tileScale_.begin(), tileScale_.end());
    const float norm = *std::max_element(tileNorm_.begin(), tileNorm_.end());
    const float variance = scale * scale * rounding_[token].queries + norm * rounding_[token].scales;
    return variance < kInfinity && norm < kInfinity ? kDeviations * std::sqrt(variance) : kInfinity; // NaN: infinite too
}

void Indexer::Decide(const IndexerTask & task, int token, int thread, bool alone) {
    float * scores = task.scores + token * task.scoreToken;
    Scratch & scratch = scratch_[thread];
    const float error = ErrorOf(token);
    if (error < kInfinity) {
        int visible = 0;
        for (int s = 0; s < task.keys; s++) visible += scores[s] > -kInfinity;
        const bool allEnter = visible <= task.selected;
        if (allEnter || DecideNear(task, token, thread, alone, error)) return;
    }
    const uint16_t * mask = task.mask + token * task.maskToken;
    scratch.positions.clear();
    for (int s = 0; s < task.keys; s++) {
        if (mask[s] != 0xfc00) scratch.positions.push_back(s);
    }
    scratch.exact.clear();
    Rescore(task, token, thread, alone);
    for (size_t i = 0; i < scratch.positions.size(); i++) scores[scratch.positions[i]] = scratch.exact[i];
}

/// Scores again what lies within `band` of the k-th score. Those above the band get in and those below don't, if the band
/// is wider than the error plus what the k-th score itself moved by; else the band grows. False: it never was wide enough.
bool Indexer::DecideNear(const IndexerTask & task, int token, int thread, bool alone, float error) {
    float * scores = task.scores + token * task.scoreToken;
    Scratch & scratch = scratch_[thread];
    const float kth = ScoreOf(FindThreshold(scores, task.keys, task.selected, scratch.orders).order);
    float low = kth - 1.25f * error, high = kth + 1.25f * error;
    float doneLow = kInfinity, doneHigh = -kInfinity; // what has been scored again already: nothing
    scratch.positions.clear();
    scratch.exact.clear();
    for (int attempt = 0; attempt < 3; attempt++) {
        int above = 0;
        for (int s = 0; s < task.keys; s++) {
            const float score = scores[s];
            above += score > high;
            if (score >= low && score <= high && !(score >= doneLow && score <= doneHigh) && score > -kInfinity) {
                scratch.positions.push_back(s);
            }
        }
        Rescore(task, token, thread, alone);
        float largestError = 0;
        for (size_t i = 0; i < scratch.positions.size(); i++) {
            largestError = std::max(largestError, std::fabs(scratch.exact[i] - scores[scratch.positions[i]]));
        }
        const int wanted = task.selected - above; // of the candidates
        const float exactKth =
            ScoreOf(FindThreshold(scratch.exact.data(), int(scratch.exact.size()), wanted, scratch.orders).order);
        // rounding errors that depend on each other add up to more than expected: then believe what was measured
        const float needed = std::max(error, 1.5f * largestError) + std::fabs(exactKth - kth);
        if (needed <= kth - low && needed <= high - kth) {
            for (size_t i = 0; i < scratch.positions.size(); i++) scores[scratch.positions[i]] = scratch.exact[i];
            return true;
        }
        if (!(needed < kInfinity)) return false;
        doneLow = low;
        doneHigh = high;
        low = std::min(low, kth - 1.25f * needed);
        high = std::max(high, kth + 1.25f * needed);
    }
    return false;
}

/// Appends the F32 scores of those `positions` that have none yet. `alone`: no other thread is at work on other tokens.
void Indexer::Rescore(const IndexerTask & task, int token, int thread, bool alone) {
    const std::vector<int32_t> & positions = scratch_[thread].positions;
    const int start = int(scratch_[thread].exact.size()), end = int(positions.size());
    scratch_[thread].exact.resize(end);
    float * exact = scratch_[thread].exact.data();
    const auto scoreTile = [&](int tile, int by) {
        const int first = start + tile * kTileKeys, count = std::min(kTileKeys, end - first);
        const void * rows[kTileKeys];
        for (int i = 0; i < count; i++) rows[i] = task.keyRows + size_t(positions[first + i]) * task.keyStride;
        scratch_[by].keys.resize(size_t(kTileKeys) * task.dim);
        kernels_.scoreRows(task.keyType, rows, count, task.dim, task.queries + token * task.queryToken, task.queryHead,
                           task.weights + token * task.weightToken, task.heads, scratch_[by].keys.data(), exact + first);
        const uint16_t * mask = task.mask + token * task.maskToken;
        for (int i = 0; i < count; i++) exact[first + i] += MaskValue(mask[positions[first + i]]);
    };
    const int tiles = (end - start + kTileKeys - 1) / kTileKeys;
    if (alone) {
        const double products = double(task.heads) * task.dim * kTileKeys;
        pool_.Run(tiles, products / kProductsPerMicrosecond, scoreTile);
    } else {
        for (int tile = 0; tile < tiles; tile++) scoreTile(tile, thread);
    }
}

} // namespace dsa
