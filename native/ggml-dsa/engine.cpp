#include "engine.h"

#include "ggml.h"
#include "nodes.h"
#include "top_k.h"

namespace dsa {
namespace {

/// Speed of one thread, roughly: tells whether rows are worth sharing among threads.
constexpr double kScoresPerMicrosecond = 500;

/// The node that selects by these scores. Graphs are computed in parts, so it may lie beyond what is seen here.
const ggml_tensor * SelectionBy(ggml_cgraph * graph, int scores) {
    for (int i = scores + 1; i < ggml_graph_n_nodes(graph); i++) {
        const ggml_tensor * node = ggml_graph_node(graph, i);
        if (node->op == GGML_OP_TOP_K && node->src[0] == ggml_graph_node(graph, scores)) return node;
    }
    return nullptr;
}

} // namespace

std::atomic<bool> Engine::exactScores_{false};

void Engine::Compute(ggml_cgraph * graph) {
    for (int i = 0; i < ggml_graph_n_nodes(graph); i++) {
        const ggml_tensor * node = ggml_graph_node(graph, i);
        if ((node->flags & GGML_TENSOR_FLAG_COMPUTE) == 0) continue;
        switch (node->op) {
            case GGML_OP_LIGHTNING_INDEXER:
                indexer_.Run(IndexerTaskOf(node, exactScores_ ? nullptr : SelectionBy(graph, i)));
                break;
            case GGML_OP_TOP_K: SelectTopK(node); break;
            case GGML_OP_FLASH_ATTN_EXT: attention_.Run(AttentionBatchOf(node)); break;
            default: break; // views
        }
    }
}

void Engine::SelectTopK(const ggml_tensor * node) {
    const ggml_tensor * scores = node->src[0];
    scratch_.resize(pool_.Size());
    pool_.Run(int(scores->ne[1]), double(scores->ne[0]) / kScoresPerMicrosecond, [&](int row, int thread) {
        dsa::SelectTopK(kernels_, (const float *)((const char *)scores->data + row * scores->nb[1]), int(scores->ne[0]),
                        int(node->ne[0]), (int32_t *)((char *)node->data + row * node->nb[1]), scratch_[thread]);
    });
}

} // namespace dsa
