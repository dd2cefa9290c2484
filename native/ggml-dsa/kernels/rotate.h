#pragma once
#include "simd.h"

/// llama.cpp's rotation of index queries and keys, its product with a Walsh-Hadamard matrix:
///   out[i] = sum_j (-1)^(number of bits in i & j) * row[j] / sqrt(dim)
/// The matrix of `dim` is that of kLanes within each register, a product with a small table, and between registers sums
/// and differences in pairs: dim * (kLanes + log2(dim / kLanes)) steps instead of dim * dim.
namespace dsa {
namespace {

/// (-1)^(number of bits in i & j), rows one behind the other.
struct Signs {
    float of[Vec::kLanes * Vec::kLanes] = {};
    constexpr Signs() {
        for (int i = 0; i < Vec::kLanes; i++) {
            for (int j = 0; j < Vec::kLanes; j++) {
                int bits = 0;
                for (int both = i & j; both; both >>= 1) bits += both & 1;
                of[i * Vec::kLanes + j] = bits % 2 ? -1.0f : 1.0f;
            }
        }
    }
};
constexpr Signs kSigns;

/// Registers whose sums don't wait for each other.
constexpr int kRotated = 4;

inline void RotateWithin(const float * row, float scale, float * out) {
    Vec sum[kRotated];
    for (Vec & one : sum) one = Vec::Set(0);
    for (int j = 0; j < Vec::kLanes; j++) {
        const Vec signs = Vec::Load(kSigns.of + j * Vec::kLanes);
        for (int v = 0; v < kRotated; v++) sum[v] = MulAdd(Vec::Set(row[v * Vec::kLanes + j]), signs, sum[v]);
    }
    for (int v = 0; v < kRotated; v++) (sum[v] * Vec::Set(scale)).Store(out + v * Vec::kLanes);
}

/// `dim` is a power of two, kSmallestRotation at least, and scale 1 / sqrt(dim).
void Rotate(const float * row, int dim, float scale, float * out) {
    static_assert(kSmallestRotation % (kRotated * Vec::kLanes) == 0, "whole registers");
    for (int d = 0; d < dim; d += kRotated * Vec::kLanes) RotateWithin(row + d, scale, out + d);
    for (int half = Vec::kLanes; half < dim; half *= 2) {
        for (int begin = 0; begin < dim; begin += 2 * half) {
            for (int d = begin; d < begin + half; d += Vec::kLanes) {
                const Vec a = Vec::Load(out + d), b = Vec::Load(out + d + half);
                (a + b).Store(out + d);
                (a - b).Store(out + d + half);
            }
        }
    }
}

} // namespace
} // namespace dsa
