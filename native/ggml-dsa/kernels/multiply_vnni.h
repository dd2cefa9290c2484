#pragma once
#include "add_products.h"
#include "group_scales.h"
#include "product.h"

/// Products of rounded rows with packed weights (AVX-512 VNNI), up to 16 rows x 16 outputs in registers:
///   out[r][o] = sum_b scale[r,b] * scale[o,b] * (sum_i x[r,b,i] * w[o,b,i]) + sum[r,b] * least[o,b]
/// A register holds four numbers of each output, so eight products of bytes make a block. The weights' bytes are the
/// unsigned ones. Q8_0's and the table's are signed and get 128 added, so their sums start at -128 * sum_i x[r,b,i];
/// Q6_K's and Q3_K's count from -32 and -4. These and Q2_K's have a sum and a scale for each half of a block.
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

constexpr int kOr = 0xf8; // a | (b & c), for ternary logic

/// Bits from `from` on, moved to begin at bit `to` of their bytes; others come along.
inline __m512i Moved(__m512i bits, int from, int to) {
    return from < to ? _mm512_slli_epi16(bits, to - from) : _mm512_srli_epi16(bits, from - to);
}

/// Numbers of two bits, or three.
template <bool Three> inline void LoadFewBits(const uint8_t * quants, __m512i * w) {
    for (int i = 0; i < kWords; i++) {
        const __m512i bits = _mm512_loadu_si512(quants + i / 4 * kWord);
        w[i] = _mm512_and_si512(Moved(bits, i % 4 * 2, 0), _mm512_set1_epi8(3));
        if (!Three) continue;
        const __m512i third = _mm512_loadu_si512(quants + 2 * kWord);
        w[i] = _mm512_ternarylogic_epi32(w[i], Moved(third, i, 2), _mm512_set1_epi8(4), kOr);
    }
}

/// A block of a group as unsigned bytes, four numbers of each output in a register.
template <Quants Q> inline void LoadWords(const uint8_t * quants, __m512i * w) {
    if (Q == Quants::Two || Q == Quants::Three) return LoadFewBits<Q == Quants::Three>(quants, w);
    const auto load = [&](int i) { return _mm512_loadu_si512(quants + kWord * i); };
    const __m512i sign = _mm512_set1_epi8(-128);
    if (Q == Quants::Eight) {
        for (int i = 0; i < kWords; i++) w[i] = _mm512_xor_si512(load(i), sign);
        return;
    }
    const __m512i low = _mm512_set1_epi8(15);
    for (int i = 0; i < kWords / 2; i++) {
        w[i] = _mm512_and_si512(load(i), low);
        w[i + kWords / 2] = _mm512_and_si512(_mm512_srli_epi16(load(i), 4), low);
    }
    if (Q == Quants::Table) {
        const __m512i table = _mm512_xor_si512(_mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)kTable)), sign);
        for (int i = 0; i < kWords; i++) w[i] = _mm512_shuffle_epi8(table, w[i]);
    }
    if (Q != Quants::Five && Q != Quants::Six) return;
    constexpr bool kFive = Q == Quants::Five;
    const __m512i above = _mm512_set1_epi8(kFive ? 16 : 48); // where the bits above nibbles go
    for (int i = 0; i < kWords; i++) {
        const __m512i bits = load(kWords / 2 + (kFive ? 0 : i / 4));
        w[i] = _mm512_ternarylogic_epi32(w[i], Moved(bits, kFive ? i : 2 * (i % 4), 4), above, kOr);
    }
}

/// What a sum of a row starts at: what weights' bytes are too large by.
template <Quants Q> inline __m512i StartOf(const RoundedBlock & x, int half) {
    if (Q == Quants::Eight || Q == Quants::Table) return _mm512_set1_epi32(x.start);
    return StartOf(Q) ? _mm512_set1_epi32(-StartOf(Q) * x.halves[half]) : _mm512_setzero_si512();
}

/// Adds a block's products with up to kSumsAtOnce rows, `stride` blocks apart, to their totals.
template <Quants Q, int Rows>
inline void AddBlock(const __m512i * w, const BlockNumbers & numbers, const RoundedBlock * block, int stride,
                     __m512 * total) {
    constexpr int kSums = ScalesOf(Q); // of a block
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
        for (int r = 0; r < Rows; r++) sum[r] = StartOf<Q>(*x[r], half);
#pragma GCC unroll 8
        for (int i = half * kWords / kSums; i < (half + 1) * kWords / kSums; i++) {
            for (int r = 0; r < Rows; r++) AddWord(sum[r], w[i], x[r]->values + 4 * i);
        }
        for (int r = 0; r < Rows; r++) {
            const __m512 product = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[r]), numbers.scale[half]);
            total[r] = _mm512_fmadd_ps(product, _mm512_set1_ps(x[r]->scale), total[r]);
            if (LeastsOf(Q) == 0) continue;
            const float rowSum = LeastsOf(Q) == 2 ? x[r]->scale * float(x[r]->halves[half]) : x[r]->sum;
            total[r] = _mm512_fmadd_ps(numbers.least[half], _mm512_set1_ps(rowSum), total[r]);
        }
    }
}

/// Some rows with a group.
template <Quants Q, typename Scales, int Rows>
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
        LoadWords<Q>(group + b * quantBytes, w);
        BlockNumbers numbers;
        scales.Load(b, numbers);
#pragma GCC unroll 4
        for (int r = 0; r < Rows; r += kAtOnce)
            AddBlock<Q, kAtOnce>(w, numbers, rows + r * blocks + b, blocks, total + r);
    }
    for (int r = 0; r < Rows; r++) _mm512_storeu_ps(RowOfOut(task, first + r) + column, total[r]);
}

/// Rows that stay in the first-level cache while all groups pass them.
constexpr int kCachedRows = 32;

template <Quants Q, typename Scales> void MultiplyGroups(const ProductTask & task) {
    for (int first = 0; first < task.rowCount; first += kCachedRows) {
        const int end = first + kCachedRows < task.rowCount ? first + kCachedRows : task.rowCount;
        for (int i = 0; i < task.groupCount; i++) {
            const uint8_t * group = task.groups + i * GroupBytes(task.type, task.blocks);
            int r = first;
            const auto run = [&](auto multiply, int rows) {
                for (; r + rows <= end; r += rows) multiply(task, group, r, i * kGroup);
            };
            run(MultiplyRows<Q, Scales, 16>, 16);
            run(MultiplyRows<Q, Scales, 4>, 4);
            run(MultiplyRows<Q, Scales, 2>, 2);
            run(MultiplyRows<Q, Scales, 1>, 1);
        }
    }
}

template <WeightType Type> void MultiplySupers(const ProductTask & task) {
    MultiplyGroups<QuantsOf(Type), SuperScales<Type>>(task);
}

void MultiplyVnni(const ProductTask & task) {
    switch (task.type) {
        case WeightType::Q4_0:
        case WeightType::Q4_1: return MultiplyGroups<Quants::Four, BlockScales>(task);
        case WeightType::Q5_0:
        case WeightType::Q5_1: return MultiplyGroups<Quants::Five, BlockScales>(task);
        case WeightType::Q8_0: return MultiplyGroups<Quants::Eight, BlockScales>(task);
        case WeightType::IQ4_NL: return MultiplyGroups<Quants::Table, BlockScales>(task);
        case WeightType::Q2_K: return MultiplySupers<WeightType::Q2_K>(task);
        case WeightType::Q3_K: return MultiplySupers<WeightType::Q3_K>(task);
        case WeightType::Q4_K: return MultiplySupers<WeightType::Q4_K>(task);
        case WeightType::Q5_K: return MultiplySupers<WeightType::Q5_K>(task);
        case WeightType::Q6_K: return MultiplySupers<WeightType::Q6_K>(task);
        case WeightType::IQ4_XS: return MultiplySupers<WeightType::IQ4_XS>(task);
    }
}

} // namespace
} // namespace dsa
