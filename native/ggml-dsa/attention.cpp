#include "attention.h"

#include <algorithm>
#include <cmath>

namespace dsa {
namespace {

/// Fewer tokens than this: threads share a token's positions rather than tokens.
constexpr int kFewTokens = 8;
/// Positions in such a part, however many threads there are, so that sums don't depend on their number.
constexpr int kPartPositions = 256;
/// Speed of one thread, roughly: tells whether parts are worth sharing among threads.
constexpr double kProductsPerMicrosecond = 50'000;

/// What a head's numerators are divided by, with its sink's share; `total` and the result are relative to `maximum`.
/// Where a sink is larger than all that is visible by far, this is infinite, and nothing is left of the others.
float WithSink(const AttentionBatch & batch, int head, float total, float maximum) {
    return batch.sinks ? total + std::exp(batch.sinks[head] - maximum) : total;
}

} // namespace

void Attention::Run(const AttentionBatch & batch) {
    scratch_.resize(workers_.Size());
    if (batch.tokens < kFewTokens) RunParts(batch);
    else RunTokens(batch);
}

size_t Attention::ScratchBytes() const {
    size_t bytes = Bytes(positions_) + Bytes(bias_) + Bytes(values_) + Bytes(maximum_) + Bytes(total_) + Bytes(parts_);
    for (const Scratch & s : scratch_) {
        bytes +=
            Bytes(s.positions) + Bytes(s.bias) + Bytes(s.values) + Bytes(s.maximum) + Bytes(s.total) + Bytes(s.memory);
    }
    return bytes;
}

void Attention::FindVisible(const AttentionBatch & batch, int token, std::vector<int32_t> & positions,
                            std::vector<float> & bias) const {
    constexpr int kPiece = 4096; // vectors grow with what is visible, not with the context
    const uint16_t * mask = batch.mask + token * batch.maskToken;
    size_t count = positions.size();
    for (int first = 0; first < batch.keys; first += kPiece) {
        const int end = std::min(first + kPiece, batch.keys);
        positions.resize(count + size_t(end - first));
        count += size_t(kernels_.findVisible(mask, first, end, positions.data() + count));
        positions.resize(count);
    }
    for (size_t i = bias.size(); i < count; i++) {
        uint16_t halves[16] = {mask[positions[i]]};
        float value[16] = {};
        if (halves[0] != 0) kernels_.widen(RowType::F16, halves, 16, value);
        bias.push_back(value[0]);
    }
}

AttentionTask TaskOf(const AttentionBatch & batch, int token, const int32_t * positions, int count) {
    AttentionTask task = {};
    task.heads = batch.heads;
    task.keyDim = batch.keyDim;
    task.valueDim = batch.valueDim;
    task.scale = batch.scale;
    task.query = batch.queries + token * batch.queryToken;
    task.queryStride = batch.queryHead;
    task.type = batch.type;
    task.rows = batch.rows;
    task.rowStride = batch.rowStride;
    task.positions = positions;
    task.count = count;
    return task;
}

void Attention::Attend(const AttentionBatch & batch, int token, const int32_t * positions, const float * bias,
                       int count, const AttentionSums & sums, Scratch & scratch) const {
    AttentionTask task = TaskOf(batch, token, positions, count);
    task.bias = bias;
    scratch.memory.resize(kernels_.attendScratch(batch.heads, batch.keyDim, batch.valueDim) + kAlignment);
    kernels_.attend(task, Aligned(scratch.memory), sums);
}

void Attention::RunTokens(const AttentionBatch & batch) {
    workers_.Run(batch.tokens, 100, [&](int token, int thread) {
        Scratch & s = scratch_[thread];
        s.positions.clear();
        s.bias.clear();
        FindVisible(batch, token, s.positions, s.bias);
        s.values.resize(size_t(batch.heads) * batch.valueDim);
        s.maximum.resize(batch.heads);
        s.total.resize(batch.heads);
        Attend(batch, token, s.positions.data(), s.bias.data(), int(s.positions.size()),
               {s.values.data(), s.maximum.data(), s.total.data()}, s);
        for (int j = 0; j < batch.heads; j++) {
            const float * values = s.values.data() + size_t(j) * batch.valueDim;
            float * out = batch.out + token * batch.outToken + j * batch.outHead;
            const float total = WithSink(batch, j, s.total[j], s.maximum[j]);
            const float factor = total > 0 ? 1 / total : 0;
            for (int d = 0; d < batch.valueDim; d++) out[d] = values[d] * factor;
        }
    });
}

void Attention::RunParts(const AttentionBatch & batch) {
    positions_.clear();
    bias_.clear();
    parts_.clear();
    std::vector<int> firstPart(batch.tokens + 1, 0);
    for (int token = 0; token < batch.tokens; token++) {
        const int start = int(positions_.size());
        FindVisible(batch, token, positions_, bias_);
        const int end = int(positions_.size());
        for (int first = start; first < end; first += kPartPositions) {
            parts_.push_back({token, first, std::min(kPartPositions, end - first)});
        }
        firstPart[token + 1] = int(parts_.size());
    }
    const size_t size = size_t(batch.heads) * batch.valueDim;
    values_.resize(parts_.size() * size);
    maximum_.resize(parts_.size() * batch.heads);
    total_.resize(parts_.size() * batch.heads);
    const double products = double(batch.heads) * (batch.keyDim + batch.valueDim) * kPartPositions;
    workers_.Run(int(parts_.size()), products / kProductsPerMicrosecond, [&](int i, int thread) {
        const Part & part = parts_[i];
        Attend(batch, part.token, positions_.data() + part.first, bias_.data() + part.first, part.count,
               {values_.data() + i * size, maximum_.data() + size_t(i) * batch.heads,
                total_.data() + size_t(i) * batch.heads},
               scratch_[thread]);
    });
    for (int token = 0; token < batch.tokens; token++) {
        Merge(batch, token, firstPart[token], firstPart[token + 1] - firstPart[token]);
    }
}

/// Adds a token's parts, each relative to its own maximum, in their order.
void Attention::Merge(const AttentionBatch & batch, int token, int firstPart, int parts) const {
    for (int j = 0; j < batch.heads; j++) {
        float maximum = -1e30f, total = 0;
        float * out = batch.out + token * batch.outToken + j * batch.outHead;
        std::fill(out, out + batch.valueDim, 0.0f);
        for (int i = firstPart; i < firstPart + parts; i++)
            maximum = std::max(maximum, maximum_[size_t(i) * batch.heads + j]);
        for (int i = firstPart; i < firstPart + parts; i++) {
            const size_t row = size_t(i) * batch.heads + j;
            const float * values = values_.data() + row * batch.valueDim;
            const float factor = std::exp(maximum_[row] - maximum);
            total += total_[row] * factor;
            for (int d = 0; d < batch.valueDim; d++) out[d] += values[d] * factor;
        }
        total = WithSink(batch, j, total, maximum);
        const float factor = total > 0 ? 1 / total : 0;
        for (int d = 0; d < batch.valueDim; d++) out[d] *= factor;
    }
}

} // namespace dsa
