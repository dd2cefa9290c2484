#include "engine.h"

#include "ggml.h"
#include "nodes.h"
#include "top_k.h"

namespace dsa {
namespace {

/// Speed of one thread, roughly: tells whether rows are worth sharing among threads.
constexpr double kScoresPerMicrosecond = 500;

} // namespace

std::atomic<bool> Engine::exactScores_{false};

void Engine::Compute(const ggml_tensor * node, const ggml_tensor * topK) {
    switch (node->op) {
        case GGML_OP_LIGHTNING_INDEXER: indexer_.Run(IndexerTaskOf(node, exactScores_ ? nullptr : topK)); break;
        case GGML_OP_TOP_K: SelectTopK(node); break;
        case GGML_OP_FLASH_ATTN_EXT: attention_.Run(AttentionBatchOf(node)); break;
        default: break; // views
    }
}

void Engine::SelectTopK(const ggml_tensor * node) {
    const ggml_tensor * scores = node->src[0];
    scratch_.resize(workers_.Size());
    workers_.Run(int(scores->ne[1]), double(scores->ne[0]) / kScoresPerMicrosecond, [&](int row, int thread) {
        dsa::SelectTopK(kernels_, (const float *)((const char *)scores->data + row * scores->nb[1]), int(scores->ne[0]),
                        int(node->ne[0]), (int32_t *)((char *)node->data + row * node->nb[1]), scratch_[thread]);
    });
}

} // namespace dsa
