#include "cases.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace cases {

uint16_t ToHalf(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, 4);
    const uint16_t sign = uint16_t(bits >> 16 & 0x8000);
    if (std::isnan(value)) return sign | 0x7e00;
    const float size = std::fabs(value);
    if (size >= 65520) return sign | 0x7c00;
    if (size < 6.104e-5f) return uint16_t(sign | std::lrint(size * 16777216.0f));
    int exponent;
    const long fraction = std::lrint((std::frexp(size, &exponent) * 2 - 1) * 1024);
    return uint16_t(sign | (((exponent + 14) << 10) + fraction));
}

size_t RowBytes(dsa::RowType type, int dim) {
    return type == dsa::RowType::F16 ? size_t(dim) * 2 : size_t(dim) / 32 * 34;
}

void SetRow(std::vector<char> & rows, dsa::RowType type, int row, int dim, const std::vector<float> & numbers) {
    char * at = rows.data() + row * RowBytes(type, dim);
    for (int d = 0; d < dim; d++) {
        if (type == dsa::RowType::F16) {
            const uint16_t half = ToHalf(numbers[d]);
            std::memcpy(at + 2 * d, &half, 2);
            continue;
        }
        if (d % 32 == 0) {
            float largest = 0;
            for (int i = d; i < d + 32; i++) largest = std::max(largest, std::fabs(numbers[i]));
            const uint16_t scale = ToHalf(largest / 127);
            std::memcpy(at + d / 32 * 34, &scale, 2);
            for (int i = 0; i < 32; i++) {
                at[d / 32 * 34 + 2 + i] = largest > 0 ? char(std::lrint(numbers[d + i] / largest * 127)) : 0;
            }
        }
    }
}

std::vector<char> Rows(dsa::RowType type, int count, int dim, std::mt19937 & random, float size) {
    std::normal_distribution<float> normal(0, size);
    std::vector<char> rows(count * RowBytes(type, dim));
    std::vector<float> numbers(dim);
    for (int row = 0; row < count; row++) {
        for (float & x : numbers) x = normal(random);
        SetRow(rows, type, row, dim, numbers);
    }
    return rows;
}

IndexerCase::IndexerCase(const IndexerShape & s, unsigned seed) : shape(s) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    queries.resize(size_t(s.tokens) * s.heads * s.dim);
    weights.resize(size_t(s.tokens) * s.heads);
    for (float & x : queries) x = normal(random);
    for (float & x : weights) x = normal(random) / std::sqrt(float(s.heads * s.dim));
    rows = Rows(s.type, s.keys, s.dim, random);
    mask.assign(size_t(s.tokens) * s.keys, dsa::kHidden);
    const int padding = s.keys > 300 ? 37 : 0;
    for (int t = 0; t < s.tokens; t++) {
        const int visible = std::max(1, s.keys - padding - (s.tokens - 1 - t));
        std::fill_n(mask.begin() + size_t(t) * s.keys, visible, uint16_t(0));
    }
}

dsa::IndexerTask IndexerCase::Task(std::vector<float> & scores) const {
    scores.assign(size_t(shape.tokens) * shape.keys, 777);
    dsa::IndexerTask task;
    task.tokens = shape.tokens;
    task.heads = shape.heads;
    task.dim = shape.dim;
    task.keys = shape.keys;
    task.queries = queries.data();
    task.queryHead = shape.dim;
    task.queryToken = size_t(shape.dim) * shape.heads;
    task.keyType = shape.type;
    task.keyRows = rows.data();
    task.keyStride = RowBytes(shape.type, shape.dim);
    task.weights = weights.data();
    task.weightToken = shape.heads;
    task.mask = mask.data();
    task.maskToken = shape.keys;
    task.scores = scores.data();
    task.scoreToken = shape.keys;
    task.selected = shape.selected;
    return task;
}

AttentionCase::AttentionCase(const AttentionShape & s, unsigned seed) : shape(s) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    queries.resize(size_t(s.tokens) * s.heads * s.keyDim);
    for (float & x : queries) x = normal(random);
    rows = Rows(s.type, s.keys, s.keyDim, random);
    mask.assign(size_t(s.tokens) * s.keys, dsa::kHidden);
    std::vector<int> order(s.keys);
    std::iota(order.begin(), order.end(), 0);
    for (int t = 0; t < s.tokens; t++) {
        std::shuffle(order.begin(), order.end(), random);
        for (int i = 0; i < std::min(s.visible, s.keys); i++) mask[size_t(t) * s.keys + order[i]] = 0;
    }
}

dsa::AttentionBatch AttentionCase::Batch(std::vector<float> & out) const {
    out.assign(size_t(shape.tokens) * shape.heads * shape.valueDim, 777);
    dsa::AttentionBatch batch;
    batch.tokens = shape.tokens;
    batch.heads = shape.heads;
    batch.keyDim = shape.keyDim;
    batch.valueDim = shape.valueDim;
    batch.keys = shape.keys;
    batch.scale = 1 / std::sqrt(float(shape.keyDim));
    batch.queries = queries.data();
    batch.queryHead = size_t(shape.keyDim) * shape.tokens; // heads come last, as in llama.cpp's permuted queries
    batch.queryToken = shape.keyDim;
    batch.type = shape.type;
    batch.rows = rows.data();
    batch.rowStride = RowBytes(shape.type, shape.keyDim);
    batch.mask = mask.data();
    batch.maskToken = shape.keys;
    if (!sinks.empty()) batch.sinks = sinks.data();
    batch.out = out.data();
    batch.outHead = shape.valueDim;
    batch.outToken = size_t(shape.valueDim) * shape.heads;
    return batch;
}

} // namespace cases
