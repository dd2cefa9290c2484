#pragma once
#include "pack_int8.h"
#include "tiles.h"

/// The lightning indexer in int8 with AMX: 16 rows of queries (heads of one token or of several) x 64 keys at a time.
/// Packed keys are what AMX wants of B as they are, offset of 128 and correction as in index_vnni.h, whose scores these
/// are bit for bit.
namespace dsa {
namespace {

static_assert(kBlockKeys * 4 == kTileBytes, "a block of keys is as wide as a tile");
constexpr int kKeyBlocks = kTileKeys / kBlockKeys;

/// q[r] . (k[s] + 128) of the rows in the tiles and all keys.
struct alignas(64) QueryProducts {
    int32_t of[kTileRows][kTileKeys];
};

/// The products of the rows of queries from `row` on, as many as the tiles have; `depth`: bytes in a tile's row.
inline void MultiplyKeys(const Int8Keys & keys, const Int8Queries & queries, size_t row, int depth,
                         QueryProducts & products) {
    const size_t dim = size_t(queries.dim);
    const TileStrip query = {queries.values + row * dim, dim, 0, size_t(depth)};
    const TileStrip key = {keys.values, kTileBytes, kBlockKeys * dim, size_t(depth) * kBlockKeys};
    ZeroSums();
    MultiplyAcross<Bytes, kKeyBlocks>(query, key, queries.dim / depth);
    StoreSums<kKeyBlocks>(products.of, sizeof products.of[0], kTileBytes);
}

/// scores[s] += weight * ReLU(product[s] - correction)
inline void AddHead(const int32_t * products, int32_t correction, float weight, __m512 * scores) {
    const __m512i offset = _mm512_set1_epi32(correction);
    const __m512 w = _mm512_set1_ps(weight);
    for (int b = 0; b < kKeyBlocks; b++) {
        const __m512i product = _mm512_sub_epi32(_mm512_load_si512(products + b * kBlockKeys), offset);
        const __m512 positive = _mm512_cvtepi32_ps(_mm512_max_epi32(product, _mm512_setzero_si512()));
        scores[b] = _mm512_fmadd_ps(positive, w, scores[b]);
    }
}

/// Rows of queries that were multiplied with the keys.
struct MultipliedRows {
    int begin, end;                       // counted from the first token's
    const int32_t (*products)[kTileKeys]; // of row `begin` and the following
};

/// Adds rows to their tokens' scores; `first`: the first token.
inline void AddRows(const Int8Keys & keys, const Int8Queries & queries, int first, const MultipliedRows & rows,
                    float * out, size_t outStride) {
    const int heads = queries.heads, end = rows.end;
    const int32_t (*products)[kTileKeys] = rows.products;
    int row = rows.begin;
    const float * weights = queries.weights + size_t(first) * heads;
    const int32_t * corrections = queries.correction + size_t(first) * heads;
    while (row < end) {
        const int token = row / heads, last = (token + 1) * heads;
        float * at = out + token * outStride;
        __m512 scores[kKeyBlocks];
        for (int b = 0; b < kKeyBlocks; b++) {
            scores[b] = row == token * heads ? _mm512_setzero_ps() : _mm512_loadu_ps(at + b * kBlockKeys);
        }
        for (; row < last && row < end; row++, products++) AddHead(*products, corrections[row], weights[row], scores);
        for (int b = 0; b < kKeyBlocks; b++) {
            const __m512 scale = row == last ? _mm512_loadu_ps(keys.scales + b * kBlockKeys) : _mm512_set1_ps(1);
            _mm512_storeu_ps(at + b * kBlockKeys, _mm512_mul_ps(scores[b], scale));
        }
    }
}

void ScoreAmxKeys(const Int8Keys & keys, const Int8Queries & queries, int first, int tokens, float * out,
                  size_t outStride) {
    const int rows = tokens * queries.heads, height = rows < kTileRows ? rows : kTileRows;
    const int depth = queries.dim % kTileBytes == 0 ? kTileBytes : kTileBytes / 2;
    const int groups = (rows + kTileRows - 1) / kTileRows;
    const auto start = [&](int group) { // the last one may repeat some rows of the one before
        const int row = group * kTileRows;
        return row + height <= rows ? row : rows - height;
    };
    TileScope tiles;
    tiles.Shape(height, depth);
    // tiles multiply a group while the one before is added up
    QueryProducts products[2];
    for (int group = 0; group <= groups; group++) {
        if (group < groups) {
            MultiplyKeys(keys, queries, size_t(first) * queries.heads + start(group), depth, products[group % 2]);
        }
        if (group == 0) continue;
        const int row = (group - 1) * kTileRows, end = row + kTileRows < rows ? row + kTileRows : rows;
        const MultipliedRows added = {row, end, products[(group - 1) % 2].of + (row - start(group - 1))};
        AddRows(keys, queries, first, added, out, outStride);
    }
}

} // namespace
} // namespace dsa
