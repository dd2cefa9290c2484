#include "op_compare.h"

#include "ggml-backend.h"
#include "ggml.h"

#include <algorithm>
#include <memory>
#include <numeric>

namespace {

/// The same memory under another descriptor, so that the graph at work stays as it is.
ggml_tensor * Twin(ggml_context * context, const ggml_tensor * tensor) {
    ggml_tensor * twin = ggml_new_tensor(context, tensor->type, GGML_MAX_DIMS, tensor->ne);
    std::copy_n(tensor->nb, GGML_MAX_DIMS, twin->nb);
    twin->data = tensor->data;
    return twin;
}

/// Scores of the indexer `node` by llama.cpp's CPU backend: (tokens, n_kv).
std::vector<float> ScoresByCpu(const ggml_tensor * node) {
    static ggml_backend_t cpu = ggml_backend_init_by_type(GGML_BACKEND_DEVICE_TYPE_CPU, nullptr);
    std::vector<float> scores(ggml_nelements(node));
    const std::unique_ptr<ggml_context, decltype(&ggml_free)> context(
        ggml_init({16 * ggml_tensor_overhead() + ggml_graph_overhead(), nullptr, true}), ggml_free);
    ggml_tensor * again = ggml_lightning_indexer(context.get(), Twin(context.get(), node->src[0]), Twin(context.get(), node->src[1]),
                                                 Twin(context.get(), node->src[2]), Twin(context.get(), node->src[3]));
    again->data = scores.data();
    ggml_cgraph * graph = ggml_new_graph(context.get());
    ggml_build_forward_expand(graph, again);
    ggml_backend_graph_compute(cpu, graph);
    return scores;
}

} // namespace

bool OpCompare::Wants(const ggml_tensor * node) const {
    return node->op == GGML_OP_LIGHTNING_INDEXER || (node->op == GGML_OP_TOP_K && node->src[0]->op == GGML_OP_LIGHTNING_INDEXER);
}

void OpCompare::Receive(ggml_tensor * node) {
    if (node->op == GGML_OP_LIGHTNING_INDEXER) {
        const std::vector<float> scores = ScoresByCpu(node);
        wanted_.assign(node->ne[1], std::vector<int32_t>(node->ne[0]));
        for (int64_t row = 0; row < node->ne[1]; row++) {
            const float * score = scores.data() + row * node->ne[0];
            std::iota(wanted_[row].begin(), wanted_[row].end(), 0);
            std::stable_sort(wanted_[row].begin(), wanted_[row].end(), [&](int a, int b) { return score[a] > score[b]; });
        }
        return;
    }
    const size_t k = size_t(node->ne[0]);
    for (int64_t row = 0; row < node->ne[1]; row++) {
        std::vector<int32_t> selected(k), & wanted = wanted_[row];
        ggml_backend_tensor_get(node, selected.data(), row * node->nb[1], k * sizeof(int32_t));
        std::sort(selected.begin(), selected.end());
        wanted.resize(k);
        std::sort(wanted.begin(), wanted.end());
        rows++;
        equalRows += selected == wanted;
    }
}
