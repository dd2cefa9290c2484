#pragma once
#include "engine/indexer_family.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace sparselens {

struct TensorPlace {
    std::string name, type, file;
    uint64_t offset, bytes;         // in its file
    std::array<int64_t, 4> shape{}; // fastest first
};

/// What a GGUF file says about itself, read without loading weights.
struct ModelFile {
    std::string name, architecture, chatTemplate;
    std::string license;    // as the file names it, such as "mit"; empty if it doesn't
    int64_t parameters = 0; // weights of all tensors
    int64_t layers = 0;     // that the graph computes
    int64_t blocks = 0;     // in the file: also those that predict a further token, which the graph leaves out
    int64_t contextLength = 0, indexerHeads = 0, indexerDim = 0, heads = 0;
    int64_t topK = 0;     // tokens that an indexer lets into attention; without indexers: that a trace keeps
    int64_t cacheRow = 0; // numbers that attention's cache holds for a token and layer
    IndexerFamily family;
    std::vector<int32_t> indexLayers; // computed layers with an indexer's tensors
    int64_t keyDim = 0, valueDim = 0; // of the attention as computed (absorbed MLA)
    uint64_t bytes = 0;
    int64_t vocabulary = 0;
    std::map<std::string, double> numbers;   // the architecture's own: "expert_count" and the like
    std::vector<std::string> shards;         // all files, in order
    std::vector<int32_t> retrievalLayers;    // sparselens.retrieval_layers; empty if the file has none
    std::vector<std::string> deepSeekTokens; // those of DeepSeek's chat that the vocabulary holds
    bool namesBeginToken = false, namesEndToken = false;
    std::vector<TensorPlace> tensors;
};

/// Reads and checks the file (or all shards of `…-00001-of-0000N.gguf`).
/// `withIndexer`: also what its architecture needs: DeepSeek-V3.2's in every detail, while of others llama.cpp itself
/// says what it can't use. Throws EngineError: "model-not-found", "not-gguf",
/// "truncated-model", "other-gguf-version", "other-byte-order", "unknown-tensor-type", "missing-shard", "wrong-shard",
/// "wrong-architecture"; `withIndexer`: also "no-indexer", "damaged-model", "unusable-tokenizer", "missing-tensor",
/// "wrong-shape".
ModelFile InspectModel(const std::string & path, bool withIndexer = true);

} // namespace sparselens
