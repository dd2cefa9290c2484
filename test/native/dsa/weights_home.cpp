// usage: dsa_weights_home LIBRARIES MODEL [mmap] [amx|no-amx] [PATTERN=BUFFER]
// Reads some tokens as any program of llama.cpp would, ggml-dsa being loaded if GGML_BACKEND_PATH names it, and prints
// as JSON the buffer of each weight and the logits. PATTERN=BUFFER is what `-ot` of llama.cpp's programs takes.
//
// "amx", for machines with AVX-512 and without AMX: llama.cpp's library for AMX machines is used, is told that AMX is
// there, and runs on emulated instructions.
#include "amx_emulator.h"
#include "ggml-backend.h"
#include "llama.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <map>
#include <string>
#include <vector>

#ifdef __x86_64__
#include <sys/syscall.h>

static bool pretendAmx = false;

/// llama.cpp asks Linux for AMX by this function.
extern "C" __attribute__((visibility("default"))) long syscall(long number, ...) {
    static const auto real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
    constexpr int kArgs = 6;
    long args[kArgs];
    va_list list;
    va_start(list, number);
    for (long & arg : args) arg = va_arg(list, long);
    va_end(list);
    if (pretendAmx && number == SYS_arch_prctl) return 0;
    return real(number, args[0], args[1], args[2], args[3], args[4], args[5]);
}
#else
static bool pretendAmx = false;
#endif

namespace {

constexpr int kTokens = 40;

using Homes = std::map<std::string, std::string>; // weight -> name of its buffer

bool OnTensor(ggml_tensor * node, bool ask, void * user) {
    if (!ask) return true;
    for (const ggml_tensor * source : node->src) {
        if (!source || !source->buffer ||
            ggml_backend_buffer_get_usage(source->buffer) != GGML_BACKEND_BUFFER_USAGE_WEIGHTS)
            continue;
        (*static_cast<Homes *>(user))[source->name] = ggml_backend_buffer_name(source->buffer);
    }
    return false;
}

void LoadBackends(const std::string & folder) {
    if (!pretendAmx) return ggml_backend_load_all_from_path(folder.c_str());
#ifdef EMULATES_AMX
    amx_emulator::Start();
#else
    std::exit(2);
#endif
    void * library = dlopen((folder + "/libggml-cpu-sapphirerapids.so").c_str(), RTLD_NOW);
    if (!library) std::exit(2);
    ggml_backend_register(((ggml_backend_reg_t (*)())dlsym(library, "ggml_backend_init"))());
    if (const char * path = std::getenv("GGML_BACKEND_PATH")) ggml_backend_load(path);
}

ggml_backend_buffer_type_t BufferTypeNamed(const std::string & name) {
    for (size_t i = 0; i < ggml_backend_dev_count(); i++) {
        const auto type = ggml_backend_dev_buffer_type(ggml_backend_dev_get(i));
        if (name == ggml_backend_buft_name(type)) return type;
    }
    std::exit(2);
}

std::vector<float> Logits(llama_model * model, Homes * homes) {
    llama_context_params params = llama_context_default_params();
    params.n_ctx = 256;
    params.n_batch = params.n_ubatch = kTokens;
    params.n_threads = params.n_threads_batch = 2;
    params.cb_eval = OnTensor;
    params.cb_eval_user_data = homes;
    llama_context * context = llama_init_from_model(model, params);
    if (!context) std::exit(2);
    llama_token tokens[kTokens];
    for (int i = 0; i < kTokens; i++) tokens[i] = 2 + 5 * i;
    if (llama_decode(context, llama_batch_get_one(tokens, kTokens)) != 0) std::exit(2);
    const float * logits = llama_get_logits_ith(context, kTokens - 1);
    const std::vector<float> kept(logits, logits + llama_vocab_n_tokens(llama_model_get_vocab(model)));
    llama_free(context);
    return kept;
}

} // namespace

int main(int argc, char ** argv) {
    if (argc < 3) return 2;
    llama_model_params params = llama_model_default_params();
    params.load_mode = LLAMA_LOAD_MODE_NONE;
    std::string pattern, buffer;
    for (int i = 3; i < argc; i++) {
        const std::string argument = argv[i];
        const size_t equals = argument.find('=');
        if (argument == "mmap") params.load_mode = LLAMA_LOAD_MODE_MMAP;
        else if (argument == "amx") pretendAmx = true;
        else if (argument == "no-amx") params.use_extra_bufts = false;
        else if (equals != std::string::npos)
            pattern = argument.substr(0, equals), buffer = argument.substr(equals + 1);
        else return 2;
    }
    llama_log_set([](ggml_log_level, const char *, void *) {}, nullptr);
    LoadBackends(argv[1]);
    llama_model_tensor_buft_override overrides[2] = {};
    if (!pattern.empty()) {
        overrides[0] = {pattern.c_str(), BufferTypeNamed(buffer)};
        params.tensor_buft_overrides = overrides;
    }
    llama_model * model = llama_model_load_from_file(argv[2], params);
    if (!model) return 2;
    Homes homes;
    const std::vector<float> logits = Logits(model, &homes);
    std::printf("{\"buffers\": {");
    const char * comma = "";
    for (const auto & [weight, home] : homes)
        std::printf("%s\"%s\": \"%s\"", comma, weight.c_str(), home.c_str()), comma = ",\n";
    std::printf("},\n\"logits\": [");
    for (size_t i = 0; i < logits.size(); i++) std::printf("%s%.9g", i ? "," : "", logits[i]);
    std::printf("]}\n");
    llama_model_free(model);
    return 0;
}
