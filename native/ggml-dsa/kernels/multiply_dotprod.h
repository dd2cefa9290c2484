#pragma once
#include "product.h"

#include <arm_neon.h>
#include <cstring>

/// Products of rounded rows with packed weights (NEON with products of bytes), 4 rows x 16 outputs in registers:
///   out[r][o] = sum_b scale[r,b] * scale[o,b] * (sum_i x[r,b,i] * w[o,b,i]) + sum[r,b] * least[o,b]
/// `sdot` by element multiplies four numbers of each of four outputs with the same four of a row. Both sides are
/// signed, so weights are unpacked to what they count from: nothing has to be added or taken off but a least number.
namespace dsa {
namespace {

constexpr int kQuarters = kGroup / 4; // of a group: registers of 4 outputs
/// Blocks of a group that are unpacked at a time: with their scales 10 KiB.
constexpr int kPiece = 16;

/// Some blocks of a group: w[o][k] = scales[b][half][o] * values[b][k / 4][o][k % 4] + least[b][o].
struct Piece {
    alignas(64) int8_t values[kPiece * kGroup * kBlock];
    alignas(64) float scales[kPiece * 2 * kGroup]; // of each half of a block, which differ for Q6_K only
    alignas(64) float least[kPiece * kGroup];
};

inline float32x4_t LoadHalves(const uint8_t * at) {
    float16x4_t halves;
    std::memcpy(&halves, at, 8);
    return vcvt_f32_f16(halves);
}

/// Bits [at, at + count) of each byte, at the place of the fifth one.
inline uint8x16_t Above(const uint8_t * bytes, int at, uint8_t mask) {
    return vandq_u8(vshlq_u8(vld1q_u8(bytes), vdupq_n_s8(int8_t(4 - at))), vdupq_n_u8(mask));
}

/// A block's bytes less what they count from, where that is the same for all: for Q4_0, Q5_0 and Q6_K.
inline void UnpackBlock(WeightType type, const uint8_t * quants, int8_t * values) {
    if (type == WeightType::Q8_0) {
        std::memcpy(values, quants, size_t(kGroup) * kBlock);
        return;
    }
    const int bits = BitsOf(type);
    const uint8x16_t low = vdupq_n_u8(15), offset = vdupq_n_u8(uint8_t(OffsetOf(type)));
    for (int g = 0; g < kWords; g++) {
        const uint8_t * nibbles = quants + g % 4 * kWord;
        const uint8_t * more = quants + (4 + (bits == 6 ? g / 4 : 0)) * kWord;
        for (int i = 0; i < kWord; i += 16) {
            const uint8x16_t both = vld1q_u8(nibbles + i);
            uint8x16_t number = g < 4 ? vandq_u8(both, low) : vshrq_n_u8(both, 4);
            if (bits == 5) number = vorrq_u8(number, Above(more + i, g, 16));
            if (bits == 6) number = vorrq_u8(number, Above(more + i, 2 * (g % 4), 48));
            vst1q_s8(values + g * kWord + i, vreinterpretq_s8_u8(vsubq_u8(number, offset)));
        }
    }
}

/// Four outputs' small whole numbers as floats.
inline float32x4_t FourOf(const uint8_t * bytes, bool isSigned) {
    float numbers[4];
    for (int i = 0; i < 4; i++) numbers[i] = isSigned ? float(int8_t(bytes[i])) : float(bytes[i]);
    return vld1q_f32(numbers);
}

/// Block b of eight, as Q4_K and Q5_K have scales and least numbers of six bits (k_scales.h).
inline void SixBits(const uint8_t * small, int b, uint8_t * scales, uint8_t * least) {
    for (int o = 0; o < kGroup; o++) {
        const auto byte = [&](int row) { return small[row * kGroup + o]; };
        scales[o] = uint8_t(b < 4 ? byte(b) & 63 : (byte(b + 4) & 15) | byte(b - 4) >> 6 << 4);
        least[o] = uint8_t(b < 4 ? byte(b + 4) & 63 : byte(b + 4) >> 4 | byte(b) >> 6 << 4);
    }
}

/// Scales of block b of the group, and its least numbers.
inline void UnpackKScales(WeightType type, const uint8_t * all, int b, float * scales, float * least) {
    const uint8_t * super = all + size_t(b / kSuper) * SuperBytes(type);
    const bool six = type == WeightType::Q6_K;
    uint8_t small[2][kGroup];
    if (six) std::memcpy(small, super + 2 * kGroup + 2 * (b % kSuper) * kGroup, sizeof small);
    else SixBits(super + 4 * kGroup, b % kSuper, small[0], small[1]);
    for (int o = 0; o < kGroup; o += 4) {
        const float32x4_t shared = LoadHalves(super + 2 * o);
        vst1q_f32(scales + o, vmulq_f32(shared, FourOf(small[0] + o, six)));
        if (six) {
            vst1q_f32(scales + kGroup + o, vmulq_f32(shared, FourOf(small[1] + o, true)));
            continue;
        }
        vst1q_f32(scales + kGroup + o, vld1q_f32(scales + o));
        const float32x4_t sharedLeast = vnegq_f32(LoadHalves(super + 2 * kGroup + 2 * o));
        vst1q_f32(least + o, vmulq_f32(sharedLeast, FourOf(small[1] + o, false)));
    }
}

inline void UnpackScales(const ProductTask & task, const uint8_t * all, int b, float * scales, float * least) {
    if (InSupers(task.type)) return UnpackKScales(task.type, all, b, scales, least);
    for (int o = 0; o < kGroup; o += 4) {
        const float32x4_t scale = LoadHalves(all + (size_t(b) * kGroup + o) * 2);
        vst1q_f32(scales + o, scale);
        vst1q_f32(scales + kGroup + o, scale);
        if (HasLeast(task.type)) vst1q_f32(least + o, LoadHalves(all + (size_t(task.blocks + b) * kGroup + o) * 2));
    }
}

constexpr bool AddsLeast(WeightType type) { return OffsetOf(type) == 0 && type != WeightType::Q8_0; }

/// Blocks [first, first + count) of a group.
inline void UnpackPiece(const ProductTask & task, const uint8_t * group, int first, int count, Piece & piece) {
    const uint8_t * scales = group + task.blocks * QuantBytes(task.type);
    for (int b = 0; b < count; b++) {
        UnpackBlock(task.type, group + (first + b) * QuantBytes(task.type), piece.values + b * kGroup * kBlock);
        UnpackScales(task, scales, first + b, piece.scales + b * 2 * kGroup, piece.least + b * kGroup);
    }
}

/// sum[r] += sum_i x[r,i] * w[o,i] over the four words of a half block.
template <int Rows>
inline void AddHalf(const int8_t * w, const RoundedBlock * x, int stride, int half, int32x4_t (*sum)[kQuarters]) {
    int8x16_t numbers[Rows];
    for (int r = 0; r < Rows; r++) numbers[r] = vld1q_s8(x[r * stride].values + 16 * half);
    for (int q = 0; q < kQuarters; q++) {
        const int8_t * at = w + half * 4 * kWord + 16 * q;
        const int8x16_t w0 = vld1q_s8(at), w1 = vld1q_s8(at + kWord), w2 = vld1q_s8(at + 2 * kWord),
                        w3 = vld1q_s8(at + 3 * kWord);
        for (int r = 0; r < Rows; r++) {
            int32x4_t & s = sum[r][q];
            s = vdotq_laneq_s32(s, w0, numbers[r], 0);
            s = vdotq_laneq_s32(s, w1, numbers[r], 1);
            s = vdotq_laneq_s32(s, w2, numbers[r], 2);
            s = vdotq_laneq_s32(s, w3, numbers[r], 3);
        }
    }
}

template <int Rows>
inline void AddSums(const float * scales, const RoundedBlock * x, int stride, const int32x4_t (*sum)[kQuarters],
                    float32x4_t (*total)[kQuarters]) {
    for (int r = 0; r < Rows; r++) {
        for (int q = 0; q < kQuarters; q++) {
            const float32x4_t product = vmulq_f32(vcvtq_f32_s32(sum[r][q]), vld1q_f32(scales + 4 * q));
            total[r][q] = vfmaq_n_f32(total[r][q], product, x[r * stride].scale);
        }
    }
}

/// A block of the piece, whose halves have a scale each or one together.
template <bool Halves, int Rows>
inline void AddBlock(const int8_t * w, const float * scales, const RoundedBlock * x, int stride,
                     float32x4_t (*total)[kQuarters]) {
    int32x4_t sum[Rows][kQuarters] = {};
    AddHalf<Rows>(w, x, stride, 0, sum);
    if (Halves) {
        AddSums<Rows>(scales, x, stride, sum, total);
        for (auto & row : sum) {
            for (int32x4_t & four : row) four = vdupq_n_s32(0);
        }
    }
    AddHalf<Rows>(w, x, stride, 1, sum);
    AddSums<Rows>(scales + kGroup, x, stride, sum, total);
}

/// Some rows of the task, from `row` on, with blocks [first, first + count) of a group.
template <bool Halves, int Rows>
void MultiplyRows(const ProductTask & task, const Piece & piece, int first, int count, int row, int column) {
    const int stride = task.blocks;
    float32x4_t total[Rows][kQuarters];
    for (int r = 0; r < Rows; r++) {
        for (int q = 0; q < kQuarters; q++)
            total[r][q] = first ? vld1q_f32(RowOfOut(task, row + r) + column + 4 * q) : vdupq_n_f32(0);
    }
    const RoundedBlock * x = task.rows + size_t(row) * stride + first;
    for (int b = 0; b < count; b++, x++) {
        AddBlock<Halves, Rows>(piece.values + b * kGroup * kBlock, piece.scales + b * 2 * kGroup, x, stride, total);
        if (!AddsLeast(task.type)) continue;
        for (int r = 0; r < Rows; r++) {
            for (int q = 0; q < kQuarters; q++)
                total[r][q] = vfmaq_n_f32(total[r][q], vld1q_f32(piece.least + b * kGroup + 4 * q), x[r * stride].sum);
        }
    }
    for (int r = 0; r < Rows; r++) {
        for (int q = 0; q < kQuarters; q++) vst1q_f32(RowOfOut(task, row + r) + column + 4 * q, total[r][q]);
    }
}

template <bool Halves> void MultiplyGroup(const ProductTask & task, int index) {
    const uint8_t * group = task.groups + index * GroupBytes(task.type, task.blocks);
    Piece piece;
    for (int first = 0; first < task.blocks; first += kPiece) {
        const int count = first + kPiece < task.blocks ? kPiece : task.blocks - first;
        UnpackPiece(task, group, first, count, piece);
        int r = 0;
        const auto run = [&](auto multiply, int rows) {
            for (; r + rows <= task.rowCount; r += rows) multiply(task, piece, first, count, r, index * kGroup);
        };
        run(MultiplyRows<Halves, 4>, 4);
        run(MultiplyRows<Halves, 1>, 1);
    }
}

void MultiplyDotprod(const ProductTask & task) {
    const auto run = task.type == WeightType::Q6_K ? MultiplyGroup<true> : MultiplyGroup<false>;
    for (int i = 0; i < task.groupCount; i++) run(task, i);
}

/// Rows rounded to bytes, as round_rows.h does it.
void RoundBlocksNeon(const float * row, int blocks, RoundedBlock * rounded) {
    for (RoundedBlock * to = rounded; to < rounded + blocks; to++, row += kBlock) {
        float32x4_t largest = vdupq_n_f32(0);
        for (int i = 0; i < kBlock; i += 4) largest = vmaxq_f32(largest, vabsq_f32(vld1q_f32(row + i)));
        const float most = vmaxvq_f32(largest);
        const float factor = most > 0 ? 127 / most : 0;
        int sums[2] = {};
        for (int i = 0; i < kBlock; i += 8) {
            const auto four = [&](int at) {
                return vqmovn_s32(vcvtnq_s32_f32(vmulq_n_f32(vld1q_f32(row + i + at), factor)));
            };
            const int16x8_t eight = vcombine_s16(four(0), four(4));
            vst1_s8(to->values + i, vqmovn_s16(eight));
            sums[i / 16] += vaddlvq_s16(eight);
        }
        SetSums(*to, most, sums[0], sums[1]);
    }
}

} // namespace
} // namespace dsa
