#include "engine/model_check/indexer.h"

#include "engine/model_check/metadata.h"
#include "error.h"

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
    const Lack lack = FindLack(model);
    const std::string layers = std::to_string(model.layers);
    if (lack.layers == 0 || model.indexLayers.empty()) return CheckAnyIndexer(model, path);
    throw EngineError("no-indexer", FileName(path) + " lacks lightning indexer tensors in " +
                                        std::to_string(lack.layers) + " of its " + layers + " layers (the first: " +
                                        lack.first + "); download another conversion of the model.");
}

} // namespace sparselens
