#pragma once
#include <cstddef>
#include <cstdint>

/// Products with quantized weights: what packed weights and rounded rows look like (packed_weights.h, products.h).
namespace dsa {

/// Types of weights in the file: blocks of 32 numbers of a row, value = scale * (byte - offset) or scale * byte +
/// least.
enum class WeightType { Q4_0, Q4_1, Q5_0, Q5_1, Q8_0 };

/// Numbers that share a scale, in weights and in rounded rows.
constexpr int kBlock = 32;
/// Rows of weights, each an output of the product, that lie packed together.
constexpr int kGroup = 16;

constexpr bool HasLeast(WeightType type) { return type == WeightType::Q4_1 || type == WeightType::Q5_1; }
constexpr bool IsFourBits(WeightType type) { return type == WeightType::Q4_0 || type == WeightType::Q4_1; }
constexpr bool IsFiveBits(WeightType type) { return type == WeightType::Q5_0 || type == WeightType::Q5_1; }
/// What bytes of types without a least number are counted from; Q8_0's are signed.
constexpr int OffsetOf(WeightType type) { return type == WeightType::Q4_0 ? 8 : type == WeightType::Q5_0 ? 16 : 0; }

/// Bytes of a group's block without scales: nibbles [4][kGroup][4] (low ones are numbers 4 i + b, high ones 16 further)
/// and fifth bits [kGroup][4] (bit g belongs to number 4 g + b), or bytes [8][kGroup][4].
constexpr size_t QuantBytes(WeightType type) {
    return IsFourBits(type) ? kGroup * 16 : IsFiveBits(type) ? kGroup * 20 : kGroup * 32;
}
/// Bytes of a group of `blocks` blocks, as many as in the file: quants [blocks][QuantBytes], scales [blocks][kGroup] as
/// F16, then the same of the least numbers, if the type has them.
constexpr size_t GroupBytes(WeightType type, int blocks) {
    return size_t(blocks) * (QuantBytes(type) + (HasLeast(type) ? 4 : 2) * kGroup);
}

/// A block of a row rounded to bytes: x[i] ~ scale * values[i].
struct RoundedBlock {
    int8_t values[kBlock];
    float scale;
    float sum;     // scale * sum_i values[i]
    int32_t start; // -128 * sum_i values[i]: what products with bytes that count from -128 start at
};

/// out[r][o] = sum_k rows[r][k] * weights[o][k] for some rows and groups of 16 outputs.
struct ProductTask {
    WeightType type;
    int blocks;             // of a row
    const uint8_t * groups; // packed, the first one of the task
    int groupCount;
    const RoundedBlock * rows; // [rowCount][blocks]
    int rowCount;
    float * out;
    size_t outStride; // floats from row to row
};

} // namespace dsa
