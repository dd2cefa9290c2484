#include "reading.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

namespace {

constexpr int kUbatch = 256;

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

} // namespace

Text OpenText(int argc, char ** argv) {
    if (argc < 7) std::exit(2);
    llama_log_set([](ggml_log_level, const char *, void *) {}, nullptr);
    ggml_backend_load_all_from_path(argv[1]);
    Text text = {llama_model_load_from_file(argv[3], llama_model_default_params()),
                 {},
                 std::atoi(argv[5]),
                 std::atoi(argv[6]),
                 argc > 7 && std::strcmp(argv[7], "q8_0") == 0 ? GGML_TYPE_Q8_0 : GGML_TYPE_F16,
                 argc > 8 ? std::atoi(argv[8]) : 2};
    if (!text.model) std::exit(2);
    std::ifstream file(argv[4]);
    const std::string letters((std::istreambuf_iterator<char>(file)), {});
    text.tokens.resize(letters.size());
    text.tokens.resize(llama_tokenize(llama_model_get_vocab(text.model), letters.data(), int(letters.size()),
                                      text.tokens.data(), int(text.tokens.size()), false, false));
    if (int(text.tokens.size()) < text.prefill + text.positions) std::exit(2);
    return text;
}

std::vector<float> ReadText(const Text & text, const ReadOptions & options) {
    llama_context_params params = llama_context_default_params();
    params.n_ctx = text.prefill + text.positions + kUbatch;
    params.n_batch = params.n_ubatch = kUbatch;
    params.n_threads = params.n_threads_batch = text.threads;
    params.flash_attn_type = options.flash ? LLAMA_FLASH_ATTN_TYPE_ENABLED : LLAMA_FLASH_ATTN_TYPE_DISABLED;
    params.type_k = params.type_v = text.cache;
    params.cb_eval = options.callback;
    params.cb_eval_user_data = options.user;
    llama_context * context = llama_init_from_model(text.model, params);
    if (!context) std::exit(2);
    const int vocabulary = llama_vocab_n_tokens(llama_model_get_vocab(text.model));
    const int end = text.prefill + text.positions, middle = text.prefill + text.positions / 2;
    std::vector<float> all;
    for (int at = 0; at < end;) {
        const bool compared = at >= text.prefill;
        if (options.compared) *options.compared = compared;
        const int count = at >= middle ? 1 : std::min(kUbatch, (compared ? middle : text.prefill) - at);
        Decode(context, text.tokens.data(), at, count, compared);
        for (int i = 0; compared && i < count; i++) {
            const float * logits = llama_get_logits_ith(context, i);
            all.insert(all.end(), logits, logits + vocabulary);
        }
        at += count;
    }
    llama_free(context);
    return all;
}
