#include "engine/model.h"

#include "engine/backend.h"
#include "engine/host_buffer.h"
#include "engine/model_check/metadata.h"
#include "engine/model_check/tensor_types.h"
#include "engine/rpc_servers.h"
#include "error.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

namespace sparselens {
namespace {

/// How many are chosen so that so many tokens can enter attention.
int64_t Choices(const ModelFile & file, int tokens) {
    return (tokens + file.family.perChoice - 1) / file.family.perChoice;
}

/// Bytes of a UTF-8 text's first character.
size_t FirstCharacter(const std::string & text) {
    size_t size = 1;
    while (size < text.size() && (text[size] & 0xC0) == 0x80) size++;
    return size;
}

/// Overrides that a llama_model_params points to; must outlive the load.
struct Overrides {
    std::string hostTensors, expertTensors;
    std::vector<llama_model_tensor_buft_override> buffers;
    llama_model_kv_override values[2] = {};
    std::vector<float> split;
    ggml_backend_dev_t noDevices[1] = {nullptr}; // a list that ends where it begins

    /// Keeps MLA's k_b and v_b of the layers that the CPU computes out of AMX's hands (see host_buffer.h), with AMX or
    /// without, so that what is tested without it is what runs with it. Without a GPU, ggml-dsa does the same by
    /// itself, and packs them if it can.
    void KeepOnPlainHost(int64_t cpuLayers) {
        if (cpuLayers <= 0) return;
        hostTensors = OfLayers(cpuLayers) + "attn_[kv]_b\\.weight$";
        buffers.push_back({hostTensors.c_str(), PlainHostBufferType()});
    }

    void KeepExpertsOnHost(int64_t layers) {
        if (layers <= 0) return;
        expertTensors = OfLayers(layers) + "ffn_(gate|up|down)_exps\\.weight$";
        buffers.push_back({expertTensors.c_str(), ggml_backend_cpu_buffer_type()});
    }

    /// Ends with an empty one, as llama.cpp wants it.
    const llama_model_tensor_buft_override * Buffers() {
        buffers.push_back({nullptr, nullptr});
        return buffers.data();
    }

    const float * Split(const std::vector<float> & layers) {
        if (layers.empty()) return nullptr;
        split = layers;
        split.resize(llama_max_devices(), 0);
        return split.data();
    }

    /// `tokens` of a choice, as the file counts them.
    void SetTopK(const ModelFile & file, int tokens) {
        values[0].tag = LLAMA_KV_OVERRIDE_TYPE_INT;
        std::snprintf(values[0].key, sizeof values[0].key, "%s.attention.indexer.top_k", file.architecture.c_str());
        values[0].val_i64 = Choices(file, tokens);
    }

  private:
    static std::string OfLayers(int64_t count) {
        std::string names = "^blk\\.(";
        for (int64_t layer = 0; layer < count; layer++) names += (layer ? "|" : "") + std::to_string(layer);
        return names + ")\\.";
    }
};

struct LoadWatch {
    const Model::Progress & progress;
    const std::atomic<bool> & cancel;
    RpcWait wait;

    static bool OnProgress(float done, void * watch) {
        auto * self = static_cast<LoadWatch *>(watch);
        self->wait.Heard();
        if (self->progress) self->progress(done);
        return !self->cancel;
    }
};

/// llama.cpp's line without the names of its functions.
std::string Reason(const std::string & complaint) {
    const std::string before = "error loading model: ";
    const size_t at = complaint.find(before);
    if (at != std::string::npos) return complaint.substr(at + before.size());
    const size_t colon = complaint.find(": ");
    return colon == std::string::npos ? complaint : complaint.substr(colon + 2);
}

/// Where the CPU's buffers begin. llama.cpp ends the process over mapped weights that lie otherwise, as they may in a
/// file with a smaller general.alignment.
constexpr uint64_t kBufferAlignment = 32;

bool CanBeMapped(const ModelFile & file) {
    return std::all_of(file.tensors.begin(), file.tensors.end(),
                       [](const TensorPlace & tensor) { return tensor.offset % kBufferAlignment == 0; });
}

/// Machines that compute count as GPUs, and one in the processor as one of its own.
bool HasGpu(const ModelOptions & options) {
    return !options.servers.empty() || ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_GPU) != nullptr ||
           ggml_backend_dev_by_type(GGML_BACKEND_DEVICE_TYPE_IGPU) != nullptr;
}

/// The first blocks, which the CPU computes: llama.cpp counts the output as one more, and gives the GPU the last ones.
/// More than there are blocks: the output is computed there too.
int64_t CpuBlocks(const ModelFile & file, const ModelOptions & options) {
    if (!HasGpu(options)) return file.blocks + 1;
    return options.gpuLayers < 0 ? 0 : std::max<int64_t>(0, file.blocks + 1 - options.gpuLayers);
}

/// Of the servers first, as llama.cpp would have it, so that a token crosses the network as seldom as can be; then the
/// GPUs here. Ends with none, as llama.cpp wants it; empty without servers: llama.cpp then chooses.
std::vector<ggml_backend_dev_t> DevicesOf(const ModelOptions & options) {
    std::vector<ggml_backend_dev_t> devices = RpcDevices(options.servers);
    if (devices.empty()) return devices;
    for (size_t i = 0; i < ggml_backend_dev_count(); i++) {
        ggml_backend_dev_t device = ggml_backend_dev_get(i);
        if (ggml_backend_dev_type(device) == GGML_BACKEND_DEVICE_TYPE_GPU) devices.push_back(device);
    }
    if (devices.size() > llama_max_devices())
        throw EngineError("bad-argument", "A model can lie on " + std::to_string(llama_max_devices()) +
                                              " devices at most; name fewer servers.");
    devices.push_back(nullptr);
    return devices;
}

/// A sentence of its own for what llama.cpp alone can tell of a file; "" for anything else.
std::string KnownRefusal(const std::string & complaint) {
    const auto says = [&](const char * text) { return complaint.find(text) != std::string::npos; };
    if (says("unknown pre-tokenizer") || says("unknown tokenizer"))
        return " has a tokenizer that this version doesn't know";
    if (says("wrong number of tensors")) return " holds tensors that this version doesn't know";
    const size_t name = complaint.find("tensor '");
    if (name != std::string::npos && says("' not found")) {
        const size_t begin = name + std::string("tensor '").size();
        return " lacks the tensor " + complaint.substr(begin, complaint.find('\'', begin) - begin);
    }
    return "";
}

[[noreturn]] void ThrowLoadFailure(const ModelFile & file, bool onGpu) {
    const std::string complaint = Reason(TakeLastComplaint());
    if (complaint.find("alloc") != std::string::npos || complaint.find("memory") != std::string::npos) {
        throw EngineError("out-of-memory", "There is not enough memory for " + file.name + " (" +
                                               std::to_string(file.bytes >> 20) +
                                               " MiB of weights); close other programs, "
                                               "lower --gpu-layers or choose a smaller model.");
    }
    const std::string why = complaint.empty() ? "" : " (" + complaint + ")";
    const std::string known = KnownRefusal(complaint);
    if (!known.empty()) {
        throw EngineError("model-refused", FileName(file.shards.front()) + known + why +
                                               "; get a newer SparseLens or another conversion of the model.");
    }
    // without a GPU nothing but the file is left to blame
    const bool device = onGpu && (complaint.find("device") != std::string::npos ||
                                  complaint.find("backend") != std::string::npos || complaint.empty());
    if (device) {
        throw EngineError("load-failed", "llama.cpp could not load " + file.name + why +
                                             "; lower --gpu-layers, or check the GPU's driver.");
    }
    throw EngineError("model-refused", "llama.cpp could not load " + file.name + why +
                                           "; get another conversion of the model or a newer SparseLens.");
}

/// A model must go on with a text, token by token.
void CheckWrites(const ModelFile & file, llama_model * model) {
    if (llama_model_has_decoder(model) && !llama_model_has_encoder(model) && !llama_model_is_diffusion(model)) return;
    llama_model_free(model);
    throw EngineError("model-refused", file.name + " doesn't write a text word by word (its architecture is \"" +
                                           file.architecture + "\"); choose a model that does.");
}

} // namespace

std::shared_ptr<Model> Model::Load(const std::string & path, const ModelOptions & options, const Progress & progress,
                                   const std::atomic<bool> & cancel) {
    ModelFile file = InspectModel(path, !options.dense);
    const int64_t cpuBlocks = CpuBlocks(file, options);
    CheckTensorTypes(file, cpuBlocks);
    Overrides overrides;
    std::vector<ggml_backend_dev_t> devices = DevicesOf(options);
    LoadWatch watch = {progress, cancel, RpcWait(!options.servers.empty())};
    llama_model_params params = llama_model_default_params();
    params.n_gpu_layers = options.gpuLayers;
    if (!devices.empty()) params.devices = devices.data();
    // a GPU that is there would compute products of long texts all the same
    else if (options.gpuLayers == 0) params.devices = overrides.noDevices;
    const bool onGpu = options.gpuLayers != 0 && HasGpu(options);
    if (onGpu || !sparselens::AttendsSparsely()) overrides.KeepOnPlainHost(std::min(cpuBlocks, file.blocks));
    if (options.gpuLayers != 0) overrides.KeepExpertsOnHost(std::min(file.blocks, int64_t(options.cpuExperts)));
    params.tensor_buft_overrides = overrides.Buffers();
    params.tensor_split = overrides.Split(options.split);
    params.no_alloc = options.simulated;
    // what can't be mapped is read into memory of its own
    if (!options.mapped || options.simulated || !CanBeMapped(file)) params.load_mode = LLAMA_LOAD_MODE_NONE;
    params.use_extra_bufts = options.packed;
    if (options.topK > 0 && !file.family.unit.empty()) {
        overrides.SetTopK(file, options.topK);
        params.kv_overrides = overrides.values;
    }
    params.progress_callback = LoadWatch::OnProgress;
    params.progress_callback_user_data = &watch;

    TakeLastComplaint();
    llama_model * model = llama_model_load_from_file(path.c_str(), params);
    if (cancel) {
        llama_model_free(model);
        throw EngineError("cancelled", "Cancelled.");
    }
    if (!model) ThrowLoadFailure(file, options.gpuLayers != 0);
    CheckWrites(file, model);
    const bool chosen = options.topK > 0 && !file.family.unit.empty();
    const int topK = chosen ? int(Choices(file, options.topK) * file.family.perChoice) : int(file.topK);
    return std::shared_ptr<Model>(new Model(std::move(file), model, topK, onGpu, !options.servers.empty()));
}

Model::Model(ModelFile file, llama_model * model, int topK, bool onGpu, bool hasServers)
    : file_(std::move(file)), model_(model), vocab_(llama_model_get_vocab(model)), topK_(topK), onGpu_(onGpu),
      hasServers_(hasServers) {}

Model::~Model() { llama_model_free(model_); }

bool Model::AttendsSparsely() const {
    if (hasServers_) return false; // ggml-dsa is here, and not there
    for (const char * served : {"deepseek32", "glm-dsa", "hy_v4"})
        if (file_.architecture == served) return sparselens::AttendsSparsely();
    return false;
}

llama_token Model::Named(llama_token token, bool named) const {
    // one that nobody named may be right, as SentencePiece's <s> is
    const bool special = token >= 0 && (llama_vocab_get_attr(vocab_, token) & LLAMA_TOKEN_ATTR_CONTROL) != 0;
    return named || special ? token : LLAMA_TOKEN_NULL;
}

std::string Model::Piece(llama_token token, bool special) const {
    std::string piece(32, '\0');
    int length = llama_token_to_piece(vocab_, token, piece.data(), int(piece.size()), 0, special);
    if (length < 0) {
        piece.resize(-length);
        length = llama_token_to_piece(vocab_, token, piece.data(), int(piece.size()), 0, special);
    }
    piece.resize(length);
    return piece;
}

std::vector<llama_token> Model::TokenIds(const std::string & text, bool special) const {
    std::vector<llama_token> ids(text.size() + 16);
    int count = 0;
    try {
        count = llama_tokenize(vocab_, text.data(), int(text.size()), ids.data(), int(ids.size()),
                               /* add_special = */ false, special);
    } catch (const std::logic_error &) { // a vocabulary without tokens for all bytes
        throw EngineError("unusable-tokenizer",
                          "This model's tokenizer has no tokens for some of the text; use another model.");
    }
    if (count < 0) throw EngineError("bad-argument", "The text is too long for one call of the tokenizer.");
    ids.resize(count);
    return ids;
}

std::string Model::Mark(llama_token token) const {
    const int marks = LLAMA_TOKEN_ATTR_CONTROL | LLAMA_TOKEN_ATTR_USER_DEFINED;
    if ((llama_vocab_get_attr(vocab_, token) & marks) == 0) return "";
    const std::string piece = Piece(token, true);
    const bool isBlank = piece.find_first_not_of(" \t\r\n") == std::string::npos;
    return isBlank || piece.size() <= FirstCharacter(piece) ? "" : piece;
}

std::vector<llama_token> Model::PlainIds(const std::string & text) const {
    std::vector<llama_token> plain;
    for (llama_token id : TokenIds(text, false)) {
        const std::string mark = Mark(id);
        if (mark.empty()) {
            plain.push_back(id);
            continue;
        }
        const size_t cut = FirstCharacter(mark);
        for (const std::string & part : {mark.substr(0, cut), mark.substr(cut)}) {
            const std::vector<llama_token> letters = PlainIds(part);
            plain.insert(plain.end(), letters.begin(), letters.end());
        }
    }
    return plain;
}

Tokenized Model::Tokenize(const std::string & text, bool special) const {
    Tokenized result;
    result.ids = special ? TokenIds(text, true) : PlainIds(text);
    result.offsets.reserve(result.ids.size() + 1);
    size_t at = 0;
    for (llama_token id : result.ids) {
        result.offsets.push_back(uint32_t(at));
        const std::string piece = Piece(id, true);
        if (text.compare(at, piece.size(), piece) != 0) {
            throw EngineError("unusable-tokenizer",
                              "This model's tokenizer changes the text (near byte " + std::to_string(at) +
                                  "), so its tokens can't be shown on the page; use another model.");
        }
        at += piece.size();
    }
    result.offsets.push_back(uint32_t(at));
    if (at != text.size())
        throw EngineError("unusable-tokenizer", "This model's tokenizer drops part of the text; use another model.");
    return result;
}

} // namespace sparselens
