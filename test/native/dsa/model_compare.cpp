// usage: dsa_model_compare LIBRARIES BACKEND MODEL TEXT PREFILL POSITIONS
// Reads a text with llama.cpp alone, with and without its flash attention (which sums values in F16), and then with
// ggml-dsa, in one process, and prints what differs between each two as JSON: the next token's distribution (top-1 token,
// KL divergence), and the positions that each layer selected; and how many rows select the same, op by op, given the same
// inputs. The first PREFILL tokens are read in ubatches of 256 without being compared, then POSITIONS more, half of them one by one.
#include "ggml-backend.h"
#include "llama.h"
#include "op_compare.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr int kUbatch = 256;

struct Reading {
    std::vector<float> logits;                                      // [positions][vocabulary]
    std::map<std::string, std::vector<std::vector<int32_t>>> rows;  // by layer, in order of positions
    bool keep = false;
    OpCompare * ops = nullptr; // compares each indexer with the CPU backend's
};

/// Keeps what each layer selects, sorted. Masked cells, which fill up early rows, don't matter: PREFILL is larger than k.
bool OnTensor(ggml_tensor * tensor, bool ask, void * user) {
    auto * reading = static_cast<Reading *>(user);
    if (reading->keep && reading->ops && reading->ops->Wants(tensor)) {
        if (!ask) reading->ops->Receive(tensor);
        return true;
    }
    const bool wanted = reading->keep && std::strncmp(tensor->name, "top_k-", 6) == 0 && !std::strchr(tensor->name, ' ');
    if (ask || !wanted) return wanted || !ask;
    std::vector<int32_t> row(tensor->ne[0]);
    for (int64_t i = 0; i < tensor->ne[1]; i++) {
        ggml_backend_tensor_get(tensor, row.data(), i * tensor->nb[1], row.size() * sizeof(int32_t));
        std::sort(row.begin(), row.end());
        reading->rows[tensor->name].push_back(row);
    }
    return true;
}

void Decode(llama_context * context, const llama_token * tokens, int at, int count, bool logits) {
    llama_batch batch = llama_batch_init(count, 0, 1);
    batch.n_tokens = count;
    for (int i = 0; i < count; i++) {
        batch.token[i] = tokens[at + i];
        batch.pos[i] = at + i;
        batch.n_seq_id[i] = 1;
        batch.seq_id[i][0] = 0;
        batch.logits[i] = logits;
    }
    if (llama_decode(context, batch) != 0) std::exit(2);
    llama_batch_free(batch);
}

Reading Read(llama_model * model, const std::vector<llama_token> & tokens, int prefill, int positions, bool flash,
             OpCompare * ops = nullptr) {
    Reading reading;
    reading.ops = ops;
    llama_context_params params = llama_context_default_params();
    params.n_ctx = prefill + positions + kUbatch;
    params.n_batch = params.n_ubatch = kUbatch;
    params.n_threads = params.n_threads_batch = 2;
    params.flash_attn_type = flash ? LLAMA_FLASH_ATTN_TYPE_ENABLED : LLAMA_FLASH_ATTN_TYPE_DISABLED;
    params.cb_eval = OnTensor;
    params.cb_eval_user_data = &reading;
    llama_context * context = llama_init_from_model(model, params);
    if (!context) std::exit(2);
    const int vocabulary = llama_vocab_n_tokens(llama_model_get_vocab(model));
    for (int at = 0; at < prefill + positions;) {
        reading.keep = at >= prefill;
        const int end = at < prefill ? prefill : prefill + positions / 2;
        const int count = at >= prefill + positions / 2 ? 1 : std::min(kUbatch, end - at);
        Decode(context, tokens.data(), at, count, reading.keep);
        for (int i = 0; reading.keep && i < count; i++) {
            const float * logits = llama_get_logits_ith(context, i);
            reading.logits.insert(reading.logits.end(), logits, logits + vocabulary);
        }
        at += count;
    }
    llama_free(context);
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
        const float * p = plain.logits.data() + i * vocabulary, * q = sparse.logits.data() + i * vocabulary;
        same += std::max_element(p, p + vocabulary) - p == std::max_element(q, q + vocabulary) - q;
        const std::vector<double> logP = LogProbabilities(p, vocabulary), logQ = LogProbabilities(q, vocabulary);
        for (int token = 0; token < vocabulary; token++) divergence += std::exp(logP[token]) * (logP[token] - logQ[token]);
    }
    size_t firstLayerRows = 0, firstLayerEqual = 0;
    for (const auto & [layer, wanted] : plain.rows) {
        const auto & found = sparse.rows.at(layer);
        for (size_t i = 0; i < wanted.size(); i++) {
            std::vector<int32_t> common;
            std::set_intersection(wanted[i].begin(), wanted[i].end(), found[i].begin(), found[i].end(), std::back_inserter(common));
            rows++;
            equalRows += wanted[i] == found[i];
            selected += wanted[i].size();
            differ += wanted[i].size() - common.size();
            if (layer != "top_k-0") continue;
            firstLayerRows++;
            firstLayerEqual += wanted[i] == found[i];
        }
    }
    std::printf("\"%s\": {\"positions\": %zu, \"sameToken\": %.6f, \"divergence\": %.3e, \"rows\": %zu, \"equalRows\": %.6f, "
                "\"equalPositions\": %.6f, \"equalRowsOfFirstLayer\": %.6f}",
                name, positions, double(same) / positions, divergence / positions, rows, double(equalRows) / rows,
                1 - double(differ) / selected, double(firstLayerEqual) / std::max<size_t>(firstLayerRows, 1));
}

} // namespace

int main(int argc, char ** argv) {
    if (argc != 7) return 2;
    const int prefill = std::atoi(argv[5]), positions = std::atoi(argv[6]);
    llama_log_set([](ggml_log_level, const char *, void *) {}, nullptr);
    ggml_backend_load_all_from_path(argv[1]);
    llama_model * model = llama_model_load_from_file(argv[3], llama_model_default_params());
    if (!model) return 2;
    std::ifstream file(argv[4]);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    std::vector<llama_token> tokens(text.size());
    const llama_vocab * vocabulary = llama_model_get_vocab(model);
    tokens.resize(llama_tokenize(vocabulary, text.data(), int(text.size()), tokens.data(), int(tokens.size()), false, false));
    if (int(tokens.size()) < prefill + positions) return 2;
    const Reading plain = Read(model, tokens, prefill, positions, true);
    const Reading precise = Read(model, tokens, prefill, positions, false);
    if (!ggml_backend_load(argv[2])) return 2;
    const Reading sparse = Read(model, tokens, prefill, positions, true);
    OpCompare ops;
    Read(model, tokens, prefill, positions, true, &ops);
    const int size = llama_vocab_n_tokens(vocabulary);
    std::printf("{");
    Compare("flash", plain, sparse, size);
    std::printf(",\n ");
    Compare("precise", precise, sparse, size);
    std::printf(",\n ");
    Compare("llamaItself", precise, plain, size);
    std::printf(",\n \"ops\": {\"rows\": %zu, \"equalRows\": %.6f}}\n", ops.rows, double(ops.equalRows) / ops.rows);
    llama_model_free(model);
    return 0;
}
