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
constexpr int kFewestHeads = 16;
/// Rough speeds of one thread, to tell whether work is worth sharing.
constexpr double kRoundedPerMicrosecond = 1000, kProductsPerMicrosecond = 100'000, kScoresPerMicrosecond = 300;

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
    scratch_.resize(pool_.Size());
    approximate_ = Approximates(task);
    const int tiles = (task.keys + kTileKeys - 1) / kTileKeys;
    const double numbers = double(task.heads) * task.dim; // of a token's queries
    if (approximate_) {
        const int heads = PaddedHeads(task.heads);
        const size_t rows = size_t(task.tokens) * heads;
        values_.assign(rows * task.dim, 0);
        weights_.assign(rows, 0);
        correction_.assign(rows, 0);
        rounding_.resize(task.tokens);
        tileScale_.resize(tiles);
        tileNorm_.resize(tiles);
        queries_ = {task.tokens, heads, task.dim, values_.data(), weights_.data(), correction_.data()};
        pool_.Run(task.tokens, numbers / kRoundedPerMicrosecond, [&](int t, int) { RoundQueries(task, t); });
    }
    const int groups = (task.tokens + kTokenGroup - 1) / kTokenGroup;
    // neighbouring items are tiles of the same tokens, so that threads write to rows that lie apart
    const double perTile = numbers * kTileKeys * std::min(kTokenGroup, task.tokens);
    pool_.Run(tiles * groups, perTile / kProductsPerMicrosecond, [&](int item, int thread) {
        const int first = item / tiles * kTokenGroup;
        ScoreTile(task, item % tiles * kTileKeys, first, std::min(kTokenGroup, task.tokens - first), scratch_[thread]);
    });
    if (!approximate_ || task.selected >= task.keys) return;
    if (task.tokens < kFewTokens) {
        for (int t = 0; t < task.tokens; t++) Decide(task, t, 0, true);
    } else {
        pool_.Run(task.tokens, task.keys / kScoresPerMicrosecond, [&](int t, int thread) { Decide(task, t, thread, false); });
    }
}

void Indexer::RoundQueries(const IndexerTask & task, int token) {
    Rounding & rounding = rounding_[token];
    rounding = {0, 0};
    for (int j = 0; j < task.heads; j++) {
        const float * query = task.queries + token * task.queryToken + j * task.queryHead;
        const float weight = task.weights[token * task.weightToken + j];
        const size_t row = size_t(token) * queries_.heads + j;
        float largest = 0, squares = 0;
        for (int d = 0; d < task.dim; d++) {
            largest = std::max(largest, std::fabs(query[d]));
            squares += query[d] * query[d];
        }
        const float scale = largest / 127, error = weight * weight * squares;
        if (!std::isfinite(error)) { // nothing is known about this token's scores but what F32 says
            rounding.queries = std::numeric_limits<float>::infinity();
            continue;
        }
        const float inverse = scale > 0 && std::isfinite(1 / scale) ? 1 / scale : 0;
        int8_t * values = values_.data() + row * task.dim;
        int32_t sum = 0;
        for (int d = 0; d < task.dim; d++) {
            values[d] = int8_t(std::lrintf(query[d] * inverse));
            sum += values[d];
        }
        weights_[row] = weight * scale;
        correction_[row] = 128 * sum;
        rounding.queries += error / 12;
        rounding.scales += weight * weight * scale * scale / 12;
    }
}

void Indexer::ScoreTile(const IndexerTask & task, int firstKey, int firstToken, int tokens, Scratch & scratch) {
    const void * rows[kTileKeys];
    RowsOf(task, firstKey, rows);
    scratch.scores.resize(kTokenGroup * kTileKeys);
    scratch.keys.resize(size_t(kTileKeys) * task.dim);
    float * scores = scratch.scores.data();
    if (approximate_) {
        scratch.values.resize(size_t(kTileKeys) * task.dim);
        scratch.scales.resize(kTileKeys);
        scratch.norms.resize(kTileKeys);
        const Int8Keys keys = {scratch.values.data(), scratch.scales.data(), scratch.norms.data()};
        kernels_.packInt8Keys(task.keyType, rows, task.dim, scratch.keys.data(), keys);
        if (firstToken == 0) {
            tileScale_[firstKey / kTileKeys] = *std::max_element(keys.scales, keys.scales + kTileKeys);
            tileNorm_[firstKey / kTileKeys] = *std::max_element(keys.norms, keys.norms + kTileKeys);
        }
        kernels_.scoreInt8Keys(keys, queries_, firstToken, tokens, scores, kTileKeys);
    } else {
        kernels_.packKeys(task.keyType, rows, task.dim, scratch.keys.data());
        for (int t = 0; t < tokens; t++) {
            kernels_.scoreKeys(scratch.keys.data(), task.queries + (firstToken + t) * task.queryToken, task.queryHead,
                               task.weights + (firstToken + t) * task.weightToken, task.heads, task.dim,
                               scores + t * kTileKeys);
        }
    }
    const int count = std::min(kTileKeys, task.keys - firstKey);
    for (int t = 0; t < tokens; t++) {
        const uint16_t * mask = task.mask + (firstToken + t) * task.maskToken + firstKey;
        float * out = task.scores + (firstToken + t) * task.scoreToken + firstKey;
        for (int s = 0; s < count; s++) {
            out[s] = mask[s] == 0 ? scores[t * kTileKeys + s] : scores[t * kTileKeys + s] + MaskValue(mask[s]);
        }
    }
}

} // namespace dsa
