#pragma once
#include "round_rows.h"
#include "unpack_weights.h"

#include <cstring>

/// Products of rounded rows with packed weights (AVX2), 4 rows x 16 outputs in registers:
///   out[r][o] = sum_b scale[r,b] * scale[o,b] * (sum_i x[r,b,i] * w[o,b,i]) + sum[r,b] * least[o,b]
/// `maddubs` multiplies unsigned bytes with signed ones and adds pairs in 16 bits. Eight of these sums of 4-bit weights
/// still fit (8 * 2 * 15 * 127 = 30,480), and four of 5-bit ones (31,496); the whole block is 32 numbers, so 4-bit ones
/// are widened once for it. With signed bytes, the sign goes to the row: x * w = |w| * (x with the sign of w), which
/// fits once (2 * 128 * 127 = 32,512). 6-bit ones fit twice (4 * 63 * 127 = 32,004), fewer bits for half a block. With
/// VNNI, `vpdpbusd` does all of that in one step, and nothing has to fit.
namespace dsa {
namespace {

constexpr int kHalves = 2; // of a group: registers of 8 outputs
constexpr bool IsSigned(Quants quants) { return quants == Quants::Eight || quants == Quants::Table; }

inline __m256i FourOf(const int8_t * numbers) {
    int32_t four;
    std::memcpy(&four, numbers, 4);
    return _mm256_set1_epi32(four);
}

#if defined(__AVXVNNI__) || (defined(__AVX512VNNI__) && defined(__AVX512VL__))
inline __m256i PlusProducts(__m256i sum, __m256i weights, __m256i four) {
#if defined(__AVXVNNI__)
    return _mm256_dpbusd_avx_epi32(sum, weights, four);
#else // the same instruction, otherwise encoded: what a machine with AVX-512 tests
    return _mm256_dpbusd_epi32(sum, weights, four);
#endif
}

/// sum[r] += sum_i x[r,i] * w[o,i] over words [from, to) of a block.
template <Quants Q, int Rows>
inline void AddWords(const uint8_t * w, const RoundedBlock * x, int from, int to, int stride, __m256i (*sum)[kHalves]) {
#pragma GCC unroll 8
    for (int g = from; g < to; g++) {
        for (int h = 0; h < kHalves; h++) {
            const __m256i weights = _mm256_loadu_si256((const __m256i *)(w + g * kWord + 32 * h));
            const __m256i sizes = IsSigned(Q) ? _mm256_abs_epi8(weights) : weights;
            for (int r = 0; r < Rows; r++) {
                const __m256i four = FourOf(x[r * stride].values + 4 * g);
                sum[r][h] = PlusProducts(sum[r][h], sizes, IsSigned(Q) ? _mm256_sign_epi8(four, weights) : four);
            }
        }
    }
}
#else
/// sum[r] += sum_i x[r,i] * w[o,i] over `Words` words from `from` on, which fit in 16 bits.
template <int Words, int Rows>
inline void AddUnsigned(const uint8_t * w, const RoundedBlock * x, int from, int stride, __m256i (*sum)[kHalves]) {
    __m256i pairs[Rows][kHalves];
#pragma GCC unroll 8
    for (int g = 0; g < Words; g++) {
        const __m256i first = _mm256_load_si256((const __m256i *)(w + (from + g) * kWord));
        const __m256i second = _mm256_load_si256((const __m256i *)(w + (from + g) * kWord + 32));
        for (int r = 0; r < Rows; r++) {
            const __m256i four = FourOf(x[r * stride].values + 4 * (from + g));
            const __m256i a = _mm256_maddubs_epi16(first, four), b = _mm256_maddubs_epi16(second, four);
            pairs[r][0] = g ? _mm256_add_epi16(pairs[r][0], a) : a;
            pairs[r][1] = g ? _mm256_add_epi16(pairs[r][1], b) : b;
        }
    }
    const __m256i ones = _mm256_set1_epi16(1);
    for (int r = 0; r < Rows; r++) {
        for (int h = 0; h < kHalves; h++) sum[r][h] = _mm256_add_epi32(sum[r][h], _mm256_madd_epi16(pairs[r][h], ones));
    }
}

template <int Rows>
inline void AddSigned(const uint8_t * w, const RoundedBlock * x, int stride, __m256i (*sum)[kHalves]) {
    const __m256i ones = _mm256_set1_epi16(1);
    for (int g = 0; g < kWords; g++) {
        for (int h = 0; h < kHalves; h++) {
            const __m256i weights = _mm256_loadu_si256((const __m256i *)(w + g * kWord + 32 * h));
            const __m256i sizes = _mm256_abs_epi8(weights);
            for (int r = 0; r < Rows; r++) {
                const __m256i four = _mm256_sign_epi8(FourOf(x[r * stride].values + 4 * g), weights);
                sum[r][h] = _mm256_add_epi32(sum[r][h], _mm256_madd_epi16(_mm256_maddubs_epi16(sizes, four), ones));
            }
        }
    }
}

template <Quants Q, int Rows>
inline void AddWords(const uint8_t * w, const RoundedBlock * x, int from, int to, int stride, __m256i (*sum)[kHalves]) {
    constexpr int kFit = Q == Quants::Four ? 8 : Q == Quants::Six ? 2 : 4;
    if (IsSigned(Q)) return AddSigned<Rows>(w, x, stride, sum);
#pragma GCC unroll 2
    for (int g = from; g < to; g += kFit) AddUnsigned<kFit, Rows>(w, x, g, stride, sum);
}
#endif

/// Sums of integers of a block, or of its half, and what they add to the totals.
template <Quants Q, int Rows>
inline void AddPart(const uint8_t * w, const RoundedBlock * x, int half, int stride, const BlockNumbers & numbers,
                    __m256 (*total)[kHalves]) {
    constexpr int kSums = ScalesOf(Q); // of a block
    __m256i sum[Rows][kHalves];
    for (int r = 0; r < Rows; r++)
        sum[r][0] = sum[r][1] = _mm256_set1_epi32(StartOf(Q) ? -StartOf(Q) * x[r * stride].halves[half] : 0);
    AddWords<Q, Rows>(w, x, half * kWords / kSums, (half + 1) * kWords / kSums, stride, sum);
    for (int r = 0; r < Rows; r++) {
        const RoundedBlock & row = x[r * stride];
        const __m256 rowSum = _mm256_set1_ps(LeastsOf(Q) == 2 ? row.scale * float(row.halves[half]) : row.sum);
        for (int h = 0; h < kHalves; h++) {
            const __m256 scale = _mm256_load_ps(numbers.scale[half] + 8 * h);
            const __m256 product = _mm256_mul_ps(_mm256_cvtepi32_ps(sum[r][h]), scale);
            total[r][h] = _mm256_fmadd_ps(product, _mm256_set1_ps(row.scale), total[r][h]);
            if (LeastsOf(Q) == 0) continue;
            total[r][h] = _mm256_fmadd_ps(_mm256_load_ps(numbers.least[half] + 8 * h), rowSum, total[r][h]);
        }
    }
}

/// Block `b` of a piece.
template <Quants Q, int Rows>
inline void AddBlock(const Piece & piece, int b, const RoundedBlock * x, int stride, __m256 (*total)[kHalves]) {
    const uint8_t * w = piece.values + b * kGroup * kBlock;
    for (int half = 0; half < ScalesOf(Q); half++) AddPart<Q, Rows>(w, x, half, stride, piece.numbers[b], total);
}

/// Some rows of the task, from `row` on, with blocks [first, first + count) of a group.
template <Quants Q, int Rows>
void MultiplyRows(const ProductTask & task, const Piece & piece, int first, int count, int row, int column) {
    const int stride = task.blocks;
    __m256 total[Rows][kHalves];
    for (int r = 0; r < Rows; r++) {
        for (int h = 0; h < kHalves; h++)
            total[r][h] = first ? _mm256_loadu_ps(RowOfOut(task, row + r) + column + 8 * h) : _mm256_setzero_ps();
    }
    const RoundedBlock * x = task.rows + size_t(row) * stride + first;
    for (int b = 0; b < count; b++) AddBlock<Q, Rows>(piece, b, x + b, stride, total);
    for (int r = 0; r < Rows; r++) {
        for (int h = 0; h < kHalves; h++) _mm256_storeu_ps(RowOfOut(task, row + r) + column + 8 * h, total[r][h]);
    }
}

template <Quants Q> void MultiplyGroup(const ProductTask & task, int index) {
    const uint8_t * group = task.groups + index * GroupBytes(task.type, task.blocks);
    Piece piece;
    for (int first = 0; first < task.blocks; first += kPiece) {
        const int count = first + kPiece < task.blocks ? kPiece : task.blocks - first;
        UnpackPiece<Q>(task, group, first, count, piece);
        int r = 0;
        const auto run = [&](auto multiply, int rows) {
            for (; r + rows <= task.rowCount; r += rows) multiply(task, piece, first, count, r, index * kGroup);
        };
        run(MultiplyRows<Q, 4>, 4);
        run(MultiplyRows<Q, 2>, 2);
        run(MultiplyRows<Q, 1>, 1);
    }
}

void MultiplyAvx2(const ProductTask & task) {
    const auto run = [&](auto multiply) {
        for (int i = 0; i < task.groupCount; i++) multiply(task, i);
    };
    switch (QuantsOf(task.type)) {
        case Quants::Two: return run(MultiplyGroup<Quants::Two>);
        case Quants::Three: return run(MultiplyGroup<Quants::Three>);
        case Quants::Four: return run(MultiplyGroup<Quants::Four>);
        case Quants::Five: return run(MultiplyGroup<Quants::Five>);
        case Quants::Six: return run(MultiplyGroup<Quants::Six>);
        case Quants::Table: return run(MultiplyGroup<Quants::Table>);
        case Quants::Eight: return run(MultiplyGroup<Quants::Eight>);
    }
}

} // namespace
} // namespace dsa
