#pragma once
#include "avx512_sums.h"
#include "gather_bf16.h"
#include "soften.h"

/// Attention over chosen rows with products of BF16 pairs, summed in F32 (AVX-512 BF16). Softmax and formula as in
/// attend_f32.h. Layouts: keys[kGather][keyDim], values[kGather / 2][valueDim][2], probabilities[8][kGather].
namespace dsa {
namespace {

struct Bf16Scratch {
    uint16_t * query, * keys, * values, * probabilities;
    int keyDim, valueDim; ///< padded to 32
};

size_t AttendScratchBf16(int heads, int keyDim, int valueDim) {
    const size_t key = RoundedUp(keyDim, 32), value = RoundedUp(valueDim, 32);
    return 2 * (heads * key + kGather * key + kGather * value + 8 * kGather);
}

inline Bf16Scratch Divide(void * memory, const AttentionTask & task) {
    Bf16Scratch s;
    s.keyDim = RoundedUp(task.keyDim, 32);
    s.valueDim = RoundedUp(task.valueDim, 32);
    s.keys = (uint16_t *)memory;
    s.values = s.keys + size_t(kGather) * s.keyDim;
    s.probabilities = s.values + size_t(kGather) * s.valueDim;
    s.query = s.probabilities + 8 * kGather;
    return s;
}

/// products[j][s] of `Heads` heads with all rows of the tile, `Rows` rows at a time, dims in lanes. The more heads share
/// what is loaded of the tile, the better: it lies in the second-level cache.
template <int Heads, int Rows> inline void Bf16Products(const uint16_t * query, const Bf16Scratch & s, float * products) {
    static_assert(Heads * Rows <= 16 && kGather % Rows == 0, "sums fit into one register");
    for (int row = 0; row < kGather; row += Rows) {
        __m512 sum[16];
        for (int i = 0; i < 16; i++) sum[i] = _mm512_setzero_ps();
        const uint16_t * keys = s.keys + size_t(row) * s.keyDim;
        for (int d = 0; d < s.keyDim; d += 32) {
            __m512bh key[Rows];
            for (int i = 0; i < Rows; i++) key[i] = (__m512bh)_mm512_loadu_si512(keys + i * s.keyDim + d);
            for (int j = 0; j < Heads; j++) {
                const __m512bh q = (__m512bh)_mm512_loadu_si512(query + j * s.keyDim + d);
                for (int i = 0; i < Rows; i++) sum[j * Rows + i] = _mm512_dpbf16_ps(sum[j * Rows + i], key[i], q);
            }
        }
        float sums[16];
        _mm512_storeu_ps(sums, SumEach(sum));
        for (int j = 0; j < Heads; j++) std::memcpy(products + j * kGather + row, sums + j * Rows, sizeof(float) * Rows);
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
        __m512bh value[Vecs];
        const uint16_t * values = s.values + (size_t(pair) * s.valueDim + dim) * 2;
        for (int i = 0; i < Vecs; i++) value[i] = (__m512bh)_mm512_loadu_si512(values + i * 32);
        for (int j = 0; j < Heads; j++) {
            const __m512bh p = (__m512bh)_mm512_set1_epi32(((const int32_t *)(s.probabilities + j * kGather))[pair]);
            for (int i = 0; i < Vecs; i++) sum[j][i] = _mm512_dpbf16_ps(sum[j][i], value[i], p);
        }
    }
    for (int j = 0; j < Heads; j++) {
        for (int i = 0; i < Vecs; i++) _mm512_storeu_ps(out + j * outStride + i * 16, sum[j][i]);
    }
}

template <int Heads>
inline void AttendBf16Heads(const AttentionTask & task, const Bf16Scratch & s, int head, int first, const AttentionSums & sums) {
    float products[Heads * kGather];
    Bf16Products<Heads, Heads == 8 ? 2 : 4>(s.query + size_t(head) * s.keyDim, s, products);
    for (int j = 0; j < Heads; j++) {
        Soften(task, head + j, first, products + j * kGather, sums);
        ToBf16(products + j * kGather, kGather, s.probabilities + j * kGather);
    }
    float * out = sums.values + size_t(head) * task.valueDim;
    constexpr int kVecs = Heads == 8 ? 2 : 4;
    int d = 0;
    for (; d + 16 * kVecs <= task.valueDim; d += 16 * kVecs) AddBf16Values<Heads, kVecs>(s, d, out + d, task.valueDim);
    for (; d < task.valueDim; d += 16) AddBf16Values<Heads, 1>(s, d, out + d, task.valueDim);
}

void AttendBf16(const AttentionTask & task, void * memory, const AttentionSums & sums) {
    const Bf16Scratch s = Divide(memory, task);
    StartSums(task, sums);
    for (int j = 0; j < task.heads; j++) ToBf16(task.query + j * task.queryStride, task.keyDim, s.query + size_t(j) * s.keyDim);
    // eight at a time, and the others in equal steps: 9 heads are three times 3 rather than 8 and 1 alone
    const int alone = task.heads > 8 && task.heads % 8 == 1;
    const int eights = (task.heads / 8 - alone) * 8, rest = task.heads - eights;
    const int steps = (rest + 3) / 4;
    for (int first = 0; first < task.count; first += kGather) {
        for (int i = 0; i < kGather; i++) {
            uint16_t * row = s.keys + size_t(i) * s.keyDim;
            if (first + i < task.count) GatherRow(task, first + i, row);
            else std::memset(row, 0, 2 * size_t(s.keyDim));
            if (i % 2 == 0) continue;
            uint16_t * pairs = s.values + size_t(i / 2) * s.valueDim * 2;
            for (int d = 0; d < s.valueDim; d += 32) {
                Interleave(row - s.keyDim + d, row + d, pairs + 2 * d, pairs + 2 * d + 32);
            }
        }
        for (int head = 0; head < eights; head += 8) AttendBf16Heads<8>(task, s, head, first, sums);
        for (int step = 0; step < steps; step++) {
            const int head = eights + rest * step / steps;
            switch (eights + rest * (step + 1) / steps - head) {
                case 4: AttendBf16Heads<4>(task, s, head, first, sums); break;
                case 3: AttendBf16Heads<3>(task, s, head, first, sums); break;
                case 2: AttendBf16Heads<2>(task, s, head, first, sums); break;
                default: AttendBf16Heads<1>(task, s, head, first, sums); break;
            }
        }
    }
}

} // namespace
} // namespace dsa
