#include "engine/model_check/indexer.h"

#include "engine/model_check/metadata.h"
#include "error.h"

#include <algorithm>
#include <set>

namespace sparselens {
namespace {

constexpr const char * kIndexerTensors[] = {"attn_k.weight", "attn_q_b.weight", "k_norm.weight", "k_norm.bias",
                                            "proj.weight"};

/// Layers whose indexer is not all there, and the first tensor that is missing.
struct Lack {
    int64_t layers = 0;
    std::string first;
};

Lack FindLack(const ModelFile & model, const std::vector<bool> & own) {
    std::set<std::string> names;
    for (const TensorPlace & tensor : model.tensors) names.insert(tensor.name);
    Lack lack;
    for (int64_t layer = 0; layer < model.layers; layer++) {
        if (!own[size_t(layer)]) continue;
        const std::string prefix = "blk." + std::to_string(layer) + ".indexer.";
        for (const char * tensor : kIndexerTensors) {
            if (names.count(prefix + tensor)) continue;
            if (lack.layers++ == 0) lack.first = prefix + tensor;
            break;
        }
    }
    return lack;
}

/// From here on a glm-dsa file is taken for GLM-5.2, in which most layers share the choice of one before.
constexpr int64_t kContextOfSharing = 1 << 20;
constexpr size_t kSharingStart = 2, kSharingStep = 4;

/// Which layers of a glm-dsa model choose for themselves, as src/models/glm-dsa.cpp reads it.
std::vector<bool> OwnIndexers(const ModelFile & model, const Gguf & first) {
    const bool shares = model.contextLength >= kContextOfSharing;
    std::vector<bool> own;
    for (size_t i = 0; i < size_t(model.layers); i++)
        own.push_back(!shares || i < kSharingStart || (i - kSharingStart) % kSharingStep == 0);
    const int64_t id = Find(first, model.architecture + ".attention.indexer.types", GGUF_TYPE_ARRAY);
    if (id < 0) return own;
    const gguf_type type = gguf_get_arr_type(first.get(), id);
    if (type != GGUF_TYPE_BOOL && type != GGUF_TYPE_INT32 && type != GGUF_TYPE_UINT32) return own;
    const size_t count = std::min(own.size(), gguf_get_arr_n(first.get(), id));
    const void * data = gguf_get_arr_data(first.get(), id);
    for (size_t i = 0; i < count; i++) {
        own[i] = type == GGUF_TYPE_BOOL ? static_cast<const int8_t *>(data)[i] != 0
                                        : static_cast<const int32_t *>(data)[i] != 0;
    }
    return own;
}

[[noreturn]] void ThrowLack(const Lack & lack, const std::string & layers, const std::string & path) {
    throw EngineError("no-indexer", FileName(path) + " lacks lightning indexer tensors in " +
                                        std::to_string(lack.layers) + " of its " + layers +
                                        " (the first: " + lack.first + "); download another conversion of the model.");
}

} // namespace

void CheckAnyIndexer(const ModelFile & model, const std::string & path) {
    if (model.indexLayers.empty()) {
        throw EngineError("no-indexer", FileName(path) + " has no lightning indexer tensors in any of its " +
                                            std::to_string(model.layers) +
                                            " layers (it was made before llama.cpp kept them, May 2026); download a "
                                            "newer conversion of the model.");
    }
    if (model.topK > 0 && model.indexerHeads > 0 && model.indexerDim > 0) return;
    const char * key = model.topK <= 0 ? "top_k" : model.indexerHeads <= 0 ? "head_count" : "key_length";
    throw EngineError("no-indexer", FileName(path) +
                                        " doesn't say how its lightning indexer is built "
                                        "(" +
                                        model.architecture + ".attention.indexer." + key +
                                        " is missing or 0); download another conversion of the model.");
}

void CheckIndexer(const ModelFile & model, const std::string & path) {
    const Lack lack = FindLack(model, std::vector<bool>(size_t(model.layers), true));
    if (lack.layers == 0 || model.indexLayers.empty()) return CheckAnyIndexer(model, path);
    ThrowLack(lack, std::to_string(model.layers) + " layers", path);
}

void CheckOwnIndexers(const ModelFile & model, const Gguf & first, const std::string & path) {
    CheckAnyIndexer(model, path);
    if (model.architecture != "glm-dsa") return; // llama.cpp looks for itself
    const std::vector<bool> own = OwnIndexers(model, first);
    const Lack lack = FindLack(model, own);
    if (lack.layers == 0) return;
    ThrowLack(lack, std::to_string(std::count(own.begin(), own.end(), true)) + " layers that choose for themselves",
              path);
}

} // namespace sparselens
