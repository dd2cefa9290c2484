#pragma once
#include "avx512_sums.h"
#include "gather_bf16.h"
#include "soften.h"

/// Attention over chosen rows with products of BF16 pairs, summed in F32 (AVX-512 BF16). Softmax and formula as in
/// attend_f32.h. Layouts: keys[kGather][keyDim], values[kGather / 2][valueDim][2], probabilities[4][kGather].
namespace dsa {
namespace {

struct Bf16Scratch : Bf16Rows {
    uint16_t *query, *probabilities;
};

size_t AttendScratchBf16(int heads, int keyDim, int valueDim) {
    const size_t key = RoundedUp(keyDim, kDimStep), value = RoundedUp(valueDim, kDimStep);
    return 2 * (heads * key + kGather * key + kGather * value + 4 * kGather);
}

inline Bf16Scratch Divide(void * memory, const AttentionTask & task) {
    uint16_t * probabilities;
    const Bf16Rows rows = PlaceRows(memory, task, kGather, &probabilities);
    return {rows, /* query */ probabilities + 4 * kGather, probabilities};
}

/// sum += a . b, two numbers a lane. Written so because GCC 12 moves sums from register to register around the
/// intrinsic.
inline void AddPairs(__m512 & sum, __m512i a, __m512i b) {
#if defined(__GNUC__)
    asm("vdpbf16ps %2, %1, %0" : "+v"(sum) : "v"(a), "v"(b));
#else
    sum = _mm512_dpbf16_ps(sum, (__m512bh)a, (__m512bh)b);
#endif
}

/// products[j][s] of `Heads` heads with all rows of the tile, four rows at a time, dims in lanes.
template <int Heads> inline void Bf16Products(const uint16_t * query, const Bf16Scratch & s, float * products) {
    for (int row = 0; row < kGather; row += 4) {
        __m512 sum[16];
        for (int i = 0; i < 16; i++) sum[i] = _mm512_setzero_ps();
        const uint16_t * keys = s.keys + size_t(row) * s.keyDim;
        for (int d = 0; d < s.keyDim; d += 32) {
            __m512i key[4];
            for (int i = 0; i < 4; i++) key[i] = _mm512_loadu_si512(keys + i * s.keyDim + d);
            for (int j = 0; j < Heads; j++) {
                const __m512i q = _mm512_loadu_si512(query + j * s.keyDim + d);
                for (int i = 0; i < 4; i++) AddPairs(sum[4 * j + i], key[i], q);
            }
        }
        const __m512 sums = SumEach(sum);
        _mm_storeu_ps(products + row, _mm512_extractf32x4_ps(sums, 0));
        if (Heads > 1) _mm_storeu_ps(products + kGather + row, _mm512_extractf32x4_ps(sums, 1));
        if (Heads > 2) _mm_storeu_ps(products + 2 * kGather + row, _mm512_extractf32x4_ps(sums, 2));
        if (Heads > 3) _mm_storeu_ps(products + 3 * kGather + row, _mm512_extractf32x4_ps(sums, 3));
    }
}

/// Adds probabilities x values for 16 * Vecs dims.
template <int Heads, int Vecs>
inline void AddBf16Values(const Bf16Scratch & s, int dim, float * out, size_t outStride) {
    __m512 sum[Heads][Vecs];
    for (int j = 0; j < Heads; j++) {
        for (int i = 0; i < Vecs; i++) sum[j][i] = _mm512_loadu_ps(out + j * outStride + i * 16);
    }
    for (int pair = 0; pair < kGather / 2; pair++) {
        __m512i value[Vecs];
        const uint16_t * values = s.values + (size_t(pair) * s.valueDim + dim) * 2;
        for (int i = 0; i < Vecs; i++) value[i] = _mm512_loadu_si512(values + i * 32);
        for (int j = 0; j < Heads; j++) {
            const __m512i p = _mm512_set1_epi32(((const int32_t *)(s.probabilities + j * kGather))[pair]);
            for (int i = 0; i < Vecs; i++) AddPairs(sum[j][i], value[i], p);
        }
    }
    for (int j = 0; j < Heads; j++) {
        for (int i = 0; i < Vecs; i++) _mm512_storeu_ps(out + j * outStride + i * 16, sum[j][i]);
    }
}

template <int Heads>
inline void AttendBf16Heads(const AttentionTask & task, const Bf16Scratch & s, int head, const Tile & tile,
                            const AttentionSums & sums, Prefetcher & next) {
    float products[Heads * kGather];
    Bf16Products<Heads>(s.query + size_t(head) * s.keyDim, s, products);
    for (int j = 0; j < Heads; j++) {
        Soften(task, head + j, tile, products + j * kGather, sums);
        ToBf16(products + j * kGather, kGather, s.probabilities + j * kGather);
    }
    float * out = sums.values + size_t(head) * task.valueDim;
    int d = 0;
    for (; d + 64 <= task.valueDim; d += 64) {
        next.Step();
        AddBf16Values<Heads, 4>(s, d, out + d, task.valueDim);
    }
    for (; d < task.valueDim; d += 16) AddBf16Values<Heads, 1>(s, d, out + d, task.valueDim);
}

void AttendBf16(const AttentionTask & task, void * memory, const AttentionSums & sums) {
    const Bf16Scratch s = Divide(memory, task);
    StartSums(task, sums);
    for (int j = 0; j < task.heads; j++)
        ToBf16(task.query + j * task.queryStride, task.keyDim, s.query + size_t(j) * s.keyDim);
    // 9 heads are three times 3 rather than 4, 4 and 1
    const int steps = (task.heads + 3) / 4;
    for (int first = 0; first < task.count; first += kGather) {
        const Tile tile = TileOf(task, first);
        // from the second tile on, the Prefetcher has asked for them
        GatherTile(task, first, first == 0 || task.heads < kHeadsToPrefetch, s);
        Prefetcher next(task, first, steps, task.valueDim / 64 + 1);
        for (int step = 0; step < steps; step++) {
            const int head = task.heads * step / steps;
            switch (task.heads * (step + 1) / steps - head) {
                case 4: AttendBf16Heads<4>(task, s, head, tile, sums, next); break;
                case 3: AttendBf16Heads<3>(task, s, head, tile, sums, next); break;
                case 2: AttendBf16Heads<2>(task, s, head, tile, sums, next); break;
                default: AttendBf16Heads<1>(task, s, head, tile, sums, next); break;
            }
        }
    }
}

} // namespace
} // namespace dsa
