// usage: dsa_model_compare LIBRARIES BACKEND MODEL TEXT PREFILL POSITIONS [f16|q8_0: the KV cache [THREADS]]
// Reads a text with llama.cpp alone, with and without its flash attention (which sums values in F16), and then with
// ggml-dsa, in one process, and prints what differs between each two as JSON: the next token's distribution (top-1
// token, KL divergence), and the positions that each layer selected. Also with only the indexers, and only the
// attention, of ggml-dsa, each beside llama.cpp's precise other half. The first PREFILL tokens are read in ubatches of
// 256 without being compared, then POSITIONS more, half of them one by one.
#include "reading.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <map>

namespace {

struct Reading {
    std::vector<float> logits;                                     // [positions][vocabulary]
    std::map<std::string, std::vector<std::vector<int32_t>>> rows; // by layer, in order of positions
    bool keep = false;
};

/// Keeps what each layer selects, sorted. Masked cells, which fill up early rows, don't matter: PREFILL is larger than
/// k.
bool OnTensor(ggml_tensor * tensor, bool ask, void * user) {
    auto * reading = static_cast<Reading *>(user);
    const bool wanted =
        reading->keep && std::strncmp(tensor->name, "top_k-", 6) == 0 && !std::strchr(tensor->name, ' ');
    if (ask || !wanted) return wanted || !ask;
    std::vector<int32_t> row(tensor->ne[0]);
    for (int64_t i = 0; i < tensor->ne[1]; i++) {
        ggml_backend_tensor_get(tensor, row.data(), i * tensor->nb[1], row.size() * sizeof(int32_t));
        std::sort(row.begin(), row.end());
        reading->rows[tensor->name].push_back(row);
    }
    return true;
}

/// `ops`: what ggml-dsa takes, once it is loaded; null: all.
Reading Read(const Text & text, bool flash, const char * ops = nullptr) {
    if (ops) setenv("GGML_DSA_OPS", ops, 1);
    else unsetenv("GGML_DSA_OPS");
    Reading reading;
    reading.logits = ReadText(text, {flash, OnTensor, &reading, &reading.keep});
    return reading;
}

/// log softmax
std::vector<double> LogProbabilities(const float * logits, int count) {
    const double largest = *std::max_element(logits, logits + count);
    double total = 0;
    for (int i = 0; i < count; i++) total += std::exp(logits[i] - largest);
    std::vector<double> logs(count);
    for (int i = 0; i < count; i++) logs[i] = logits[i] - largest - std::log(total);
    return logs;
}

void Compare(const char * name, const Reading & plain, const Reading & sparse, int vocabulary) {
    const size_t positions = plain.logits.size() / vocabulary;
    size_t same = 0, rows = 0, equalRows = 0, selected = 0, differ = 0;
    double divergence = 0;
    for (size_t i = 0; i < positions; i++) {
        const float *p = plain.logits.data() + i * vocabulary, *q = sparse.logits.data() + i * vocabulary;
        same += std::max_element(p, p + vocabulary) - p == std::max_element(q, q + vocabulary) - q;
        const std::vector<double> logP = LogProbabilities(p, vocabulary), logQ = LogProbabilities(q, vocabulary);
        for (int token = 0; token < vocabulary; token++)
            divergence += std::exp(logP[token]) * (logP[token] - logQ[token]);
    }
    size_t firstLayerRows = 0, firstLayerEqual = 0;
    for (const auto & [layer, wanted] : plain.rows) {
        const auto & found = sparse.rows.at(layer);
        for (size_t i = 0; i < wanted.size(); i++) {
            std::vector<int32_t> common;
            std::set_intersection(wanted[i].begin(), wanted[i].end(), found[i].begin(), found[i].end(),
                                  std::back_inserter(common));
            rows++;
            equalRows += wanted[i] == found[i];
            selected += wanted[i].size();
            differ += wanted[i].size() - common.size();
            if (layer != "top_k-0") continue;
            firstLayerRows++;
            firstLayerEqual += wanted[i] == found[i];
        }
    }
    std::printf(
        "\"%s\": {\"positions\": %zu, \"sameToken\": %.6f, \"divergence\": %.3e, \"rows\": %zu, \"equalRows\": %.6f, "
        "\"equalPositions\": %.6f, \"equalRowsOfFirstLayer\": %.6f}",
        name, positions, double(same) / positions, divergence / positions, rows, double(equalRows) / rows,
        1 - double(differ) / selected, double(firstLayerEqual) / std::max<size_t>(firstLayerRows, 1));
}

} // namespace

int main(int argc, char ** argv) {
    const Text text = OpenText(argc, argv);
    const Reading plain = Read(text, true), precise = Read(text, false);
    if (!ggml_backend_load(argv[2])) return 2;
    const Reading sparse = Read(text, true), indexer = Read(text, false, "indexer"),
                  attention = Read(text, true, "attention");
    const int size = llama_vocab_n_tokens(llama_model_get_vocab(text.model));
    const auto device = ggml_backend_reg_dev_get(ggml_backend_reg_by_name("DSA"), 0);
    std::printf("{\"device\": \"%s\",\n ", ggml_backend_dev_description(device));
    Compare("flash", plain, sparse, size);
    std::printf(",\n ");
    Compare("precise", precise, sparse, size);
    std::printf(",\n ");
    Compare("onlyIndexer", precise, indexer, size);
    std::printf(",\n ");
    Compare("onlyAttention", precise, attention, size);
    std::printf(",\n ");
    Compare("llamaItself", precise, plain, size);
    std::printf("}\n");
    llama_model_free(text.model);
    return 0;
}
