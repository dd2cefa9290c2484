#include "rotation.h"

#include "ggml-cpu/ggml-cpu-impl.h"
#include "taken_ops.h"

#include <cmath>
#include <cstring>

namespace dsa {
namespace {

/// Whether the matrix is what it is called: the first of its numbers, and signs of rows that all others are made of.
bool HoldsRotation(const ggml_tensor * matrix) {
    const auto * numbers = (const float *)matrix->data;
    const int dim = int(matrix->ne[0]);
    const float scale = float(1.0 / std::sqrt(float(dim)));
    for (int row = 0; row < dim; row = row ? 2 * row : 1) {
        for (int j = 0; j < dim; j++) {
            if (numbers[size_t(row) * dim + j] != (row & j ? -scale : scale)) return false;
        }
    }
    return true;
}

bool IsPowerOf2(int64_t n) { return (n & (n - 1)) == 0; }

bool Takes(const ggml_tensor * node) {
    const ggml_tensor *matrix = node->src[0], *in = node->src[1];
    const int64_t dim = matrix->ne[0];
    return matrix->type == GGML_TYPE_F32 && dim >= kSmallestRotation && dim <= kLargestRotation && IsPowerOf2(dim) &&
           ggml_nelements(matrix) == dim * dim && ggml_is_contiguous(matrix) && in->type == GGML_TYPE_F32 &&
           in->nb[0] == sizeof(float) && in->ne[3] == 1 && ggml_is_contiguous(node) && HoldsRotation(matrix);
}

} // namespace

bool IsRotation(const ggml_tensor * node) {
    return node->op == GGML_OP_MUL_MAT && std::strcmp(node->src[0]->name, "attn_inp_k_rot") == 0;
}

bool Rotation::WorkSize(int, const ggml_tensor * planned, size_t &) {
    auto * node = const_cast<ggml_tensor *>(planned);
    node->extra = TakesRotations() && Takes(node) ? node : nullptr;
    return false;
}

bool Rotation::ComputeForward(ggml_compute_params * params, ggml_tensor * node) {
    if (!node->extra) return false;
    const ggml_tensor * in = node->src[1];
    const int dim = int(in->ne[0]);
    const auto scale = float(1.0 / std::sqrt(float(dim)));
    for (int64_t row = params->ith; row < in->ne[1] * in->ne[2]; row += params->nth) {
        const char * from = (const char *)in->data + row % in->ne[1] * in->nb[1] + row / in->ne[1] * in->nb[2];
        kernels_.rotate((const float *)from, dim, scale, (float *)node->data + row * dim);
    }
    return true;
}

} // namespace dsa
