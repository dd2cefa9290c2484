#pragma once
#include "engine/model_check/metadata.h"

#include <cstdint>
#include <string>

namespace sparselens {

/// The numbers that llama.cpp makes shapes and a graph of, as it reads them: with its values where the file has none.
struct Hyperparameters {
    int64_t blocks = 0;      // with those that predict a further token
    int64_t layers = 0;      // that the graph computes
    int64_t denseLayers = 0; // the first ones, without experts
    int64_t hidden = 0, heads = 0, keyValueHeads = 0;
    int64_t queryRank = 0, keyValueRank = 0, rope = 0;
    int64_t keyDim = 0;                       // of the attention as computed (absorbed MLA)
    int64_t headKeyDim = 0, headValueDim = 0; // of a head
    int64_t indexerHeads = 0, indexerDim = 0;
    int64_t feedForward = 0, expertFeedForward = 0;
    int64_t experts = 0, expertsUsed = 0, sharedExperts = 0;
};

/// The keys must have been checked (CheckKeys).
Hyperparameters ReadHyperparameters(const Gguf & file);

/// Throws EngineError "damaged-model" where there are no blocks to compute, or more than llama.cpp takes.
void CheckBlocks(const Gguf & file, const std::string & path);

/// Throws EngineError "damaged-model" where the model says that it reads nothing; llama.cpp doesn't mind.
void CheckContextLength(const Gguf & file, const std::string & path);

/// Throws EngineError "damaged-model" where a number can't be: llama.cpp ends the process over most of them, while it
/// loads or when it builds its graph.
void CheckHyperparameters(const Gguf & file, const std::string & path);

} // namespace sparselens
