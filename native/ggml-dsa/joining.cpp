#include "joining.h"

#include "ggml-cpu/ggml-cpu-impl.h"
#include "taken_ops.h"

#include <cstring>

namespace dsa {
namespace {

bool HasWholeRows(const ggml_tensor * tensor) {
    return tensor->type == GGML_TYPE_F32 && tensor->nb[0] == sizeof(float);
}

char * RowAt(const ggml_tensor * tensor, int64_t row) {
    const int64_t ne1 = tensor->ne[1], ne2 = tensor->ne[2];
    return (char *)tensor->data + row % ne1 * tensor->nb[1] + row / ne1 % ne2 * tensor->nb[2] +
           row / ne1 / ne2 * tensor->nb[3];
}

} // namespace

bool JoinsRows(const ggml_tensor * node) {
    return node->op == GGML_OP_CONCAT && ggml_get_op_params_i32(node, 0) == 0 && HasWholeRows(node) &&
           HasWholeRows(node->src[0]) && HasWholeRows(node->src[1]);
}

bool Joining::WorkSize(int, const ggml_tensor * planned, size_t &) {
    auto * node = const_cast<ggml_tensor *>(planned);
    node->extra = IsTakenOp(node) ? node : nullptr;
    return false;
}

bool Joining::ComputeForward(ggml_compute_params * params, ggml_tensor * node) {
    if (!node->extra) return false;
    const ggml_tensor *first = node->src[0], *second = node->src[1];
    const size_t bytes = size_t(first->ne[0]) * sizeof(float);
    for (int64_t row = params->ith; row < ggml_nrows(node); row += params->nth) {
        char * to = RowAt(node, row);
        std::memcpy(to, RowAt(first, row), bytes);
        std::memcpy(to + bytes, RowAt(second, row), size_t(second->ne[0]) * sizeof(float));
    }
    return true;
}

} // namespace dsa
