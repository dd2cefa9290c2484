#include "engine/model_file.h"

#include "engine/gguf_header.h"
#include "error.h"
#include "ggml.h"
#include "gguf.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

namespace sparselens {
namespace {

namespace fs = std::filesystem;
using Gguf = std::unique_ptr<gguf_context, decltype(&gguf_free)>;

/// What one message of DeepSeek's chat needs (electron/engine/chat.ts).
constexpr const char * kDeepSeekTokens[] = {u8"<｜begin▁of▁sentence｜>", u8"<｜User｜>", u8"<｜Assistant｜>",
                                            "</think>"};

constexpr const char * kIndexerTensors[] = {"attn_k.weight", "attn_q_b.weight", "k_norm.weight", "k_norm.bias",
                                            "proj.weight"};

/// Names of shards have five digits.
constexpr int64_t kMostShards = 99999;

/// Missing shards that are told by their numbers.
constexpr size_t kMostNamed = 8;

/// llama.cpp ends the process where a file says more.
constexpr int64_t kMostBlocks = 512;

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
    if (std::memcmp(magic, "GGUF", 4) != 0 && std::memcmp(magic, "FUGG", 4) != 0) {
        throw EngineError("not-gguf",
                          Base(path) + " is not a GGUF model file; choose a file of the deepseek32 architecture.");
    }
}

/// Says why ggml could not open the file.
[[noreturn]] void ThrowHeaderFault(const std::string & path) {
    const HeaderFault fault = FindHeaderFault(path);
    const std::string name = Base(path), version = std::to_string(fault.version);
    switch (fault.kind) {
        case HeaderFault::NewerVersion:
            throw EngineError("other-gguf-version", name + " is of GGUF version " + version +
                                                        ", newer than this SparseLens knows; get a newer SparseLens, "
                                                        "or a conversion of version " +
                                                        std::to_string(GGUF_VERSION) + ".");
        case HeaderFault::OlderVersion:
            throw EngineError("other-gguf-version", name + " is of GGUF version " + version +
                                                        ", which is not read any more; get a newer conversion.");
        case HeaderFault::OtherOrder:
            throw EngineError("other-byte-order", name + " is made for machines of the other byte order (big-endian); "
                                                         "get a little-endian conversion.");
        case HeaderFault::UnknownType:
            throw EngineError("unknown-tensor-type", name +
                                                         " uses a tensor type that this version doesn't know (number " +
                                                         std::to_string(fault.type) + ", " + fault.tensor +
                                                         "); get another quantization or a newer SparseLens.");
        case HeaderFault::UnknownValue:
            throw EngineError("other-gguf-version",
                              name + " holds metadata of a type that this version doesn't know (number " +
                                  std::to_string(fault.type) + "); get a newer SparseLens or another conversion.");
        case HeaderFault::Damaged: break;
    }
    throw EngineError("truncated-model", name + " is cut off or damaged; download it again.");
}

Gguf Open(const std::string & path) {
    CheckMagic(path);
    gguf_init_params params = {/* .no_alloc = */ true, /* .ctx = */ nullptr};
    Gguf file(gguf_init_from_file(path.c_str(), params), gguf_free);
    if (!file) ThrowHeaderFault(path);
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

std::string ShardEnd(int64_t number, int64_t count) {
    char end[32];
    std::snprintf(end, sizeof end, "-%05d-of-%05d.gguf", int(number), int(count));
    return end;
}

/// Throws where the file that was named is not the first of its shards, or its name doesn't lead to the others.
[[noreturn]] void ThrowShardName(const std::string & path, int64_t number, int64_t count) {
    const std::string first = ShardEnd(1, count), total = std::to_string(count);
    if (number != 1) {
        throw EngineError("wrong-shard", Base(path) + " is part " + std::to_string(number) + " of the model's " +
                                             total + "; name the first one, whose name ends with " + first + ".");
    }
    throw EngineError("wrong-shard", Base(path) + " is the first of the model's " + total +
                                         " parts, but renamed, so that the others can't be found; its name must end "
                                         "with " +
                                         first + ", and theirs in the same way.");
}

[[noreturn]] void ThrowMissingShards(const std::vector<int64_t> & missing, const std::string & first, int64_t count) {
    std::string numbers;
    const size_t named = missing.size() <= kMostNamed ? missing.size() : kMostNamed - 1;
    for (size_t i = 0; i < named; i++) {
        numbers += (i == 0 ? "" : i + 1 == missing.size() ? " and " : ", ") + std::to_string(missing[i]);
    }
    if (named < missing.size()) numbers += " and " + std::to_string(missing.size() - named) + " more";
    const bool one = missing.size() == 1;
    throw EngineError("missing-shard", std::string("The model lacks part") + (one ? " " : "s ") + numbers + " of " +
                                           std::to_string(count) + ": " + first +
                                           (one ? " is missing" : " and the others are not there") + "; put all " +
                                           std::to_string(count) + " parts into one folder.");
}

/// The files of a model cut into shards: `name-00001-of-00004.gguf` names the others. `number`: what the file at `path`
/// says that it is, from 1.
std::vector<std::string> ShardPaths(const std::string & path, int64_t number, int64_t count) {
    if (count <= 1) return {path};
    if (count > kMostShards) {
        throw EngineError("damaged-model", Base(path) + " says that it is one of " + std::to_string(count) +
                                               " parts, which can't be; download it again.");
    }
    const std::string end = ShardEnd(1, count);
    const size_t at = path.size() < end.size() ? 0 : path.size() - end.size();
    if (number != 1 || path.compare(at, std::string::npos, end) != 0) ThrowShardName(path, number, count);
    std::vector<std::string> paths;
    std::vector<int64_t> missing;
    for (int64_t i = 1; i <= count; i++) {
        paths.push_back(path.substr(0, at) + ShardEnd(i, count));
        std::error_code failed;
        if (!fs::exists(fs::u8path(paths.back()), failed)) missing.push_back(i);
    }
    if (!missing.empty()) ThrowMissingShards(missing, Base(paths[missing.front() - 1]), count);
    return paths;
}

/// Throws where a shard is another one than its name says.
void CheckShard(const Gguf & file, const std::string & path, int64_t number, int64_t count) {
    if (Number(file, "split.no") + 1 == number && Number(file, "split.count") == count) return;
    throw EngineError("wrong-shard", Base(path) + " is not part " + std::to_string(number) + " of this model's " +
                                         std::to_string(count) + " parts, whatever its name says; get it again.");
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

void CheckArchitecture(const ModelFile & model, const std::string & path) {
    if (model.architecture == "deepseek32") return;
    const std::string older = model.architecture == "deepseek2" ? " (V3.2 converted as \"deepseek2\" has lost its "
                                                                  "lightning indexer: get a newer conversion)"
                                                                : "";
    throw EngineError("wrong-architecture", Base(path) + " is a model of the architecture \"" + model.architecture +
                                                "\"; SparseLens reads with DeepSeek-V3.2 models (\"deepseek32\") only" +
                                                older + ".");
}

/// llama.cpp ends the process where these numbers make no sense.
void CheckBlocks(const ModelFile & model, const std::string & path) {
    if (model.layers > 0 && model.blocks <= kMostBlocks) return;
    throw EngineError("damaged-model", Base(path) + " says that it has " + std::to_string(model.blocks) +
                                           " blocks, of which " + std::to_string(model.layers) +
                                           " are computed, which can't be; get another conversion of the model.");
}

/// Layers whose indexer is not all there, and the first tensor that is missing.
struct Lack {
    int64_t layers = 0;
    std::string first;
};

Lack FindLack(const ModelFile & model) {
    std::set<std::string> names;
    for (const TensorPlace & tensor : model.tensors) names.insert(tensor.name);
    Lack lack;
    for (int64_t layer = 0; layer < model.layers; layer++) {
        const std::string prefix = "blk." + std::to_string(layer) + ".indexer.";
        for (const char * tensor : kIndexerTensors) {
            if (names.count(prefix + tensor)) continue;
            if (lack.layers++ == 0) lack.first = prefix + tensor;
            break;
        }
    }
    return lack;
}

void CheckIndexer(const ModelFile & model, const std::string & path) {
    const Lack lack = FindLack(model);
    const std::string layers = std::to_string(model.layers);
    if (lack.layers == 0 && model.topK > 0 && model.indexerHeads > 0 && model.indexerDim > 0) return;
    const bool any = std::any_of(model.tensors.begin(), model.tensors.end(), [](const TensorPlace & tensor) {
        return tensor.name.find(".indexer.") != std::string::npos;
    });
    if (!any) {
        throw EngineError("no-indexer", Base(path) + " has no lightning indexer tensors in any of its " + layers +
                                            " layers (it was made before llama.cpp kept them, May 2026); download a "
                                            "newer conversion of the model.");
    }
    if (lack.layers > 0) {
        throw EngineError("no-indexer", Base(path) + " lacks lightning indexer tensors in " +
                                            std::to_string(lack.layers) + " of its " + layers + " layers (the first: " +
                                            lack.first + "); download another conversion of the model.");
    }
    throw EngineError("no-indexer", Base(path) + " doesn't say how its lightning indexer is built "
                                                 "(deepseek32.attention.indexer.head_count, key_length and top_k); "
                                                 "download another conversion of the model.");
}

/// A file may name layers that the graph doesn't compute.
void KeepComputed(std::vector<int32_t> & layers, int64_t computed) {
    layers.erase(
        std::remove_if(layers.begin(), layers.end(), [&](int32_t layer) { return layer < 0 || layer >= computed; }),
        layers.end());
}

std::vector<std::string> FindDeepSeekTokens(const Gguf & file) {
    std::vector<std::string> found;
    const int64_t id = Find(file, "tokenizer.ggml.tokens", GGUF_TYPE_ARRAY);
    if (id < 0 || gguf_get_arr_type(file.get(), id) != GGUF_TYPE_STRING) return found;
    for (size_t i = 0; i < gguf_get_arr_n(file.get(), id); i++) {
        const char * token = gguf_get_arr_str(file.get(), id, i);
        for (const char * known : kDeepSeekTokens) {
            if (std::strcmp(token, known) == 0) found.push_back(token);
        }
    }
    return found;
}

} // namespace

ModelFile InspectModel(const std::string & path, bool withIndexer) {
    ModelFile model;
    const Gguf first = Open(path);
    model.architecture = Text(first, "general.architecture");
    const std::string prefix = model.architecture + ".";
    model.name = Text(first, "general.name");
    model.chatTemplate = Text(first, "tokenizer.chat_template");
    model.blocks = Number(first, prefix + "block_count");
    model.layers = model.blocks - Number(first, prefix + "nextn_predict_layers");
    model.contextLength = Number(first, prefix + "context_length");
    model.heads = Number(first, prefix + "attention.head_count");
    model.keyDim = Number(first, prefix + "attention.key_length");
    model.valueDim = Number(first, prefix + "attention.value_length");
    model.topK = Number(first, prefix + "attention.indexer.top_k");
    model.indexerHeads = Number(first, prefix + "attention.indexer.head_count");
    model.indexerDim = Number(first, prefix + "attention.indexer.key_length");
    model.retrievalLayers = Numbers(first, "sparselens.retrieval_layers");
    KeepComputed(model.retrievalLayers, model.layers);
    model.deepSeekTokens = FindDeepSeekTokens(first);
    const int64_t count = Number(first, "split.count");
    model.shards = ShardPaths(path, Number(first, "split.no") + 1, count);
    if (withIndexer) CheckArchitecture(model, path);
    AddTensors(model, first, path);
    for (size_t i = 1; i < model.shards.size(); i++) {
        const Gguf shard = Open(model.shards[i]);
        CheckShard(shard, model.shards[i], int64_t(i) + 1, count);
        AddTensors(model, shard, model.shards[i]);
    }
    CheckBlocks(model, path);
    if (withIndexer) CheckIndexer(model, path);
    return model;
}

} // namespace sparselens
