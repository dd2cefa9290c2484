// usage: dsa_depth_bench LIBRARIES MODEL fill STATE DEPTH THREADS
//        dsa_depth_bench LIBRARIES MODEL measure STATE DEPTH PROMPT DECODE THREADS POLL [nodes]
// Speed at a depth that llama-bench would first have to read at llama.cpp's own pace. `fill` reads DEPTH tokens once
// and writes the KV cache to STATE; `measure` loads it, as often as DEPTH is a multiple of its tokens, and prints, as
// JSON, tokens/s of reading PROMPT tokens in one ubatch there and of DECODE single tokens, after one run of each that
// doesn't count. With `nodes` it prints instead what each kind of node costs in milliseconds; every node is then
// awaited by itself, so that only shares mean something. GGML_BACKEND_PATH decides, as in llama-bench, whether ggml-dsa
// takes part.
#include "ggml-backend.h"
#include "ggml-cpu.h"
#include "llama.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

namespace {

constexpr int kUbatch = 256;

double Now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

[[noreturn]] void Fail(const char * what) {
    std::fprintf(stderr, "%s\n", what);
    std::exit(1);
}

/// Time from one awaited node to the next, by kind of node.
struct NodeTimes {
    std::map<std::string, double> seconds;
    double last = 0;
    bool on = false;
};

/// The indexer is not awaited, so that it and the selection after it run as they do otherwise.
bool OnNode(ggml_tensor * node, bool ask, void * user) {
    auto * times = static_cast<NodeTimes *>(user);
    if (!times->on || (ask && node->op == GGML_OP_LIGHTNING_INDEXER)) return !ask;
    if (ask) return true;
    const double now = Now();
    std::string name = ggml_op_desc(node);
    if (node->op == GGML_OP_TOP_K) name = "LIGHTNING_INDEXER + TOP_K";
    times->seconds[name] += now - times->last;
    times->last = now;
    return true;
}

llama_model * Load(const char * libraries, const char * path) {
    llama_log_set(
        [](ggml_log_level level, const char * text, void *) {
            if (level == GGML_LOG_LEVEL_ERROR) std::fputs(text, stderr);
        },
        nullptr);
    ggml_backend_load_all_from_path(libraries);
    llama_model * model = llama_model_load_from_file(path, llama_model_default_params());
    if (!model) Fail("cannot load the model");
    return model;
}

llama_context * NewContext(llama_model * model, int cells, int threads, NodeTimes * times) {
    llama_context_params params = llama_context_default_params();
    params.n_seq_max = 2; // the second one for LoadAgain
    params.kv_unified = true;
    params.n_ctx = (cells + kUbatch - 1) / kUbatch * kUbatch;
    params.n_batch = params.n_ubatch = kUbatch;
    params.n_threads = params.n_threads_batch = threads;
    params.flash_attn_type = LLAMA_FLASH_ATTN_TYPE_ENABLED;
    params.no_perf = true;
    if (times) {
        params.cb_eval = OnNode;
        params.cb_eval_user_data = times;
    }
    llama_context * context = llama_init_from_model(model, params);
    if (!context) Fail("cannot make a context");
    return context;
}

/// The context's threads, with llama-bench's setting of how long they poll.
void UseThreads(llama_context * context, int threads, int poll) {
    ggml_backend_reg_t cpu = ggml_backend_dev_backend_reg(ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_CPU));
    auto * make = (decltype(ggml_threadpool_new) *)ggml_backend_reg_get_proc_address(cpu, "ggml_threadpool_new");
    ggml_threadpool_params params = ggml_threadpool_params_default(threads);
    params.poll = uint32_t(poll);
    llama_attach_threadpool(context, make(&params), nullptr);
}

/// Seconds of reading `count` tokens in one call.
double Read(llama_context * context, int at, int count) {
    const int vocabulary = llama_vocab_n_tokens(llama_model_get_vocab(llama_get_model(context)));
    llama_batch batch = llama_batch_init(count, 0, 1);
    batch.n_tokens = count;
    for (int i = 0; i < count; i++) {
        batch.token[i] = llama_token(uint32_t(at + i) * 2654435761u % uint32_t(vocabulary));
        batch.pos[i] = at + i;
        batch.n_seq_id[i] = 1;
        batch.seq_id[i][0] = 0;
        batch.logits[i] = i == count - 1;
    }
    const double start = Now();
    if (llama_decode(context, batch) != 0) Fail("llama_decode failed");
    llama_synchronize(context);
    const double seconds = Now() - start;
    llama_batch_free(batch);
    return seconds;
}

void Forget(llama_context * context, int from) {
    if (!llama_memory_seq_rm(llama_get_memory(context), 0, from, -1)) Fail("cannot forget");
}

int Fill(llama_model * model, const char * state, int depth, int threads) {
    llama_context * context = NewContext(model, depth, threads, nullptr);
    for (int at = 0; at < depth; at += kUbatch) {
        Read(context, at, std::min(kUbatch, depth - at));
        if (at % 4096 == 0) std::fprintf(stderr, "%d of %d\n", at, depth);
    }
    if (!llama_state_seq_save_file(context, state, 0, nullptr, 0)) Fail("cannot write the state");
    return 0;
}

int Depth(llama_context * context, int sequence) {
    return llama_memory_seq_pos_max(llama_get_memory(context), sequence) + 1;
}

/// Loads the state once or several times, one after the other: as if the text went on with the same words.
void LoadDepth(llama_context * context, const char * state, int depth) {
    llama_memory_t memory = llama_get_memory(context);
    while (Depth(context, 0) < depth) {
        const int at = Depth(context, 0), sequence = at > 0;
        llama_token none; // no tokens were saved; without room for them nothing at all would be loaded
        size_t count = 0;
        llama_state_seq_load_file(context, state, sequence, &none, 1, &count);
        if (Depth(context, sequence) == 0) Fail("cannot load the state");
        if (sequence == 0) continue;
        llama_memory_seq_add(memory, 1, 0, -1, at);
        llama_memory_seq_cp(memory, 1, 0, -1, -1);
        llama_memory_seq_rm(memory, 1, -1, -1);
    }
    if (Depth(context, 0) != depth) Fail("the depth is no multiple of the state's");
}

/// What `measure` was asked for; see the head of this file.
struct Order {
    const char * state;
    int depth, prompt, decode, threads, poll;
    bool nodes;
};

int Measure(llama_model * model, const Order & order) {
    const int depth = order.depth, prompt = order.prompt, decode = order.decode;
    NodeTimes times;
    llama_context * context = NewContext(model, depth + prompt + decode, order.threads, order.nodes ? &times : nullptr);
    UseThreads(context, order.threads, order.poll);
    LoadDepth(context, order.state, depth);
    const auto measure = [&](const char * name, const auto & run) {
        times.seconds.clear();
        times.on = order.nodes;
        times.last = Now();
        const double tokensPerSecond = run();
        times.on = false;
        for (const auto & [kind, seconds] : times.seconds)
            std::printf("%-8s %-28s %9.2f ms\n", name, kind.c_str(), seconds * 1e3);
        return tokensPerSecond;
    };
    double prefillSpeed = 0, decodeSpeed = 0;
    if (prompt > 0) {
        Read(context, depth, std::min(prompt, 8));
        Forget(context, depth);
        prefillSpeed = measure("prefill", [&] { return prompt / Read(context, depth, prompt); });
        Forget(context, depth);
    }
    if (decode > 0) {
        Read(context, depth, 1);
        decodeSpeed = measure("decode", [&] {
            double seconds = 0;
            for (int i = 1; i <= decode; i++) seconds += Read(context, depth + i, 1);
            return decode / seconds;
        });
    }
    if (!order.nodes)
        std::printf("{\"depth\": %d, \"prefill\": %.3f, \"decode\": %.3f}\n", depth, prefillSpeed, decodeSpeed);
    return 0;
}

} // namespace

int main(int argc, char ** argv) {
    if (argc < 7) Fail("usage: see the head of depth_bench.cpp");
    llama_model * model = Load(argv[1], argv[2]);
    if (std::strcmp(argv[3], "fill") == 0) return Fill(model, argv[4], std::atoi(argv[5]), std::atoi(argv[6]));
    if (argc < 10) Fail("usage: see the head of depth_bench.cpp");
    const bool nodes = argc > 10 && std::strcmp(argv[10], "nodes") == 0;
    const auto number = [&](int i) { return std::atoi(argv[i]); };
    return Measure(model, {argv[4], number(5), number(6), number(7), number(8), number(9), nodes});
}
