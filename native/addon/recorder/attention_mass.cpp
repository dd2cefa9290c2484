#include "recorder/attention_mass.h"

#include "ggml-backend.h"
#include "ggml.h"
#include "recorder/graph_names.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace sparselens {
namespace {

constexpr float kMasked = -std::numeric_limits<float>::infinity(), kHidden = -1e30f;

/// Numbers of a flash attention node, in the order of its parameters.
struct Parameters {
    float scale, maxBias, softCap;
    explicit Parameters(const ggml_tensor * attention) { std::memcpy(this, attention->op_params, sizeof *this); }
};

void ToFloats(ggml_type type, const uint8_t * bytes, int64_t count, float * out) {
    if (type == GGML_TYPE_F32) std::memcpy(out, bytes, size_t(count) * sizeof(float));
    else ggml_get_type_traits(type)->to_float(bytes, out, count);
}

/// By how much a head weighs the mask: more than 1 kind where it holds distances (ALiBi).
float SlopeOf(float maxBias, int64_t head, int64_t heads) {
    if (maxBias <= 0) return 1;
    int64_t log2 = 1;
    while (2 * log2 <= heads) log2 *= 2;
    const double m0 = std::pow(2.0, -maxBias / double(log2)), m1 = std::pow(2.0, -maxBias / 2 / double(log2));
    return float(head < log2 ? std::pow(m0, double(head + 1)) : std::pow(m1, double(2 * (head - log2) + 1)));
}

float Dot(const float * a, const float * b, int64_t count) {
    float sums[8] = {};
    int64_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (int lane = 0; lane < 8; lane++) sums[lane] += a[i + lane] * b[i + lane];
    float sum = 0;
    for (; i < count; i++) sum += a[i] * b[i];
    for (float lane : sums) sum += lane;
    return sum;
}

} // namespace

void AttentionMass::FindVisible(const ggml_tensor * attention, const CellMap & cells, int row, int position) {
    const ggml_tensor * mask = MaskOf(attention);
    bytes_.resize(mask->ne[0] * ggml_type_size(mask->type));
    row_.resize(mask->ne[0]);
    ggml_backend_tensor_get(mask, bytes_.data(), row * mask->nb[1], bytes_.size());
    ToFloats(mask->type, bytes_.data(), mask->ne[0], row_.data());
    visible_.clear();
    positions_.clear();
    bias_.clear();
    for (int64_t cell = 0; cell < std::min(mask->ne[0], cells.Cells()); cell++) {
        const int32_t at = cells.PositionOf(cell);
        if (at < 0 || at > position || row_[cell] <= kHidden) continue;
        visible_.push_back(int32_t(cell));
        positions_.push_back(at);
        bias_.push_back(row_[cell]);
    }
}

/// Without flash attention the node's result is what we look for.
void AttentionMass::AddProbabilities(const ggml_tensor * softmax, int row) {
    row_.resize(softmax->ne[0]);
    for (int64_t head = 0; head < softmax->ne[2]; head++) {
        ggml_backend_tensor_get(softmax, row_.data(), row * softmax->nb[1] + head * softmax->nb[2],
                                row_.size() * sizeof(float));
        for (size_t i = 0; i < visible_.size(); i++) mass_[i] += row_[visible_[i]];
    }
}

void AttentionMass::AddHead(const ggml_tensor * attention, int64_t head, float * logits) {
    const Parameters parameters(attention);
    const float slope = SlopeOf(parameters.maxBias, head, attention->src[0]->ne[2]);
    float highest = kMasked, sink = kMasked;
    if (attention->src[4]) ggml_backend_tensor_get(attention->src[4], &sink, head * sizeof(float), sizeof sink);
    for (size_t i = 0; i < visible_.size(); i++) {
        float & logit = logits[i];
        logit *= parameters.scale;
        if (parameters.softCap != 0) logit = parameters.softCap * std::tanh(logit / parameters.softCap);
        logit += slope * bias_[i];
        highest = std::max(highest, logit);
    }
    highest = std::max(highest, sink);
    double sum = sink == kMasked ? 0 : std::exp(sink - highest);
    for (size_t i = 0; i < visible_.size(); i++) sum += logits[i] = std::exp(logits[i] - highest);
    for (size_t i = 0; i < visible_.size(); i++) mass_[i] += logits[i] / sum;
}

void AttentionMass::AddHeads(const ggml_tensor * attention, int row, int64_t keyHead) {
    const ggml_tensor *q = attention->src[0], *k = attention->src[1];
    const int64_t dim = q->ne[0], group = q->ne[2] / k->ne[2];
    const size_t keyBytes = ggml_row_size(k->type, dim), seen = visible_.size();
    query_.resize(size_t(group * dim));
    for (int64_t i = 0; i < group; i++) {
        const size_t at = row * q->nb[1] + (keyHead * group + i) * q->nb[2];
        ggml_backend_tensor_get(q, &query_[i * dim], at, dim * sizeof(float));
    }
    const bool here = ggml_backend_buffer_is_host(k->view_src ? k->view_src->buffer : k->buffer);
    key_.resize(dim);
    keys_.resize(keyBytes);
    logits_.resize(size_t(group) * seen);
    for (size_t i = 0; i < seen; i++) {
        const size_t at = visible_[i] * k->nb[1] + keyHead * k->nb[2];
        const uint8_t * bytes = here ? static_cast<const uint8_t *>(k->data) + at : keys_.data();
        if (!here) ggml_backend_tensor_get(k, keys_.data(), at, keyBytes);
        ToFloats(k->type, bytes, dim, key_.data());
        for (int64_t head = 0; head < group; head++)
            logits_[head * seen + i] = Dot(&query_[head * dim], key_.data(), dim);
    }
    for (int64_t head = 0; head < group; head++) AddHead(attention, keyHead * group + head, &logits_[head * seen]);
}

void AttentionMass::Read(const ggml_tensor * attention, const CellMap & cells, int row, int position,
                         std::vector<float> & byPosition) {
    FindVisible(attention, cells, row, position);
    mass_.assign(visible_.size(), 0);
    const bool flash = attention->op == GGML_OP_FLASH_ATTN_EXT;
    const int64_t heads = flash ? attention->src[0]->ne[2] : attention->ne[2];
    if (!flash) AddProbabilities(attention, row);
    else
        for (int64_t head = 0; head < attention->src[1]->ne[2]; head++) AddHeads(attention, row, head);
    byPosition.assign(position + 1, kMasked);
    for (size_t i = 0; i < visible_.size(); i++) byPosition[positions_[i]] = float(std::log(mass_[i] / double(heads)));
}

std::vector<int32_t> AttentionMass::Most(const std::vector<float> & byPosition, int count) {
    std::vector<int32_t> seen;
    for (size_t at = 0; at < byPosition.size(); at++)
        if (byPosition[at] != kMasked) seen.push_back(int32_t(at));
    if (int(seen.size()) > count) {
        std::nth_element(seen.begin(), seen.begin() + count, seen.end(), [&](int32_t a, int32_t b) {
            return byPosition[a] != byPosition[b] ? byPosition[a] > byPosition[b] : a < b;
        });
        seen.resize(count);
        std::sort(seen.begin(), seen.end());
    }
    return seen;
}

} // namespace sparselens
