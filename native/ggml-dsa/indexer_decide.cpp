// What int8 scores can't decide is scored again in F32: positions near the k-th highest score.
#include "indexer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dsa {
namespace {

/// How many standard deviations of all roundings together a score may be off: one in two millions is off by more.
constexpr float kDeviations = 5;
/// The first band's width, in the bound of the deviation below. About half of the heads' products are positive, so what
/// is measured is usually 0.7 of the bound.
constexpr float kFirstDeviations = 3.9f, kFirstMargin = 0.3f;
/// The fewest errors that tell their deviation.
constexpr int kMeasured = 64;
/// Speed of one thread in F32, roughly: tells whether positions are worth sharing among threads.
constexpr double kProductsPerMicrosecond = 30'000;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

} // namespace

/// Rounding moves each number by at most half a step, evenly: a variance of step^2 / 12. ReLU makes no error larger. So
/// a score's variance is at most scale_s^2 * sum_j w^2 |q|^2 / 12 + |k_s|^2 * sum_j w^2 scale_j^2 / 12.
float Indexer::Deviation(int token, float scale, float norm) const {
    const float variance = scale * scale * rounding_[token].queries + norm * rounding_[token].scales;
    return variance < kInfinity && norm < kInfinity ? std::sqrt(variance) : kInfinity; // NaN: infinite too
}

void Indexer::Decide(const IndexerTask & task, int token, int thread, bool alone) {
    if (visible_[token] <= task.selected) return;
    const float worst = Deviation(token, worstScale_, worstNorm_);
    if (worst < kInfinity && DecideNear(task, token, thread, alone, worst)) return;
    Scratch & scratch = scratch_[thread];
    const uint16_t * mask = task.mask + token * task.maskToken;
    scratch.positions.clear();
    for (int s = 0; s < task.keys; s++) {
        if (mask[s] != kHidden) scratch.positions.push_back(s);
    }
    scratch.exact.clear();
    Rescore(task, token, thread, alone);
    float * scores = task.scores + token * task.scoreToken;
    for (size_t i = 0; i < scratch.positions.size(); i++) scores[scratch.positions[i]] = scratch.exact[i];
}

/// Scores again what lies near the k-th score. Those above the band get in and those below don't, if the band is wide
/// enough for the errors that were found in it and for what the k-th score itself moved by; else it grows. False: it
/// never was wide enough. `worst`: no key's deviation is larger.
bool Indexer::DecideNear(const IndexerTask & task, int token, int thread, bool alone, float worst) {
    float * scores = task.scores + token * task.scoreToken;
    Scratch & scratch = scratch_[thread];
    const float kth = ScoreOf(FindThreshold(kernels_, scores, task.keys, task.selected, scratch.topK).order);
    if (!std::isfinite(kth)) return false;
    Band band = {kth, kFirstDeviations, kFirstMargin * worst}, done = {kth, -1, -1};
    scratch.positions.clear();
    scratch.exact.clear();
    for (int attempt = 0; attempt < 4; attempt++) {
        const int above = FindNear(task, token, band, done, worst, scratch);
        Rescore(task, token, thread, alone);
        const int wanted = task.selected - above; // of the candidates
        const int candidates = int(scratch.exact.size());
        if (candidates < wanted) return false;
        const float exactKth =
            ScoreOf(FindThreshold(kernels_, scratch.exact.data(), candidates, wanted, scratch.topK).order);
        const float deviations = NeededDeviations(task, token, scratch), margin = std::fabs(exactKth - kth);
        if (deviations <= band.deviations && margin <= band.margin) {
            for (int i = 0; i < candidates; i++) scores[scratch.positions[i]] = scratch.exact[i];
            return true;
        }
        if (!(deviations < kInfinity && margin < kInfinity)) return false;
        done = band;
        band.deviations = std::max(band.deviations, 1.1f * deviations);
        band.margin = std::max(band.margin, 1.25f * margin);
    }
    return false;
}

/// Appends the positions that lie in the band, but not in the one that is done, and returns how many lie above the
/// band.
int Indexer::FindNear(const IndexerTask & task, int token, const Band & band, const Band & done, float worst,
                      Scratch & scratch) const {
    const float * scores = task.scores + token * task.scoreToken;
    scratch.found.Find(kernels_, scores, task.keys, band.kth - band.deviations * worst - band.margin);
    int above = 0;
    for (int i = 0; i < scratch.found.count; i++) {
        const int s = scratch.found.values[i];
        const float deviation = Deviation(token, keyScales_[s], keyNorms_[s]), distance = scores[s] - band.kth;
        const bool inside = std::fabs(distance) <= band.deviations * deviation + band.margin;
        const bool isDone = std::fabs(distance) <= done.deviations * deviation + done.margin;
        above += !inside && distance > 0;
        if (inside && !isDone && scores[s] > -kInfinity) scratch.positions.push_back(s);
    }
    return above;
}

/// How wide the band must be, going by the errors of the positions that were scored again. Errors that depend on each
/// other add up to more than the bound allows for: what was measured is believed.
float Indexer::NeededDeviations(const IndexerTask & task, int token, const Scratch & scratch) const {
    const float * scores = task.scores + token * task.scoreToken;
    const int count = int(scratch.positions.size());
    double squares = 0;
    float largest = 0;
    for (int i = 0; i < count; i++) {
        const int s = scratch.positions[i];
        const float error = std::fabs(scratch.exact[i] - scores[s]);
        if (error == 0) continue; // such as of a key of zeros
        const float deviations = error / Deviation(token, keyScales_[s], keyNorms_[s]);
        squares += double(deviations) * deviations;
        largest = deviations <= largest ? largest : deviations; // NaN is the largest
    }
    if (!(largest < kInfinity)) return kInfinity;
    const float measured =
        float(std::sqrt(squares / std::max(count, 1))) * (1 + 1 / std::sqrt(float(std::max(count, 1))));
    return std::max(kDeviations * (count < kMeasured ? std::max(measured, 1.0f) : measured), 1.5f * largest);
}

/// Appends the F32 scores of those `positions` that have none yet. `alone`: no other thread is at work on other tokens.
void Indexer::Rescore(const IndexerTask & task, int token, int thread, bool alone) {
    const std::vector<int32_t> & positions = scratch_[thread].positions;
    const int start = int(scratch_[thread].exact.size()), end = int(positions.size());
    scratch_[thread].exact.resize(end);
    float * exact = scratch_[thread].exact.data();
    const auto scoreTile = [&](int tile, int by) {
        const int first = start + tile * kTileKeys, count = std::min(kTileKeys, end - first);
        const void * rows[kTileKeys] = {};
        for (int i = 0; i < count; i++) rows[i] = task.keyRows + size_t(positions[first + i]) * task.keyStride;
        Scratch & scratch = scratch_[by];
        scratch.keys.resize(size_t(kTileKeys) * task.dim);
        scratch.scores.resize(std::max(scratch.scores.size(), size_t(kTileKeys)));
        kernels_.packKeys(task.keyType, rows, task.dim, scratch.keys.data());
        kernels_.scoreKeys(scratch.keys.data(), task.queries + token * task.queryToken, task.queryHead,
                           task.weights + token * task.weightToken, task.heads, task.dim, scratch.scores.data());
        const uint16_t * mask = task.mask + token * task.maskToken;
        for (int i = 0; i < count; i++) exact[first + i] = scratch.scores[i] + MaskValue(mask[positions[first + i]]);
    };
    const int tiles = (end - start + kTileKeys - 1) / kTileKeys;
    if (alone) {
        const double products = double(task.heads) * task.dim * kTileKeys;
        workers_.Run(tiles, products / kProductsPerMicrosecond, scoreTile);
    } else {
        for (int tile = 0; tile < tiles; tile++) scoreTile(tile, thread);
    }
}

} // namespace dsa
