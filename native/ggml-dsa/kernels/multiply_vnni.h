#pragma once
#include "add_products.h"
#include "group_scales.h"
#include "product.h"

/// Products of rounded rows with packed weights (AVX-512 VNNI), up to 16 rows x 16 outputs in registers:
///   out[r][o] = sum_b scale[r,b] * scale[o,b] * (sum_i x[r,b,i] * w[o,b,i]) + sum[r,b] * least[o,b]
/// A register holds four numbers of each output, so eight products of bytes make a block. The weights' bytes are the
/// unsigned ones. Q8_0's are signed and get 128 added, so their sums start at -128 * sum_i x[r,b,i]; Q6_K's count from
/// -32, and have a sum and a scale for each half of a block.
namespace dsa {
namespace {

constexpr int kSumsAtOnce = 4; // rows whose sums are made in turn: as many as hide the latency of a product

/// sum += w . x, the same four bytes of a row for each output.
inline void AddWord(__m512i & sum, __m512i w, const int8_t * x) {
#if defined(__GNUC__)
    asm("vpdpbusd %2%{1to16%}, %1, %0" : "+v"(sum) : "v"(w), "m"(*(const int32_t *)x));
#else
    sum = _mm512_dpbusd_epi32(sum, w, _mm512_set1_epi32(*(const int32_t *)x));
#endif
}

/// A block of a group as unsigned bytes, four numbers of each output in a register.
template <int Bits> inline void LoadWords(const uint8_t * quants, __m512i * w) {
    const auto load = [&](int i) { return _mm512_loadu_si512(quants + 64 * i); };
    if (Bits == 8) {
        for (int i = 0; i < kWords; i++) w[i] = _mm512_xor_si512(load(i), _mm512_set1_epi8(-128));
        return;
    }
    const __m512i low = _mm512_set1_epi8(15);
    for (int i = 0; i < kWords / 2; i++) {
        w[i] = _mm512_and_si512(load(i), low);
        w[i + kWords / 2] = _mm512_and_si512(_mm512_srli_epi16(load(i), 4), low);
    }
    if (Bits == 4) return;
    constexpr int kOr = 0xf8;                                    // a | (b & c)
    const __m512i above = _mm512_set1_epi8(Bits == 5 ? 16 : 48); // where the bits above nibbles go
    for (int i = 0; i < kWords; i++) {
        const __m512i bits = load(kWords / 2 + (Bits == 6 ? i / 4 : 0));
        const int at = Bits == 5 ? i : 2 * (i % 4);
        const __m512i moved = at < 4 ? _mm512_slli_epi16(bits, 4 - at) : _mm512_srli_epi16(bits, at - 4);
        w[i] = _mm512_ternarylogic_epi32(w[i], moved, above, kOr);
    }
}

/// What a sum of a row starts at: what weights' bytes are too large by.
template <int Bits> inline __m512i StartOf(const RoundedBlock & x, int half) {
    if (Bits == 8) return _mm512_set1_epi32(x.start);
    return Bits == 6 ? _mm512_set1_epi32(-32 * x.halves[half]) : _mm512_setzero_si512();
}

/// Adds a block's products with up to kSumsAtOnce rows, `stride` blocks apart, to their totals.
template <int Bits, int Rows>
inline void AddBlock(const __m512i * w, __m512 scale, __m512 second, const RoundedBlock * block, int stride,
                     __m512 * total) {
    constexpr int kSums = Bits == 6 ? 2 : 1; // of a block
    const RoundedBlock * x[Rows];
    for (int r = 0; r < Rows; r++) {
        x[r] = block + r * stride;
#if defined(__GNUC__)
        asm("" : "+r"(x[r])); // GCC 12 would keep an address for each word of it, and run out of registers
#endif
    }
#pragma GCC unroll 2
    for (int half = 0; half < kSums; half++) {
        __m512i sum[Rows];
        for (int r = 0; r < Rows; r++) sum[r] = StartOf<Bits>(*x[r], half);
#pragma GCC unroll 8
        for (int i = half * kWords / kSums; i < (half + 1) * kWords / kSums; i++) {
            for (int r = 0; r < Rows; r++) AddWord(sum[r], w[i], x[r]->values + 4 * i);
        }
        for (int r = 0; r < Rows; r++) {
            const __m512 product = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[r]), half ? second : scale);
            total[r] = _mm512_fmadd_ps(product, _mm512_set1_ps(x[r]->scale), total[r]);
            if (Bits < 6) total[r] = _mm512_fmadd_ps(second, _mm512_set1_ps(x[r]->sum), total[r]);
        }
    }
}

/// Some rows with a group.
template <int Bits, typename Scales, int Rows>
void MultiplyRows(const ProductTask & task, const uint8_t * group, int first, int column) {
    const int blocks = task.blocks;
    const size_t quantBytes = QuantBytes(task.type);
    const RoundedBlock * rows = task.rows + size_t(first) * blocks;
    Scales scales(task.type, group, blocks);
    constexpr int kAtOnce = Rows < kSumsAtOnce ? Rows : kSumsAtOnce;
    __m512 total[Rows];
    for (int r = 0; r < Rows; r++) total[r] = _mm512_setzero_ps();
    for (int b = 0; b < blocks; b++) {
        __m512i w[kWords];
        LoadWords<Bits>(group + b * quantBytes, w);
        __m512 scale, second;
        scales.Load(b, scale, second);
#pragma GCC unroll 4
        for (int r = 0; r < Rows; r += kAtOnce)
            AddBlock<Bits, kAtOnce>(w, scale, second, rows + r * blocks + b, blocks, total + r);
    }
    for (int r = 0; r < Rows; r++) _mm512_storeu_ps(RowOfOut(task, first + r) + column, total[r]);
}

/// Rows that stay in the first-level cache while all groups pass them.
constexpr int kCachedRows = 32;

template <int Bits, typename Scales> void MultiplyGroups(const ProductTask & task) {
    for (int first = 0; first < task.rowCount; first += kCachedRows) {
        const int end = first + kCachedRows < task.rowCount ? first + kCachedRows : task.rowCount;
        for (int i = 0; i < task.groupCount; i++) {
            const uint8_t * group = task.groups + i * GroupBytes(task.type, task.blocks);
            int r = first;
            const auto run = [&](auto multiply, int rows) {
                for (; r + rows <= end; r += rows) multiply(task, group, r, i * kGroup);
            };
            run(MultiplyRows<Bits, Scales, 16>, 16);
            run(MultiplyRows<Bits, Scales, 4>, 4);
            run(MultiplyRows<Bits, Scales, 1>, 1);
        }
    }
}

void MultiplyVnni(const ProductTask & task) {
    switch (task.type) {
        case WeightType::Q4_K: return MultiplyGroups<4, KScales>(task);
        case WeightType::Q5_K: return MultiplyGroups<5, KScales>(task);
        case WeightType::Q6_K: return MultiplyGroups<6, HalfBlockScales>(task);
        case WeightType::Q8_0: return MultiplyGroups<8, BlockScales>(task);
        default: break;
    }
    if (BitsOf(task.type) == 4) MultiplyGroups<4, BlockScales>(task);
    else MultiplyGroups<5, BlockScales>(task);
}

} // namespace
} // namespace dsa
