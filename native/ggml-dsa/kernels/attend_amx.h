#pragma once
#include "avx512_transpose.h"
#include "gather_bf16.h"
#include "soften.h"
#include "tiles.h"

/// Attention over chosen rows with AMX: products of BF16 pairs, summed in F32, of 16 heads and up to 128 rows at a
/// time. Formula as in attend_f32.h. Heads lie in lanes up to the softmax, so that gathered rows need no transposing:
///   products[s][j] = keys[s] . query[j]                         A: rows as gathered, B: queries of 16 heads
///   values[j][d] += sum_s probabilities[j][s] * values[s][d]    A: probabilities, B: values in pairs
/// Layouts: keys[kAmxRows][keyDim], values[kAmxRows / 2][valueDim][2], query[heads / 16][keyDim / 2][16 heads][2],
/// products[kAmxRows][16 heads], probabilities[16 heads][kAmxRows].
namespace dsa {
namespace {

/// Rows gathered at a time: sums are loaded and stored once for so many. 288 KiB of keys and values of DeepSeek's
/// shape.
constexpr int kAmxRows = 4 * kGather;
/// Heads in a tile.
constexpr int kTileHeads = kTileRows;
static_assert(2 * kGather == kTileBytes, "a row of a tile holds the probabilities of a gathered tile");

struct AmxScratch : Bf16Rows {
    uint16_t * query;
};

size_t AttendScratchAmx(int heads, int keyDim, int valueDim) {
    const size_t key = RoundedUp(keyDim, kDimStep), value = RoundedUp(valueDim, kDimStep);
    return 2 * (kAmxRows * (key + value) + RoundedUp(heads, kTileHeads) * key);
}

inline AmxScratch DivideForAmx(void * memory, const AttentionTask & task) {
    uint16_t * query;
    const Bf16Rows rows = PlaceRows(memory, task, kAmxRows, &query);
    return {rows, query};
}

/// The queries of all heads as B; heads beyond the last are zeros. Uses the keys' memory.
inline void PackQueries(const AttentionTask & task, const AmxScratch & s) {
    for (int head = 0; head < task.heads; head += kTileHeads) {
        for (int j = 0; j < kTileHeads; j++) {
            uint16_t * row = s.keys + size_t(j) * s.keyDim;
            if (head + j < task.heads) ToBf16(task.query + (head + j) * task.queryStride, task.keyDim, row);
            else std::memset(row, 0, 2 * size_t(s.keyDim));
        }
        for (int d = 0; d < s.keyDim; d += kDimStep) {
            __m512i pairs[kTileHeads];
            for (int j = 0; j < kTileHeads; j++) pairs[j] = _mm512_loadu_si512(s.keys + size_t(j) * s.keyDim + d);
            Transpose16(pairs);
            uint16_t * out = s.query + size_t(head) * s.keyDim + size_t(d) * kTileHeads;
            for (int i = 0; i < kDimStep / 2; i++) _mm512_storeu_si512(out + i * 2 * kTileHeads, pairs[i]);
        }
    }
}

/// products[s][j] of 16 heads with `count` rows, or some more: whatever lies beyond them counts nothing.
inline void MultiplyQueries(const AmxScratch & s, int head, int count, float * products) {
    const size_t row = 2 * size_t(s.keyDim), tile = kTileBytes * kTileRows;
    const TileStrip query = {s.query + size_t(head) * s.keyDim, kTileBytes, 0, tile};
    for (int first = 0; first < count; first += 4 * kTileRows) {
        const TileStrip keys = {s.keys + size_t(first) * s.keyDim, row, kTileRows * row, kTileBytes};
        ZeroSums();
        MultiplyDown<Pairs>(keys, query, s.keyDim / kDimStep);
        StoreSums<4>(products + first * kTileHeads, kTileBytes, tile);
    }
}

/// Products of kGather rows -> probabilities relative to the maximum, as A. Returns their sum for each head.
inline Vec ToProbabilities(const float * products, int count, Vec maximum, uint16_t * probabilities) {
    const __m512i order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6,
                                           21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
    __m512i pairs[kGather / 2];
    Vec total = Vec::Set(0);
    for (int s = 0; s < kGather; s += 2) {
        Vec p[2];
        for (int i = 0; i < 2; i++) {
            p[i] = s + i < count ? Exp(Vec::Load(products + (s + i) * kTileHeads) - maximum) : Vec::Set(0);
            total = total + p[i];
        }
        pairs[s / 2] = _mm512_permutexvar_epi16(order, Bf16Pair(p[0].v, p[1].v));
    }
    Transpose16(pairs);
    for (int j = 0; j < kTileHeads; j++) _mm512_storeu_si512(probabilities + j * kAmxRows, pairs[j]);
    return total;
}

/// Heads [head, head + heads) of the task, 16 at most, over its rows [first, first + count).
struct AmxBlock {
    int head, heads, first, count;
};

/// Softmax of the block's heads, one in each lane, over its rows; as Soften (soften.h).
inline void SoftenHeads(const AttentionTask & task, const AmxBlock & block, float * products, uint16_t * probabilities,
                        const AttentionSums & sums) {
    const auto [head, heads, first, count] = block;
    const __mmask16 lanes = __mmask16((1u << heads) - 1);
    const Vec before = {_mm512_maskz_loadu_ps(lanes, sums.maximum + head)};
    Vec maximum = before;
    for (int s = 0; s < count; s++) {
        const Vec x =
            MulAdd(Vec::Load(products + s * kTileHeads), Vec::Set(task.scale), Vec::Set(task.bias[first + s]));
        x.Store(products + s * kTileHeads);
        maximum = Max(x, maximum);
    }
    const Vec shrink = Exp(before - maximum);
    Vec total = Vec{_mm512_maskz_loadu_ps(lanes, sums.total + head)} * shrink;
    for (int s = 0; s < count; s += kGather) {
        total = total + ToProbabilities(products + s * kTileHeads, count - s, maximum, probabilities + s);
    }
    _mm512_mask_storeu_ps(sums.maximum + head, lanes, maximum.v);
    _mm512_mask_storeu_ps(sums.total + head, lanes, total.v);
    float factors[kTileHeads];
    shrink.Store(factors);
    const unsigned grown = _mm512_mask_cmp_ps_mask(lanes, maximum.v, before.v, _CMP_GT_OQ);
    for (int j = 0; j < heads; j++) {
        if (!(grown >> j & 1)) continue;
        float * values = sums.values + size_t(head + j) * task.valueDim;
        for (int d = 0; d < task.valueDim; d += Vec::kLanes)
            (Vec::Load(values + d) * Vec::Set(factors[j])).Store(values + d);
    }
}

/// Adds probabilities x values for 16 * Count dims from `dim` on; `out`: the first head's.
template <int Count>
inline void AddAmxValues(const AmxScratch & s, int count, const uint16_t * probabilities, int dim, float * out,
                         size_t outStride) {
    const size_t row = 4 * size_t(s.valueDim);
    const TileStrip values = {s.values + 2 * dim, row, kTileBytes, row * kGather / 2};
    LoadSums<Count>(out, 4 * outStride, kTileBytes);
    MultiplyAcross<Pairs, Count>({probabilities, 2 * kAmxRows, 0, kTileBytes}, values, (count + kGather - 1) / kGather);
    StoreSums<Count>(out, 4 * outStride, kTileBytes);
}

/// The block's heads and the gathered rows.
inline void AttendAmxHeads(const AttentionTask & task, const AmxScratch & s, const AmxBlock & block, TileScope & tiles,
                           const AttentionSums & sums) {
    alignas(64) float products[kAmxRows * kTileHeads];
    alignas(64) uint16_t probabilities[kTileHeads * kAmxRows];
    tiles.Shape(kTileRows, kTileBytes);
    MultiplyQueries(s, block.head, block.count, products);
    SoftenHeads(task, block, products, probabilities, sums);
    tiles.Shape(block.heads, kTileBytes);
    float * out = sums.values + size_t(block.head) * task.valueDim;
    int d = 0;
    for (; d + 64 <= task.valueDim; d += 64) AddAmxValues<4>(s, block.count, probabilities, d, out + d, task.valueDim);
    for (; d < task.valueDim; d += 16) AddAmxValues<1>(s, block.count, probabilities, d, out + d, task.valueDim);
}

void AttendAmx(const AttentionTask & task, void * memory, const AttentionSums & sums) {
    const AmxScratch s = DivideForAmx(memory, task);
    TileScope tiles;
    StartSums(task, sums);
    PackQueries(task, s);
    for (int first = 0; first < task.count; first += kAmxRows) {
        const int count = task.count - first < kAmxRows ? task.count - first : kAmxRows;
        for (int i = 0; i < count; i += kGather) GatherTile(task, first + i, true, s.From(i));
        for (int head = 0; head < task.heads; head += kTileHeads) {
            const int heads = task.heads - head < kTileHeads ? task.heads - head : kTileHeads;
            AttendAmxHeads(task, s, {head, heads, first, count}, tiles, sums);
        }
    }
}

} // namespace
} // namespace dsa
