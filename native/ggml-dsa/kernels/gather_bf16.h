#pragma once
#include "prefetcher.h"

/// Rows of the KV cache as BF16, for products of pairs.
namespace dsa {
namespace {

/// Dims that a register holds; rows are padded with zeros to a multiple of it.
constexpr int kDimStep = 32;

constexpr int RoundedUp(int count, int multiple) { return (count + multiple - 1) / multiple * multiple; }

inline __m512i Bf16Pair(__m512 low, __m512 high) { return (__m512i)_mm512_cvtne2ps_pbh(high, low); }

/// F32 -> BF16, padded with zeros to a multiple of 32.
inline void ToBf16(const float * in, int count, uint16_t * out) {
    int d = 0;
    for (; d + 32 <= count; d += 32) {
        _mm512_storeu_si512(out + d, Bf16Pair(_mm512_loadu_ps(in + d), _mm512_loadu_ps(in + d + 16)));
    }
    if (d < count) _mm512_storeu_si512(out + d, Bf16Pair(_mm512_loadu_ps(in + d), _mm512_setzero_ps()));
}

/// A cached row -> BF16, padded likewise. `ask`: asks memory for the rows that follow.
inline void GatherRow(const AttentionTask & task, int at, bool ask, uint16_t * out) {
    const char * row = task.rows + size_t(task.positions[at]) * task.rowStride;
    if (ask) AskForRow(task, at + kRowsAhead);
    if (task.type == RowType::Q8_0) {
        for (int d = 0; d < task.keyDim; d += kQ8Numbers, row += kQ8Bytes) {
            const Vec scale = ScaleOf(row);
            const int8_t * bytes = (const int8_t *)row + 2;
            _mm512_storeu_si512(out + d, Bf16Pair((Vec::Bytes(bytes) * scale).v, (Vec::Bytes(bytes + 16) * scale).v));
        }
        return;
    }
    const uint16_t * half = (const uint16_t *)row;
    int d = 0;
    for (; d + 32 <= task.keyDim; d += 32)
        _mm512_storeu_si512(out + d, Bf16Pair(Vec::Half(half + d).v, Vec::Half(half + d + 16).v));
    if (d < task.keyDim) _mm512_storeu_si512(out + d, Bf16Pair(Vec::Half(half + d).v, _mm512_setzero_ps()));
}

/// Two rows of 32 numbers -> 32 pairs: the first 16 of them and the last 16.
inline void Interleave(const uint16_t * first, const uint16_t * second, uint16_t * low, uint16_t * high) {
    const __m512i a = _mm512_loadu_si512(first), b = _mm512_loadu_si512(second);
    const __m512i lowest = _mm512_set_epi16(47, 15, 46, 14, 45, 13, 44, 12, 43, 11, 42, 10, 41, 9, 40, 8, 39, 7, 38, 6,
                                            37, 5, 36, 4, 35, 3, 34, 2, 33, 1, 32, 0);
    const __m512i highest = _mm512_add_epi16(lowest, _mm512_set1_epi16(16));
    _mm512_storeu_si512(low, _mm512_permutex2var_epi16(a, lowest, b));
    _mm512_storeu_si512(high, _mm512_permutex2var_epi16(a, highest, b));
}

/// Gathered rows: keys[row][keyDim], and in pairs values[row / 2][valueDim][2]; dims are padded.
struct Bf16Rows {
    uint16_t *keys, *values;
    int keyDim, valueDim;

    /// From an even row on.
    Bf16Rows From(int row) const {
        return {keys + size_t(row) * keyDim, values + size_t(row) * valueDim, keyDim, valueDim};
    }
};

/// Room for `rows` gathered rows of the task at the start of `memory`; `end`: what lies behind it.
inline Bf16Rows PlaceRows(void * memory, const AttentionTask & task, int rows, uint16_t ** end) {
    Bf16Rows s;
    s.keyDim = RoundedUp(task.keyDim, kDimStep);
    s.valueDim = RoundedUp(task.valueDim, kDimStep);
    s.keys = (uint16_t *)memory;
    s.values = s.keys + size_t(rows) * s.keyDim;
    *end = s.values + size_t(rows) * s.valueDim;
    return s;
}

/// kGather rows of the task from `first` on, with zeros beyond its last.
inline void GatherTile(const AttentionTask & task, int first, bool ask, const Bf16Rows & out) {
    for (int i = 0; i < kGather; i++) {
        uint16_t * row = out.keys + size_t(i) * out.keyDim;
        if (first + i < task.count) GatherRow(task, first + i, ask, row);
        else std::memset(row, 0, 2 * size_t(out.keyDim));
        if (i % 2 == 0) continue;
        uint16_t * pairs = out.values + size_t(i / 2) * out.valueDim * 2;
        for (int d = 0; d < out.valueDim; d += kDimStep) {
            Interleave(row - out.keyDim + d, row + d, pairs + 2 * d, pairs + 2 * d + 32);
        }
    }
}

} // namespace
} // namespace dsa
