#include "reference.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace dsa::reference {

float FromHalf(uint16_t half) {
    const int exponent = half >> 10 & 31, fraction = half & 1023;
    const float sign = half & 0x8000 ? -1.0f : 1.0f;
    if (exponent == 31) return fraction ? NAN : sign * INFINITY;
    return sign * (exponent ? std::ldexp(1024.0f + fraction, exponent - 25) : std::ldexp(float(fraction), -24));
}

std::vector<float> Row(RowType type, const char * row, int count) {
    std::vector<float> numbers(count);
    for (int d = 0; d < count; d++) {
        uint16_t half;
        if (type == RowType::F16) {
            std::memcpy(&half, row + 2 * d, 2);
            numbers[d] = FromHalf(half);
        } else { // blocks of 32: an F16 scale and 32 bytes
            const char * block = row + d / 32 * 34;
            std::memcpy(&half, block, 2);
            numbers[d] = FromHalf(half) * float(int8_t(block[2 + d % 32]));
        }
    }
    return numbers;
}

std::vector<double> Rotate(const std::vector<float> & row, double scale) {
    std::vector<double> out;
    for (size_t i = 0; i < row.size(); i++) {
        double sum = 0;
        for (size_t j = 0; j < row.size(); j++) {
            bool negative = false;
            for (size_t both = i & j; both; both >>= 1) negative ^= both & 1;
            sum += negative ? -row[j] : row[j];
        }
        out.push_back(sum * scale);
    }
    return out;
}

void Index(const IndexerTask & task) {
    for (int s = 0; s < task.keys; s++) {
        const std::vector<float> key = Row(task.keyType, task.keyRows + s * task.keyStride, task.dim);
        for (int t = 0; t < task.tokens; t++) {
            double score = 0;
            for (int j = 0; j < task.heads; j++) {
                const float * query = task.queries + t * task.queryToken + j * task.queryHead;
                double product = 0;
                for (int d = 0; d < task.dim; d++) product += double(query[d]) * key[d];
                score += task.weights[t * task.weightToken + j] * (product > 0 ? product : 0);
            }
            task.scores[t * task.scoreToken + s] = float(score + FromHalf(task.mask[t * task.maskToken + s]));
        }
    }
}

std::vector<int32_t> TopK(const float * scores, int count, int k) {
    std::vector<int32_t> positions(count);
    std::iota(positions.begin(), positions.end(), 0);
    std::stable_sort(positions.begin(), positions.end(), [&](int a, int b) {
        return scores[a] > scores[b] || (std::isnan(scores[b]) && !std::isnan(scores[a]));
    });
    positions.resize(k);
    std::sort(positions.begin(), positions.end());
    return positions;
}

void Attend(const AttentionBatch & batch) {
    for (int t = 0; t < batch.tokens; t++) {
        std::vector<int> visible;
        std::vector<std::vector<float>> rows;
        for (int s = 0; s < batch.keys; s++) {
            if (batch.mask[t * batch.maskToken + s] == kHidden) continue;
            visible.push_back(s);
            rows.push_back(Row(batch.type, batch.rows + s * batch.rowStride, batch.keyDim));
        }
        for (int j = 0; j < batch.heads; j++) {
            const float * query = batch.queries + t * batch.queryToken + j * batch.queryHead;
            std::vector<double> p(visible.size());
            double maximum = -1e30, total = 0;
            for (size_t i = 0; i < visible.size(); i++) {
                for (int d = 0; d < batch.keyDim; d++) p[i] += double(query[d]) * rows[i][d];
                p[i] = p[i] * batch.scale + FromHalf(batch.mask[t * batch.maskToken + visible[i]]);
                maximum = std::max(maximum, p[i]);
            }
            for (double & x : p) total += x = std::exp(x - maximum);
            if (batch.sinks) total += std::exp(batch.sinks[j] - maximum);
            for (int d = 0; d < batch.valueDim; d++) {
                double sum = 0;
                for (size_t i = 0; i < visible.size(); i++) sum += p[i] * rows[i][d];
                batch.out[t * batch.outToken + j * batch.outHead + d] = total > 0 ? float(sum / total) : 0;
            }
        }
    }
}

std::vector<double> Observe(const AttentionBatch & batch, int token, const std::vector<int32_t> & positions) {
    std::vector<double> mass(positions.size());
    for (int j = 0; j < batch.heads; j++) {
        const float * query = batch.queries + token * batch.queryToken + j * batch.queryHead;
        std::vector<double> p;
        double total = 0;
        for (int s : positions) {
            const std::vector<float> row = Row(batch.type, batch.rows + s * batch.rowStride, batch.keyDim);
            double product = 0;
            for (int d = 0; d < batch.keyDim; d++) product += double(query[d]) * row[d];
            p.push_back(std::exp(product * batch.scale));
            total += p.back();
        }
        if (batch.sinks) total += std::exp(double(batch.sinks[j]));
        for (size_t i = 0; i < p.size(); i++) mass[i] += p[i] / total;
    }
    return mass;
}

namespace {

float HalfAt(const uint8_t * at) {
    uint16_t half;
    std::memcpy(&half, at, 2);
    return FromHalf(half);
}

/// Two bits of number `n` of 256, as block_q2_K, block_q3_K and block_q6_K keep them.
int TwoBits(const uint8_t * pairs, int n) { return pairs[n / 128 * 32 + n % 32] >> (n / 32 % 4 * 2) & 3; }

/// The formulas of ggml's block_q2_K and block_q3_K, number by number.
float FewBitsNumber(WeightType type, const uint8_t * super, int n) {
    const int k = n / 16; // scales
    if (type == WeightType::Q2_K) {
        const float scale = HalfAt(super + 80) * float(super[k] & 15),
                    least = HalfAt(super + 82) * float(super[k] >> 4);
        return scale * float(TwoBits(super + 16, n)) - least;
    }
    const uint8_t * small = super + 96;
    const int nibble = small[k % 8] >> (k / 8 * 4) & 15, above = small[8 + k % 4] >> (k / 4 * 2) & 3;
    const int number = TwoBits(super + 32, n) | (super[n % 32] >> (n / 32) & 1) << 2;
    return HalfAt(super + 108) * float((nibble | above << 4) - 32) * float(number - 4);
}

/// That of block_iq4_xs.
float TableNumber(const uint8_t * super, int n) {
    const int b = n / 32, above = (super[2] | super[3] << 8) >> (2 * b) & 3;
    const int scale = (super[4 + b / 2] >> (b % 2 * 4) & 15) | above << 4;
    const int nibble = super[8 + b * 16 + n % 16] >> (n % 32 / 16 * 4) & 15;
    return HalfAt(super) * float(scale - 32) * float(kTable[nibble]);
}

/// The formulas of block_q4_K, block_q5_K and block_q6_K.
std::vector<float> KQuantRow(WeightType type, const uint8_t * row, int blocks) {
    const bool six = type == WeightType::Q6_K;
    const uint8_t * quants = row + (type == WeightType::Q5_K ? 48 : six ? 0 : 16);
    const uint8_t * above = row + (six ? 128 : 16);
    const uint8_t * small = row + (six ? 192 : 4);
    const size_t bytes = six ? 210 : type == WeightType::Q5_K ? 176 : 144;
    std::vector<float> numbers;
    for (int i = 0; i < blocks * kBlock; i++) {
        const size_t at = size_t(i / 256) * bytes;
        const int n = i % 256, b = n / 32, k = n % 32;
        uint16_t halves[2];
        std::memcpy(halves, row + at + (six ? 208 : 0), six ? 2 : 4);
        if (six) {
            const int nibble = quants[at + n / 128 * 64 + b % 2 * 32 + k] >> (b % 4 / 2 * 4) & 15;
            const int two = above[at + n / 128 * 32 + k] >> (b % 4 * 2) & 3;
            const int scale = int8_t(small[at + n / 16]);
            numbers.push_back(FromHalf(halves[0]) * float(scale) * float((nibble | two << 4) - 32));
            continue;
        }
        const auto byte = [&](int j) { return int(small[at + j]); };
        const int scale = b < 4 ? byte(b) & 63 : (byte(b + 4) & 15) | byte(b - 4) >> 6 << 4;
        const int least = b < 4 ? byte(b + 4) & 63 : byte(b + 4) >> 4 | byte(b) >> 6 << 4;
        int number = quants[at + b / 2 * 32 + k] >> (b % 2 * 4) & 15;
        if (type == WeightType::Q5_K) number |= (above[at + k] >> b & 1) << 4;
        numbers.push_back(FromHalf(halves[0]) * float(scale) * float(number) - FromHalf(halves[1]) * float(least));
    }
    return numbers;
}

} // namespace

std::vector<float> WeightRow(WeightType type, const char * row, int blocks) {
    std::vector<float> numbers;
    const bool few = type == WeightType::Q2_K || type == WeightType::Q3_K;
    if (few || type == WeightType::IQ4_XS) {
        const size_t bytes = few ? (type == WeightType::Q2_K ? 84 : 110) : 136;
        for (int i = 0; i < blocks * kBlock; i++) {
            const uint8_t * super = (const uint8_t *)row + size_t(i / 256) * bytes;
            numbers.push_back(few ? FewBitsNumber(type, super, i % 256) : TableNumber(super, i % 256));
        }
        return numbers;
    }
    if (InSupers(type)) return KQuantRow(type, (const uint8_t *)row, blocks);
    for (int b = 0; b < blocks; b++) {
        uint16_t scale, least = 0;
        uint32_t fifthBits = 0;
        std::memcpy(&scale, row, 2);
        row += 2;
        if (HasLeast(type)) std::memcpy(&least, row, 2), row += 2;
        if (BitsOf(type) == 5) std::memcpy(&fifthBits, row, 4), row += 4;
        for (int i = 0; i < kBlock; i++) {
            int byte = int8_t(row[i % (type == WeightType::Q8_0 ? 32 : 16)]);
            if (type != WeightType::Q8_0) byte = (i < 16 ? byte & 15 : byte >> 4 & 15) | int(fifthBits >> i & 1) << 4;
            if (type == WeightType::IQ4_NL) byte = kTable[byte];
            numbers.push_back(FromHalf(scale) * float(byte - OffsetOf(type)) + FromHalf(least));
        }
        row += type == WeightType::Q8_0 ? 32 : 16;
    }
    return numbers;
}

double Multiply(const std::vector<float> & weights, const RoundedBlock * rounded, int blocks) {
    double sum = 0;
    for (int i = 0; i < blocks * kBlock; i++) {
        const RoundedBlock & block = rounded[i / kBlock];
        sum += double(weights[i]) * block.scale * block.values[i % kBlock];
    }
    return sum;
}

double Multiply(const float * weights, const float * row, int dim) {
    double sum = 0;
    for (int d = 0; d < dim; d++) sum += double(weights[d]) * row[d];
    return sum;
}

} // namespace dsa::reference
