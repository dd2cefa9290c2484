#pragma once
#include <cstddef>
#include <cstdint>

/// Products with quantized weights: what packed weights and rounded rows look like (packed_weights.h, products.h).
namespace dsa {

/// Types of weights in the file: value = scale * (byte - offset), scale * byte + least, or for IQ4_NL and IQ4_XS
/// scale * kTable[nibble]. Of K-quants and IQ4_XS the scales and least numbers are products of an F16 number that eight
/// blocks share and a small whole number, for Q2_K, Q3_K and Q6_K one for each half of a block.
enum class WeightType { Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, IQ4_NL, Q2_K, Q3_K, Q4_K, Q5_K, Q6_K, IQ4_XS };

/// Numbers that share a scale, in weights and in rounded rows.
constexpr int kBlock = 32;
/// Rows of weights, each an output of the product, that lie packed together.
constexpr int kGroup = 16;
/// Words of four numbers in a block, and bytes of the words of a group that lie beside each other.
constexpr int kWords = kBlock / 4;
constexpr int kWord = kGroup * 4;
/// Blocks that share an F16 scale in K-quants and IQ4_XS.
constexpr int kSuper = 8;
/// What nibbles of IQ4_NL and IQ4_XS mean (ggml's kvalues_iq4nl).
constexpr int8_t kTable[16] = {-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113};

/// A set of types.
template <typename... Some> constexpr unsigned Types(Some... types) { return ((1u << int(types)) | ...); }
constexpr unsigned kAllTypes = ~0u;

constexpr bool InSupers(WeightType type) { return type >= WeightType::Q2_K; }
constexpr int BitsOf(WeightType type) {
    switch (type) {
        case WeightType::Q2_K: return 2;
        case WeightType::Q3_K: return 3;
        case WeightType::Q8_0: return 8;
        case WeightType::Q6_K: return 6;
        case WeightType::Q5_0:
        case WeightType::Q5_1:
        case WeightType::Q5_K: return 5;
        default: return 4;
    }
}
constexpr bool HasLeast(WeightType type) { return type == WeightType::Q4_1 || type == WeightType::Q5_1; }
/// What bytes of types without a least number are counted from; Q8_0's are signed.
constexpr int OffsetOf(WeightType type) {
    switch (type) {
        case WeightType::Q3_K: return 4;
        case WeightType::Q4_0: return 8;
        case WeightType::Q5_0: return 16;
        case WeightType::Q6_K: return 32;
        default: return 0;
    }
}

/// How a block's numbers lie, and so which code a kernel has for them: by their bits, or as nibbles of the table.
enum class Quants { Two = 2, Three, Four, Five, Six, Table, Eight };
constexpr Quants QuantsOf(WeightType type) {
    return type == WeightType::IQ4_NL || type == WeightType::IQ4_XS
               ? Quants::Table
               : Quants(BitsOf(type) < 7 ? BitsOf(type) : int(Quants::Eight));
}
/// Scales of a block, each for as many of its numbers.
constexpr int ScalesOf(Quants quants) {
    return quants == Quants::Two || quants == Quants::Three || quants == Quants::Six ? 2 : 1;
}
/// Numbers that a block adds for all its numbers: least ones, or its scale times what its bytes count from.
constexpr int LeastsOf(Quants quants) {
    return quants == Quants::Two ? 2 : quants == Quants::Four || quants == Quants::Five ? 1 : 0;
}
/// What bytes count from where that isn't left to LeastsOf.
constexpr int StartOf(Quants quants) { return quants == Quants::Six ? 32 : quants == Quants::Three ? 4 : 0; }

/// Bytes of a group's block without scales: nibbles [4][kGroup][4] (low ones are numbers 4 i + b, high ones 16 further)
/// and what is above them, fifth bits [kGroup][4] (bit g belongs to number 4 g + b) or fifth and sixth ones
/// [2][kGroup][4] (bits 2 g and 2 g + 1 of part p to number 16 p + 4 g + b); or bytes [8][kGroup][4]. Of two and three
/// bits the low ones lie as Q6_K's upper ones, and third bits as fifth ones.
constexpr size_t QuantBytes(WeightType type) { return size_t(kGroup) * 4 * BitsOf(type); }

/// Small whole numbers that eight blocks have for each output: bytes of [..][kGroup], as the file has them
/// (k_scales.h).
constexpr int SmallBytes(WeightType type) {
    switch (type) {
        case WeightType::Q2_K:
        case WeightType::Q6_K: return 2 * kSuper;
        case WeightType::IQ4_XS: return 6;
        default: return 12;
    }
}
/// Bytes of the F16 numbers that eight blocks share for each output: a scale, and one of the least numbers.
constexpr int SharedBytes(WeightType type) {
    return type == WeightType::Q2_K || type == WeightType::Q4_K || type == WeightType::Q5_K ? 4 : 2;
}

/// Bytes of a group of `blocks` blocks, as many as in the file: quants [blocks][QuantBytes], then scales. These are
/// [blocks][kGroup] F16 scales and the same of the least numbers, if the type has them; or for each eight blocks F16
/// scales [kGroup], F16 scales of the least numbers, if there are any, and the small numbers.
constexpr size_t SuperBytes(WeightType type) { return size_t(kGroup) * (SmallBytes(type) + SharedBytes(type)); }
constexpr size_t ScaleBytes(WeightType type, int blocks) {
    return InSupers(type) ? size_t(blocks / kSuper) * SuperBytes(type)
                          : size_t(blocks) * (HasLeast(type) ? 4 : 2) * kGroup;
}
constexpr size_t GroupBytes(WeightType type, int blocks) {
    return blocks * QuantBytes(type) + ScaleBytes(type, blocks);
}

/// A block of a row rounded to bytes: x[i] ~ scale * values[i].
struct RoundedBlock {
    int8_t values[kBlock];
    float scale;
    float sum;         // scale * sum_i values[i]
    int32_t start;     // -128 * sum_i values[i]: what products with bytes that count from -128 start at
    int16_t halves[2]; // sum_i values[i] of each half
};

/// What a block keeps beside its values: `most` is the largest of its numbers, the others the sums of its halves'
/// values. Static, as below: the linker would keep one copy for all instruction sets (kernels.h).
static inline void SetSums(RoundedBlock & block, float most, int first, int second) {
    block.scale = most / 127;
    block.sum = block.scale * float(first + second);
    block.start = -128 * (first + second);
    block.halves[0] = int16_t(first);
    block.halves[1] = int16_t(second);
}

/// out[r][o] = sum_k rows[r][k] * weights[o][k] for some rows and groups of 16 outputs.
struct ProductTask {
    WeightType type;
    int blocks;             // of a row
    const uint8_t * groups; // packed, the first one of the task
    int groupCount;
    const RoundedBlock * rows; // [rowCount][blocks]
    int rowCount;
    float * out;
    size_t outStride;                 // floats from row to row
    const int32_t * places = nullptr; // which row of `out` each row is; null: they lie there in order
};

static inline float * RowOfOut(const ProductTask & task, int row) {
    return task.out + (task.places ? size_t(task.places[row]) : size_t(row)) * task.outStride;
}

} // namespace dsa
