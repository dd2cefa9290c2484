#include "engine/model_file.h"

#include "error.h"
#include "ggml.h"
#include "gguf.h"

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

namespace sparselens {
namespace {

namespace fs = std::filesystem;
using Gguf = std::unique_ptr<gguf_context, decltype(&gguf_free)>;

std::string Base(const std::string & path) { return fs::u8path(path).filename().u8string(); }

void CheckMagic(const std::string & path) {
    std::error_code failed;
    if (!fs::exists(fs::u8path(path), failed) || failed) {
        throw EngineError("model-not-found", "There is no model file at " + path + "; check the path.");
    }
    if (fs::is_directory(fs::u8path(path), failed)) {
        throw EngineError("model-not-found",
                          path + " is a folder; name the GGUF file in it (of several shards, the first).");
    }
    std::ifstream file(fs::u8path(path), std::ios::binary);
    if (!file)
        throw EngineError("model-not-found", "The model file " + path + " can't be opened; check its permissions.");
    char magic[4] = {};
    file.read(magic, 4);
    if (std::memcmp(magic, "GGUF", 4) != 0) {
        throw EngineError("not-gguf",
                          Base(path) + " is not a GGUF model file; choose a file of the deepseek32 architecture.");
    }
}

Gguf Open(const std::string & path) {
    CheckMagic(path);
    gguf_init_params params = {/* .no_alloc = */ true, /* .ctx = */ nullptr};
    Gguf file(gguf_init_from_file(path.c_str(), params), gguf_free);
    if (!file) {
        throw EngineError("truncated-model", Base(path) + " is cut off or damaged; download it again.");
    }
    return file;
}

int64_t Find(const Gguf & file, const std::string & key, gguf_type type) {
    const int64_t id = gguf_find_key(file.get(), key.c_str());
    return id >= 0 && gguf_get_kv_type(file.get(), id) == type ? id : -1;
}

std::string Text(const Gguf & file, const std::string & key) {
    const int64_t id = Find(file, key, GGUF_TYPE_STRING);
    return id < 0 ? "" : gguf_get_val_str(file.get(), id);
}

int64_t Number(const Gguf & file, const std::string & key) {
    const int64_t id = Find(file, key, GGUF_TYPE_UINT32);
    if (id >= 0) return gguf_get_val_u32(file.get(), id);
    const int64_t narrow = Find(file, key, GGUF_TYPE_UINT16); // split.count
    return narrow < 0 ? 0 : gguf_get_val_u16(file.get(), narrow);
}

std::vector<int32_t> Numbers(const Gguf & file, const std::string & key) {
    const int64_t id = Find(file, key, GGUF_TYPE_ARRAY);
    if (id < 0) return {};
    const gguf_type type = gguf_get_arr_type(file.get(), id);
    if (type != GGUF_TYPE_INT32 && type != GGUF_TYPE_UINT32) return {};
    auto * values = static_cast<const int32_t *>(gguf_get_arr_data(file.get(), id));
    return {values, values + gguf_get_arr_n(file.get(), id)};
}

/// The files of a model cut into shards: `name-00001-of-00004.gguf` names the others.
std::vector<std::string> ShardPaths(const std::string & path, int64_t count) {
    if (count <= 1) return {path};
    char suffix[32];
    std::snprintf(suffix, sizeof suffix, "-00001-of-%05d.gguf", int(count));
    const size_t at = path.rfind(suffix);
    if (at == std::string::npos || at + std::strlen(suffix) != path.size()) {
        throw EngineError("missing-shard", Base(path) + " is one of " + std::to_string(count) +
                                               " shards; name the first one, whose name ends with " + suffix + ".");
    }
    std::vector<std::string> paths;
    for (int i = 1; i <= count; i++) {
        std::snprintf(suffix, sizeof suffix, "-%05d-of-%05d.gguf", i, int(count));
        paths.push_back(path.substr(0, at) + suffix);
        std::error_code failed;
        if (!fs::exists(fs::u8path(paths.back()), failed)) {
            throw EngineError("missing-shard", "The model's part " + Base(paths.back()) + " is missing; put all " +
                                                   std::to_string(count) + " parts into one folder.");
        }
    }
    return paths;
}

/// Adds one file's tensors and checks that their bytes are there.
void AddTensors(ModelFile & model, const Gguf & file, const std::string & path) {
    const uint64_t fileBytes = fs::file_size(fs::u8path(path));
    const uint64_t data = gguf_get_data_offset(file.get());
    for (int64_t i = 0; i < gguf_get_n_tensors(file.get()); i++) {
        TensorPlace tensor = {gguf_get_tensor_name(file.get(), i), ggml_type_name(gguf_get_tensor_type(file.get(), i)),
                              path, data + gguf_get_tensor_offset(file.get(), i), gguf_get_tensor_size(file.get(), i)};
        if (tensor.offset + tensor.bytes > fileBytes) {
            throw EngineError("truncated-model", Base(path) + " is cut off: it should hold more than its " +
                                                     std::to_string(fileBytes) + " bytes; download it again.");
        }
        model.tensors.push_back(std::move(tensor));
    }
    model.bytes += fileBytes;
}

void CheckIndexer(const ModelFile & model, const std::string & path) {
    if (model.architecture != "deepseek32") {
        throw EngineError("wrong-architecture",
                          Base(path) + " is a model of the architecture \"" + model.architecture +
                              "\"; SparseLens reads with DeepSeek-V3.2 models (\"deepseek32\") only.");
    }
    for (const TensorPlace & tensor : model.tensors) {
        if (tensor.name == "blk.0.indexer.attn_k.weight") return;
    }
    throw EngineError("no-indexer", Base(path) +
                                        " has no lightning indexer tensors (it was made before llama.cpp kept them, "
                                        "May 2026); download a newer conversion of the model.");
}

} // namespace

ModelFile InspectModel(const std::string & path, bool withIndexer) {
    ModelFile model;
    const Gguf first = Open(path);
    model.architecture = Text(first, "general.architecture");
    const std::string prefix = model.architecture + ".";
    model.name = Text(first, "general.name");
    model.chatTemplate = Text(first, "tokenizer.chat_template");
    model.layers = Number(first, prefix + "block_count");
    model.contextLength = Number(first, prefix + "context_length");
    model.heads = Number(first, prefix + "attention.head_count");
    model.keyDim = Number(first, prefix + "attention.key_length");
    model.valueDim = Number(first, prefix + "attention.value_length");
    model.topK = Number(first, prefix + "attention.indexer.top_k");
    model.indexerHeads = Number(first, prefix + "attention.indexer.head_count");
    model.indexerDim = Number(first, prefix + "attention.indexer.key_length");
    model.retrievalLayers = Numbers(first, "sparselens.retrieval_layers");
    model.shards = ShardPaths(path, Number(first, "split.count"));
    AddTensors(model, first, path);
    for (size_t i = 1; i < model.shards.size(); i++) AddTensors(model, Open(model.shards[i]), model.shards[i]);
    if (withIndexer) CheckIndexer(model, path);
    return model;
}

} // namespace sparselens
