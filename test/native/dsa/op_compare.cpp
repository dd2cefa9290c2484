// usage: dsa_op_compare LIBRARIES BACKEND MODEL TEXT PREFILL POSITIONS [f16|q8_0: the KV cache [THREADS]]
// Reads a text with ggml-dsa, and holds each selection against llama.cpp's own: before an indexer runs, llama.cpp's CPU
// backend scores and selects from the same inputs. Prints as JSON how many rows select the same, and how far from the
// last score that got in the others' disputed positions lie; once with scores that may be approximate (int8 where the
// kernels have it), once with all of them exact.
#include "dsa.h"
#include "ggml.h"
#include "reading.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <memory>

namespace {

using Rows = std::vector<std::vector<int32_t>>; // cells, ascending

/// The same memory under another descriptor, so that the graph at work stays as it is.
ggml_tensor * Twin(ggml_context * context, const ggml_tensor * tensor) {
    ggml_tensor * twin = ggml_new_tensor(context, tensor->type, GGML_MAX_DIMS, tensor->ne);
    std::copy_n(tensor->nb, GGML_MAX_DIMS, twin->nb);
    twin->data = tensor->data;
    return twin;
}

Rows RowsOf(const int32_t * cells, int64_t k, int64_t rows) {
    Rows all;
    for (int64_t row = 0; row < rows; row++, cells += k) {
        all.emplace_back(cells, cells + k);
        std::sort(all.back().begin(), all.back().end());
    }
    return all;
}

ggml_backend_t NewCpu(int threads) {
    ggml_backend_t cpu = ggml_backend_init_by_type(GGML_BACKEND_DEVICE_TYPE_CPU, nullptr);
    const auto registry = ggml_backend_dev_backend_reg(ggml_backend_get_device(cpu));
    ((ggml_backend_set_n_threads_t)ggml_backend_reg_get_proc_address(registry, "ggml_backend_set_n_threads"))(cpu,
                                                                                                              threads);
    return cpu;
}

/// What llama.cpp's CPU backend selects from an indexer's inputs.
Rows SelectByCpu(ggml_backend_t cpu, const ggml_tensor * indexer, int k) {
    const std::unique_ptr<ggml_context, decltype(&ggml_free)> owner(
        ggml_init({16 * ggml_tensor_overhead() + ggml_graph_overhead(), nullptr, true}), ggml_free);
    ggml_context * context = owner.get();
    ggml_tensor * scores =
        ggml_lightning_indexer(context, Twin(context, indexer->src[0]), Twin(context, indexer->src[1]),
                               Twin(context, indexer->src[2]), Twin(context, indexer->src[3]));
    ggml_tensor * selected = ggml_top_k(context, scores, k);
    std::vector<float> scoreMemory(ggml_nelements(scores));
    std::vector<int32_t> cells(ggml_nelements(selected));
    scores->data = scoreMemory.data();
    selected->data = cells.data();
    ggml_cgraph * graph = ggml_new_graph(context);
    ggml_build_forward_expand(graph, selected);
    if (ggml_backend_graph_compute(cpu, graph) != GGML_STATUS_SUCCESS) std::exit(2);
    return RowsOf(cells.data(), k, selected->ne[1]);
}

/// Scores by the formula, in double.
std::vector<double> PlainScores(const ggml_tensor * indexer, int64_t row) {
    const ggml_tensor *q = indexer->src[0], *k = indexer->src[1], *w = indexer->src[2], *mask = indexer->src[3];
    const int64_t dim = q->ne[0];
    std::vector<double> scores(indexer->ne[0]);
    std::vector<float> key(dim);
    const auto * weights = (const float *)((const char *)w->data + row * w->nb[1]);
    const auto * hidden = (const ggml_fp16_t *)((const char *)mask->data + row * mask->nb[1]);
    for (size_t s = 0; s < scores.size(); s++) {
        ggml_get_type_traits(k->type)->to_float((const char *)k->data + s * k->nb[2], key.data(), dim);
        for (int64_t j = 0; j < q->ne[1]; j++) {
            const auto * query = (const float *)((const char *)q->data + j * q->nb[1] + row * q->nb[2]);
            double product = 0;
            for (int64_t d = 0; d < dim; d++) product += double(query[d]) * key[d];
            scores[s] += weights[j] * std::max(product, 0.0);
        }
        scores[s] += ggml_fp16_to_fp32(hidden[s]);
    }
    return scores;
}

class OpCompare {
  public:
    explicit OpCompare(ggml_backend_t cpu) : cpu_(cpu) {}

    bool compared = false;
    /// tiedRows: what differs has, in double, the very score of the k-th; llama.cpp takes any of these, ggml-dsa the
    /// first.
    size_t rows = 0, equalRows = 0, tiedRows = 0, disputed = 0;
    /// The largest distance of a disputed position's score from the k-th, in double, as a share of the row's largest
    /// score.
    double farthest = 0;

    static bool OnTensor(ggml_tensor * node, bool ask, void * user) {
        auto * self = static_cast<OpCompare *>(user);
        const bool selects = node->op == GGML_OP_TOP_K && node->src[0]->op == GGML_OP_LIGHTNING_INDEXER;
        if (!self->compared || !selects) return !ask;
        // llama.cpp asks before it computes the backend's part of the graph, so that the indexer's inputs are complete
        // and not yet overwritten. Stopping at the indexer itself would make all scores exact.
        if (ask) self->Expect(node);
        else self->Receive(node);
        return true;
    }

  private:
    void Expect(const ggml_tensor * topK) {
        const ggml_tensor * indexer = topK->src[0];
        expected_ = SelectByCpu(cpu_, indexer, int(topK->ne[0]));
        // plain scores are slow: keep what they are made of until they are needed
        queries_.assign((const char *)indexer->src[0]->data,
                        (const char *)indexer->src[0]->data + ggml_nbytes(indexer->src[0]));
        weights_.assign((const char *)indexer->src[2]->data,
                        (const char *)indexer->src[2]->data + ggml_nbytes(indexer->src[2]));
        mask_.assign((const char *)indexer->src[3]->data,
                     (const char *)indexer->src[3]->data + ggml_nbytes(indexer->src[3]));
    }

    void Receive(const ggml_tensor * topK) {
        const Rows found = RowsOf((const int32_t *)topK->data, topK->ne[0], topK->ne[1]);
        for (size_t row = 0; row < found.size(); row++) {
            rows++;
            if (found[row] == expected_[row]) equalRows++;
            else Dispute(topK->src[0], int64_t(row), found[row]);
        }
    }

    void Dispute(const ggml_tensor * indexer, int64_t row, const std::vector<int32_t> & found) {
        ggml_tensor sources[3] = {*indexer->src[0], *indexer->src[2], *indexer->src[3]};
        ggml_tensor kept = *indexer;
        sources[0].data = queries_.data();
        sources[1].data = weights_.data();
        sources[2].data = mask_.data();
        kept.src[0] = &sources[0];
        kept.src[2] = &sources[1];
        kept.src[3] = &sources[2];
        const std::vector<double> scores = PlainScores(&kept, row);
        double kth = std::numeric_limits<double>::infinity(), largest = 0;
        for (int32_t cell : expected_[row]) kth = std::min(kth, scores[cell]);
        for (double score : scores) {
            if (std::isfinite(score)) largest = std::max(largest, std::fabs(score));
        }
        std::vector<int32_t> differ;
        std::set_symmetric_difference(found.begin(), found.end(), expected_[row].begin(), expected_[row].end(),
                                      std::back_inserter(differ));
        disputed += differ.size();
        double distance = 0;
        for (int32_t cell : differ) distance = std::max(distance, std::fabs(scores[cell] - kth));
        tiedRows += distance == 0;
        farthest = std::max(farthest, distance / largest);
    }

    ggml_backend_t cpu_;
    Rows expected_;
    std::vector<char> queries_, weights_, mask_;
};

} // namespace

int main(int argc, char ** argv) {
    const Text text = OpenText(argc, argv);
    if (!ggml_backend_load(argv[2])) return 2;
    const auto registry = ggml_backend_reg_by_name("DSA");
    const auto keepExact =
        (dsa_keep_exact_scores_t)ggml_backend_reg_get_proc_address(registry, "dsa_keep_exact_scores");
    std::printf("{\"device\": \"%s\", \"cache\": \"%s\"",
                ggml_backend_dev_description(ggml_backend_reg_dev_get(registry, 0)), ggml_type_name(text.cache));
    const ggml_backend_t cpu = NewCpu(text.threads);
    for (const bool exact : {false, true}) {
        keepExact(exact);
        OpCompare ops(cpu);
        ReadText(text, {true, OpCompare::OnTensor, &ops, &ops.compared});
        if (ops.rows == 0) return 2;
        std::printf(",\n \"%s\": {\"rows\": %zu, \"equalRows\": %.6f, \"tiedRows\": %zu, \"disputed\": %zu, "
                    "\"farthest\": %.1e}",
                    exact ? "exact" : "approximate", ops.rows, double(ops.equalRows) / ops.rows, ops.tiedRows,
                    ops.disputed, ops.farthest);
    }
    std::printf("}\n");
    ggml_backend_free(cpu);
    llama_model_free(text.model);
    return 0;
}
