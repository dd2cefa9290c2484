#include "engine/model_file.h"

#include "engine/gguf_numbers.h"
#include "engine/model_check/hyperparameters.h"
#include "engine/model_check/indexer.h"
#include "engine/model_check/keys.h"
#include "engine/model_check/known.h"
#include "engine/model_check/metadata.h"
#include "engine/model_check/other_kinds.h"
#include "engine/model_check/shapes.h"
#include "engine/model_check/shards.h"
#include "engine/model_check/shown.h"
#include "engine/model_check/tokenizer.h"
#include "engine/model_check/whole_model.h"
#include "error.h"
#include "ggml.h"

#include <algorithm>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>

namespace sparselens {
namespace {

namespace fs = std::filesystem;

/// What one message of DeepSeek's chat needs (electron/engine/chat.ts).
constexpr const char * kDeepSeekTokens[] = {u8"<｜begin▁of▁sentence｜>", u8"<｜User｜>", u8"<｜Assistant｜>", "<think>",
                                            "</think>"};

constexpr const char * kTokens = "tokenizer.ggml.tokens";
/// Positions that a trace of a model without indexers keeps of each row: those with the most attention mass.
constexpr int64_t kMassKept = 256;

/// Adds one file's tensors and checks that their bytes are there, and that no other file has them too.
void AddTensors(ModelFile & model, const Gguf & file, const std::string & path) {
    const uint64_t fileBytes = fs::file_size(fs::u8path(path));
    const uint64_t data = gguf_get_data_offset(file.get());
    std::set<std::string> others;
    for (const TensorPlace & tensor : model.tensors) others.insert(tensor.name);
    for (int64_t i = 0; i < gguf_get_n_tensors(file.get()); i++) {
        TensorPlace tensor = {gguf_get_tensor_name(file.get(), i), ggml_type_name(gguf_get_tensor_type(file.get(), i)),
                              path, data + gguf_get_tensor_offset(file.get(), i), gguf_get_tensor_size(file.get(), i)};
        const int64_t * shape = gguf_get_tensor_ne(file.get(), i);
        std::copy(shape, shape + tensor.shape.size(), tensor.shape.begin());
        if (tensor.bytes > fileBytes || tensor.offset > fileBytes - tensor.bytes) {
            throw EngineError("truncated-model", FileName(path) + " is cut off: it should hold more than its " +
                                                     std::to_string(fileBytes) + " bytes; " + MendDownload(path) + ".");
        }
        if (others.count(tensor.name)) {
            throw EngineError("wrong-shard", FileName(path) + " holds the tensor " + Shown(tensor.name) +
                                                 ", which an earlier part of the model holds too; get all parts of one "
                                                 "conversion.");
        }
        const ggml_type type = gguf_get_tensor_type(file.get(), i);
        model.parameters += int64_t(tensor.bytes / ggml_type_size(type) * ggml_blck_size(type));
        model.tensors.push_back(std::move(tensor));
    }
    model.bytes += fileBytes;
}

void CheckArchitecture(const ModelFile & model, const std::string & path) {
    if (!model.architecture.empty()) return;
    throw EngineError("wrong-architecture", FileName(path) +
                                                " doesn't say its architecture (general.architecture); get another "
                                                "conversion of the model.");
}

/// A file may name layers that the graph doesn't compute.
void KeepComputed(std::vector<int32_t> & layers, int64_t computed) {
    layers.erase(
        std::remove_if(layers.begin(), layers.end(), [&](int32_t layer) { return layer < 0 || layer >= computed; }),
        layers.end());
}

std::vector<std::string> FindDeepSeekTokens(const Gguf & file) {
    std::vector<std::string> found;
    const int64_t id = Find(file, kTokens, GGUF_TYPE_ARRAY);
    if (id < 0 || gguf_get_arr_type(file.get(), id) != GGUF_TYPE_STRING) return found;
    for (size_t i = 0; i < gguf_get_arr_n(file.get(), id); i++) {
        const char * token = gguf_get_arr_str(file.get(), id, i);
        for (const char * known : kDeepSeekTokens) {
            if (std::strcmp(token, known) == 0) found.push_back(token);
        }
    }
    return found;
}

/// The model's chat template; where it has them for several ends only, that for none, else the first.
std::string FindChatTemplate(const Gguf & file) {
    const std::string key = "tokenizer.chat_template";
    std::string found = Text(file, key);
    if (found.find_first_not_of(" \t\r\n") != std::string::npos) return found;
    found = Text(file, key + ".default");
    for (int64_t id = 0; id < gguf_get_n_kv(file.get()) && found.empty(); id++) {
        const std::string named = gguf_get_key(file.get(), id);
        if (named.rfind(key + ".", 0) == 0) found = Text(file, named);
    }
    return found;
}

/// What the first file says, checked or not.
ModelFile ReadFile(const Gguf & first) {
    ModelFile model;
    model.architecture = Text(first, "general.architecture");
    const std::string prefix = model.architecture + ".";
    model.name = Shown(Text(first, "general.name"));
    model.license = Text(first, "general.license");
    model.chatTemplate = FindChatTemplate(first);
    const Hyperparameters numbers = ReadHyperparameters(first);
    model.blocks = numbers.blocks;
    model.layers = numbers.layers;
    // both are more than is ever used of them; others count them in 31 bits
    model.contextLength = std::min<int64_t>(Number(first, prefix + "context_length"), INT_MAX);
    model.family = FamilyOf(first);
    model.topK = std::min<int64_t>(Number(first, prefix + "attention.indexer.top_k") * model.family.perChoice, INT_MAX);
    if (model.family.unit.empty()) model.topK = kMassKept;
    model.heads = numbers.heads;
    model.keyDim = numbers.keyDim;
    model.valueDim = Number(first, prefix + "attention.value_length");
    model.indexerHeads = numbers.indexerHeads;
    model.indexerDim = numbers.indexerDim;
    const bool latent = Number(first, prefix + "attention.kv_lora_rank") > 0;
    model.cacheRow = latent ? model.keyDim : numbers.keyValueHeads * (model.keyDim + model.valueDim);
    model.retrievalLayers = Numbers(first, "sparselens.retrieval_layers");
    KeepComputed(model.retrievalLayers, model.layers);
    model.deepSeekTokens = FindDeepSeekTokens(first);
    model.numbers = ReadNumbers(first.get(), prefix);
    model.vocabulary = ArrayLength(first.get(), kTokens);
    model.namesBeginToken = Find(first, "tokenizer.ggml.bos_token_id", GGUF_TYPE_UINT32) >= 0;
    model.namesEndToken = Find(first, "tokenizer.ggml.eos_token_id", GGUF_TYPE_UINT32) >= 0;
    return model;
}

/// The layers that have an indexer of their own, as far as the tensors tell.
void FindIndexLayers(ModelFile & model) {
    std::set<int32_t> layers;
    for (const TensorPlace & tensor : model.tensors) {
        const size_t name = tensor.name.find(".indexer.");
        if (name != std::string::npos && tensor.name.compare(0, 4, "blk.") == 0)
            layers.insert(std::atoi(tensor.name.c_str() + 4));
    }
    model.indexLayers.assign(layers.begin(), layers.end());
    KeepComputed(model.indexLayers, model.layers);
}

/// All that can be known of a model before its weights are read, from what explains most to details.
void CheckModel(const ModelFile & model, const Gguf & first, const std::string & path) {
    CheckWholeModel(model, first, path);
    CheckAnswers(model.architecture, path);
    if (model.architecture != "deepseek32") {
        CheckBlocks(first, path);
        CheckContextLength(first, path);
        if (!model.family.unit.empty()) CheckOwnIndexers(model, first, path);
        CheckTokenizer(first, path);
        return CheckKnown(path);
    }
    CheckKeys(first, path);
    CheckBlocks(first, path);
    CheckPredictingBlocks(model, path);
    CheckIndexer(model, path);
    CheckHyperparameters(first, path);
    CheckTokenizer(first, path);
    CheckShapes(model, ReadHyperparameters(first), model.vocabulary, path);
}

} // namespace

ModelFile InspectModel(const std::string & path, bool withIndexer) {
    const Gguf first = OpenGguf(path);
    ModelFile model = ReadFile(first);
    if (model.name.empty()) model.name = FileName(path);
    model.shards = ShardPaths(first, path);
    if (withIndexer) CheckArchitecture(model, path);
    AddTensors(model, first, path);
    for (size_t i = 1; i < model.shards.size(); i++) {
        const Gguf shard = OpenGguf(model.shards[i]);
        CheckShard(shard, model.shards[i], int64_t(i) + 1, first, int64_t(model.shards.size()));
        AddTensors(model, shard, model.shards[i]);
    }
    if (model.shards.size() > 1) CheckShardTensors(first, path, model.tensors.size());
    FindIndexLayers(model);
    if (withIndexer) CheckModel(model, first, path);
    return model;
}

} // namespace sparselens
