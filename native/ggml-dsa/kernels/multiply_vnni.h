#pragma once
#include "add_products.h"
#include "product.h"

/// Products of rounded rows with packed weights (AVX-512 VNNI), up to 16 rows x 16 outputs in registers:
///   out[r][o] = sum_b scale[r,b] * scale[o,b] * (sum_i x[r,b,i] * w[o,b,i]) + sum[r,b] * least[o,b]
/// A register holds four numbers of each output, so eight products of bytes make a block. The weights' bytes are the
/// unsigned ones. Q8_0's are signed and get 128 added, so their sums start at -128 * sum_i x[r,b,i].
namespace dsa {
namespace {

constexpr int kWords = kBlock / 4;
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
    const __m512i bits = load(kWords / 2), fifth = _mm512_set1_epi8(16);
    constexpr int kOr = 0xf8; // a | (b & c)
    for (int i = 0; i < kWords; i++) {
        const __m512i moved = i < 4 ? _mm512_slli_epi16(bits, 4 - i) : _mm512_srli_epi16(bits, i - 4);
        w[i] = _mm512_ternarylogic_epi32(w[i], moved, fifth, kOr);
    }
}

/// Adds a block's products with up to kSumsAtOnce rows, `stride` blocks apart, to their totals.
template <int Bits, int Rows>
inline void AddBlock(const __m512i * w, __m512 scale, __m512 least, const RoundedBlock * block, int stride,
                     __m512 * total) {
    const RoundedBlock * x[Rows];
    __m512i sum[Rows];
    for (int r = 0; r < Rows; r++) {
        x[r] = block + r * stride;
#if defined(__GNUC__)
        asm("" : "+r"(x[r])); // GCC 12 would keep an address for each word of it, and run out of registers
#endif
        sum[r] = Bits == 8 ? _mm512_set1_epi32(x[r]->start) : _mm512_setzero_si512();
    }
#pragma GCC unroll 8
    for (int i = 0; i < kWords; i++) {
        for (int r = 0; r < Rows; r++) AddWord(sum[r], w[i], x[r]->values + 4 * i);
    }
    for (int r = 0; r < Rows; r++) {
        const __m512 product = _mm512_mul_ps(_mm512_cvtepi32_ps(sum[r]), scale);
        total[r] = _mm512_fmadd_ps(product, _mm512_set1_ps(x[r]->scale), total[r]);
        if (Bits != 8) total[r] = _mm512_fmadd_ps(least, _mm512_set1_ps(x[r]->sum), total[r]);
    }
}

inline __m512 LoadHalves(const uint8_t * at) { return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)at)); }

/// Some rows with a group.
template <int Bits, int Rows>
void MultiplyRows(const ProductTask & task, const uint8_t * group, const RoundedBlock * rows, float * out) {
    const int blocks = task.blocks;
    const size_t quantBytes = QuantBytes(task.type);
    const uint8_t * scales = group + blocks * quantBytes;
    const bool hasLeast = HasLeast(task.type);
    const __m512 offset = _mm512_set1_ps(float(-OffsetOf(task.type)));
    constexpr int kAtOnce = Rows < kSumsAtOnce ? Rows : kSumsAtOnce;
    __m512 total[Rows];
    for (int r = 0; r < Rows; r++) total[r] = _mm512_setzero_ps();
    for (int b = 0; b < blocks; b++) {
        __m512i w[kWords];
        LoadWords<Bits>(group + b * quantBytes, w);
        const __m512 scale = LoadHalves(scales + b * kGroup * 2);
        const __m512 least =
            hasLeast ? LoadHalves(scales + size_t(blocks + b) * kGroup * 2) : _mm512_mul_ps(scale, offset);
#pragma GCC unroll 4
        for (int r = 0; r < Rows; r += kAtOnce)
            AddBlock<Bits, kAtOnce>(w, scale, least, rows + r * blocks + b, blocks, total + r);
    }
    for (int r = 0; r < Rows; r++) _mm512_storeu_ps(out + r * task.outStride, total[r]);
}

/// Rows that stay in the first-level cache while all groups pass them.
constexpr int kCachedRows = 32;

template <int Bits> void MultiplyGroups(const ProductTask & task) {
    for (int first = 0; first < task.rowCount; first += kCachedRows) {
        const int end = first + kCachedRows < task.rowCount ? first + kCachedRows : task.rowCount;
        for (int i = 0; i < task.groupCount; i++) {
            const uint8_t * group = task.groups + i * GroupBytes(task.type, task.blocks);
            int r = first;
            const auto run = [&](auto multiply, int rows) {
                for (; r + rows <= end; r += rows)
                    multiply(task, group, task.rows + size_t(r) * task.blocks,
                             task.out + r * task.outStride + i * kGroup);
            };
            run(MultiplyRows<Bits, 16>, 16);
            run(MultiplyRows<Bits, 4>, 4);
            run(MultiplyRows<Bits, 1>, 1);
        }
    }
}

void MultiplyVnni(const ProductTask & task) {
    if (IsFourBits(task.type)) MultiplyGroups<4>(task);
    else if (IsFiveBits(task.type)) MultiplyGroups<5>(task);
    else MultiplyGroups<8>(task);
}

} // namespace
} // namespace dsa
