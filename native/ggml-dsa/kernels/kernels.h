#pragma once
#include "../mask.h"
#include "product.h"

#include <climits>
#include <cstddef>
#include <cstdint>

/// What an instruction set must bring: one table of functions per instruction set, each compiled with its own flags.
/// Files in this folder use no templates of the standard library: the linker keeps one copy of each such function,
/// which could be the one compiled for AVX-512, and then every machine would run it.
namespace dsa {

/// Types of rows in the KV cache. Row lengths are multiples of 16 (F16) or 32 (Q8_0).
enum class RowType { F16, Q8_0 };

/// Keys are scored in tiles of this many.
constexpr int kTileKeys = 64;
/// Index queries and keys are rotated in so many dims at least and at most, powers of two.
constexpr int kSmallestRotation = 64, kLargestRotation = 4096;
/// Rows of int8 keys lie in blocks of this many: [block][dim / 4][key in the block][4 dims].
constexpr int kBlockKeys = 16;

/// Attention gathers rows in tiles of this many.
constexpr int kGather = 32;

/// `mostDense` of kernels that are faster at any depth, as masked positions are skipped (MEASURED.md).
constexpr int kAlwaysFaster = INT_MAX;

/// Int8 queries are padded with zeros to a multiple of four heads.
constexpr int PaddedHeads(int heads) { return (heads + 3) / 4 * 4; }

/// Index queries of an ubatch, each row rounded to int8: q[t,j,d] ~ scale[t,j] * values[t,j,d].
struct Int8Queries {
    int tokens, heads /* padded */, dim;
    const int8_t * values;      // [tokens][heads][dim]
    const float * weights;      // [tokens][heads]: w[t,j] * scale[t,j]
    const int32_t * correction; // [tokens][heads]: 128 * sum of the row's values, what the keys' offset adds
};

/// A tile of kTileKeys index keys: k[s,d] ~ scale[s] * (values[s,d] - 128).
struct Int8Keys {
    uint8_t * values; // [kTileKeys / kBlockKeys][dim / 4][kBlockKeys][4]
    float * scales;   // [kTileKeys]
    float * norms;    // [kTileKeys]: squared length of the key
};

/// Attention of one query token over some rows of the KV cache.
struct AttentionTask {
    int heads, keyDim, valueDim; // a value is the first valueDim numbers of its key
    float scale;
    const float * query; // one row of keyDim per head
    size_t queryStride;  // floats from head to head
    RowType type;
    const char * rows;
    size_t rowStride; // bytes
    const int32_t * positions;
    const float * bias; // added to each position's scaled product
    int count;
};

/// Numerator and denominator of softmax, and the maximum that both are relative to.
struct AttentionSums {
    float * values;  // [heads][valueDim]
    float * maximum; // [heads]
    float * total;   // [heads]
};

struct Kernels {
    const char * name;
    /// Up to so many positions are attended here even if all of them may be visible; llama.cpp's own attention is
    /// faster beyond.
    int mostDense;

    /// A cached row as F32.
    void (*widen)(RowType type, const void * row, int count, float * out);

    /// A tile of index keys as F32, transposed: keys[dim][kTileKeys]; `rows` may hold null, for zeros.
    void (*packKeys)(RowType type, const void * const * rows, int dim, float * keys);
    /// out[s] = sum_j w[j] * ReLU(q[j] . k[s]) for a tile of F32 keys.
    void (*scoreKeys)(const float * keys, const float * query, size_t queryStride, const float * weights, int heads,
                      int dim, float * out);

    /// The positions in [first, end) whose score is >= low, ascending; returns how many. `positions` has room for 16
    /// more than there may be.
    int (*findAtLeast)(const float * scores, int first, int end, float low, int32_t * positions);
    /// The same for what an F16 mask doesn't hide by -infinity.
    int (*findVisible)(const uint16_t * mask, int first, int end, int32_t * positions);

    /// out = row times the Walsh-Hadamard matrix of `dim`, and scale.
    void (*rotate)(const float * row, int dim, float scale, float * out);

    // The indexer in int8, where the instruction set has products of bytes; null elsewhere: all is scored in F32.
    /// Rounds a row: row[d] ~ scale * values[d]. A row with infinities or NaN becomes zeros with an infinite norm.
    void (*roundRow)(const float * row, int dim, int8_t * values, float * scale, float * norm);
    void (*packInt8Keys)(RowType type, const void * const * rows, int dim, const Int8Keys & keys);
    /// out[t - first][s] for tokens [first, first + tokens); outStride in floats. dim is a multiple of 32.
    void (*scoreInt8Keys)(const Int8Keys & keys, const Int8Queries & queries, int first, int tokens, float * out,
                          size_t outStride);

    /// Bytes of scratch, aligned to 64, that `attend` needs.
    size_t (*attendScratch)(int heads, int keyDim, int valueDim);
    void (*attend)(const AttentionTask & task, void * scratch, const AttentionSums & sums);

    /// products[j][i] = q[j] . k[positions[first + i]] in F32 for kGather positions; `tile` holds kGather * keyDim
    /// floats.
    void (*products)(const AttentionTask & task, int first, float * tile, float * products);

    // Products with quantized weights, where they are faster than llama.cpp's; null elsewhere: it keeps its weights.
    /// Rounds a row of `blocks` blocks to bytes.
    void (*roundBlocks)(const float * row, int blocks, RoundedBlock * rounded);
    void (*multiply)(const ProductTask & task);
    /// The types (Types) for which that is so.
    unsigned packed;

    /// out[o] = row . weights[o] in F32 for `outputs` rows of `dim` weights.
    void (*multiplyF32)(const float * weights, int outputs, int dim, const float * row, float * out);
};

} // namespace dsa
