#include "taken_ops.h"

#include "ggml.h"

#include <atomic>
#include <cstdlib>
#include <cstring>

namespace dsa {
namespace {

std::atomic<bool> takesIndexers{true}, takesAttention{true};

bool Leaves(const char * kind) {
    const char * ops = std::getenv("GGML_DSA_OPS");
    return !ops || std::strcmp(ops, kind) == 0;
}

} // namespace

void ReadTakenOps() {
    takesIndexers = Leaves("indexer");
    takesAttention = Leaves("attention");
}

bool IsTakenOp(const ggml_tensor * node) {
    switch (node->op) {
        case GGML_OP_CONCAT:
        case GGML_OP_FLASH_ATTN_EXT: return takesAttention;
        case GGML_OP_LIGHTNING_INDEXER:
        case GGML_OP_TOP_K: return takesIndexers;
        default: return true;
    }
}

bool TakesRotations() { return takesIndexers; }

bool MayTakeProducts() { return Leaves("products"); }

} // namespace dsa
