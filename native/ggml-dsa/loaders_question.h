#pragma once
#include "ggml-backend.h"
#include "ggml.h"

#include <cstring>

namespace dsa {

/// The question that llama.cpp's loader asks to find a weight's buffer type: a product of the weight, in an empty
/// buffer of that type, with a tensor that nothing computes. In a graph the same product has a right-hand side that
/// something computed.
inline bool IsLoadersQuestion(const ggml_tensor * node) {
    if (node->op != GGML_OP_MUL_MAT && node->op != GGML_OP_MUL_MAT_ID) return false;
    const ggml_tensor *weight = node->src[0], *other = node->src[1];
    return weight->buffer && ggml_backend_buffer_get_size(weight->buffer) == 0 && other->op == GGML_OP_NONE &&
           !other->buffer;
}

inline bool EndsWith(const char * name, const char * end) {
    const size_t length = std::strlen(name), endLength = std::strlen(end);
    return length >= endLength && std::strcmp(name + length - endLength, end) == 0;
}

} // namespace dsa
