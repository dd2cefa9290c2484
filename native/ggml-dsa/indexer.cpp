#include "indexer.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dsa {
namespace {

/// Tokens that share a tile of packed keys before another thread may take over.
constexpr int kTokenGroup = 32;
/// Fewer tokens than this: threads share a token's keys rather than tokens.
constexpr int kFewTokens = 8;
/// With fewer heads, rounding and deciding cost more than products in int8 save.
constexpr int kFewestHeads = 4;
/// Rough speeds of one thread, to tell whether work is worth sharing.
constexpr double kRoundedPerMicrosecond = 1000, kProductsPerMicrosecond = 100'000, kScoresPerMicrosecond = 300;

constexpr float kInfinity = std::numeric_limits<float>::infinity();

void RowsOf(const IndexerTask & task, int first, const void ** rows) {
    for (int s = 0; s < kTileKeys; s++) {
        rows[s] = first + s < task.keys ? task.keyRows + size_t(first + s) * task.keyStride : nullptr;
    }
}

} // namespace

float Indexer::MaskValue(uint16_t half) const {
    if (half == 0) return 0;
    const uint16_t halves[16] = {half};
    float value[16];
    kernels_.widen(RowType::F16, halves, 16, value);
    return value[0];
}

bool Indexer::Approximates(const IndexerTask & task) const {
    return kernels_.scoreInt8Keys && task.selected > 0 && task.heads >= kFewestHeads;
}

void Indexer::Run(const IndexerTask & task) {
    scratch_.resize(workers_.Size());
    approximate_ = Approximates(task);
    const int tiles = (task.keys + kTileKeys - 1) / kTileKeys;
    const double numbers = double(task.heads) * task.dim; // of a token's queries
    visible_.resize(task.tokens);
    if (approximate_) {
        const int heads = PaddedHeads(task.heads);
        const size_t rows = size_t(task.tokens) * heads;
        values_.assign(rows * task.dim, 0);
        weights_.assign(rows, 0);
        correction_.assign(rows, 0);
        rounding_.resize(task.tokens);
        keyScales_.resize(size_t(tiles) * kTileKeys);
        keyNorms_.resize(size_t(tiles) * kTileKeys);
        queries_ = {task.tokens, heads, task.dim, values_.data(), weights_.data(), correction_.data()};
    }
    workers_.Run(task.tokens, numbers / kRoundedPerMicrosecond, [&](int t, int) {
        CountVisible(task, t);
        if (approximate_) RoundQueries(task, t);
    });
    const int groups = (task.tokens + kTokenGroup - 1) / kTokenGroup;
    // neighbouring items are tiles of the same tokens, so that threads write to rows that lie apart
    const double perTile = numbers * kTileKeys * std::min(kTokenGroup, task.tokens);
    workers_.Run(tiles * groups, perTile / kProductsPerMicrosecond, [&](int item, int thread) {
        const int first = item / tiles * kTokenGroup;
        ScoreTile(task, item % tiles * kTileKeys, first, std::min(kTokenGroup, task.tokens - first), scratch_[thread]);
    });
    if (!approximate_) return;
    worstScale_ = *std::max_element(keyScales_.begin(), keyScales_.end());
    worstNorm_ = *std::max_element(keyNorms_.begin(), keyNorms_.end());
    if (task.tokens < kFewTokens) {
        for (int t = 0; t < task.tokens; t++) Decide(task, t, 0, true);
    } else {
        workers_.Run(task.tokens, task.keys / kScoresPerMicrosecond,
                     [&](int t, int thread) { Decide(task, t, thread, false); });
    }
}

size_t Indexer::ScratchBytes() const {
    size_t bytes = Bytes(values_) + Bytes(weights_) + Bytes(correction_) + Bytes(rounding_) + Bytes(visible_) +
                   Bytes(keyScales_) + Bytes(keyNorms_);
    for (const Scratch & s : scratch_) {
        bytes += Bytes(s.keys) + Bytes(s.scores) + Bytes(s.scales) + Bytes(s.norms) + Bytes(s.values) +
                 Bytes(s.topK.orders) + Bytes(s.topK.found.values) + Bytes(s.found.values) + Bytes(s.positions) +
                 Bytes(s.exact);
    }
    return bytes;
}

void Indexer::CountVisible(const IndexerTask & task, int token) {
    const uint16_t * mask = task.mask + token * task.maskToken;
    int hidden = 0;
    for (int s = 0; s < task.keys; s++) hidden += mask[s] == kHidden;
    visible_[token] = task.keys - hidden;
}

void Indexer::RoundQueries(const IndexerTask & task, int token) {
    Rounding & rounding = rounding_[token];
    rounding = {0, 0};
    for (int j = 0; j < task.heads; j++) {
        const float * query = task.queries + token * task.queryToken + j * task.queryHead;
        const float weight = task.weights[token * task.weightToken + j];
        const size_t row = size_t(token) * queries_.heads + j;
        int8_t * values = values_.data() + row * task.dim;
        float scale, squares;
        kernels_.roundRow(query, task.dim, values, &scale, &squares);
        const float error = weight * weight * squares;
        rounding.queries += error / 12;
        rounding.scales += weight * weight * scale * scale / 12;
        if (!std::isfinite(error)) continue; // nothing is known about this token's scores but what F32 says
        int32_t sum = 0;
        for (int d = 0; d < task.dim; d++) sum += values[d];
        weights_[row] = weight * scale;
        correction_[row] = 128 * sum;
    }
}

/// Whether the token's scores of a tile decide anything: some are visible, and not all that are get in anyway.
bool Indexer::Matters(const IndexerTask & task, int firstKey, int token, int count) const {
    if (visible_[token] == task.keys) return true;
    if (approximate_ && visible_[token] <= task.selected) return false;
    const uint16_t * mask = task.mask + token * task.maskToken + firstKey;
    int hidden = 0;
    for (int s = 0; s < count; s++) hidden += mask[s] == kHidden;
    return hidden < count;
}

/// Packs a tile of keys; `keep`: what rounding did to them is remembered for Decide.
void Indexer::PackTile(const IndexerTask & task, int firstKey, bool keep, Scratch & scratch) {
    const void * rows[kTileKeys];
    RowsOf(task, firstKey, rows);
    if (!approximate_) {
        scratch.keys.resize(size_t(kTileKeys) * task.dim);
        return kernels_.packKeys(task.keyType, rows, task.dim, scratch.keys.data());
    }
    scratch.values.resize(size_t(kTileKeys) * task.dim + kAlignment);
    scratch.scales.resize(kTileKeys);
    scratch.norms.resize(kTileKeys);
    const Int8Keys keys = {Aligned(scratch.values), scratch.scales.data(), scratch.norms.data()};
    kernels_.packInt8Keys(task.keyType, rows, task.dim, keys);
    if (!keep) return;
    std::copy_n(keys.scales, kTileKeys, keyScales_.data() + firstKey);
    std::copy_n(keys.norms, kTileKeys, keyNorms_.data() + firstKey);
}

/// Scores of the packed tile for some tokens, without the mask.
void Indexer::ScoreTokens(const IndexerTask & task, int firstToken, int tokens, float * out, size_t outStride,
                          Scratch & scratch) const {
    if (approximate_) {
        const Int8Keys keys = {Aligned(scratch.values), scratch.scales.data(), scratch.norms.data()};
        return kernels_.scoreInt8Keys(keys, queries_, firstToken, tokens, out, outStride);
    }
    for (int t = firstToken; t < firstToken + tokens; t++, out += outStride) {
        kernels_.scoreKeys(scratch.keys.data(), task.queries + t * task.queryToken, task.queryHead,
                           task.weights + t * task.weightToken, task.heads, task.dim, out);
    }
}

void Indexer::ScoreTile(const IndexerTask & task, int firstKey, int firstToken, int tokens, Scratch & scratch) {
    const int count = std::min(kTileKeys, task.keys - firstKey);
    const bool whole = count == kTileKeys;
    int from = 0, to = tokens; // the tokens to be scored
    while (from < to && !Matters(task, firstKey, firstToken + from, count)) from++;
    while (from < to && !Matters(task, firstKey, firstToken + to - 1, count)) to--;
    const bool keep = approximate_ && firstToken == 0;
    if (from < to || keep) PackTile(task, firstKey, keep, scratch);
    float * out = task.scores + firstToken * task.scoreToken + firstKey;
    if (!whole) scratch.scores.resize(kTokenGroup * kTileKeys);
    if (from < to && whole) {
        ScoreTokens(task, firstToken + from, to - from, out + from * task.scoreToken, task.scoreToken, scratch);
    } else if (from < to) {
        ScoreTokens(task, firstToken + from, to - from, scratch.scores.data() + from * kTileKeys, kTileKeys, scratch);
    }
    for (int t = 0; t < tokens; t++, out += task.scoreToken) {
        if (t < from || t >= to) std::fill_n(out, count, 0.0f);
        else if (!whole) std::copy_n(scratch.scores.data() + t * kTileKeys, count, out);
        AddMask(task, firstKey, firstToken + t, count, out);
    }
}

void Indexer::AddMask(const IndexerTask & task, int firstKey, int token, int count, float * scores) const {
    if (visible_[token] == task.keys) return;
    const uint16_t * mask = task.mask + token * task.maskToken + firstKey;
    uint16_t any = 0;
    for (int s = 0; s < count; s++) any |= mask[s];
    if (any == 0) return;
    for (int s = 0; s < count; s++) scores[s] += mask[s] == kHidden ? -kInfinity : MaskValue(mask[s]);
}

} // namespace dsa
