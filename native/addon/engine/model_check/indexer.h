#pragma once
#include "engine/model_check/metadata.h"
#include "engine/model_file.h"

#include <string>

namespace sparselens {

/// Throws EngineError "no-indexer" where no layer has an indexer, or its sizes are not said.
void CheckAnyIndexer(const ModelFile & model, const std::string & path);

/// The same, and of glm-dsa where a layer that chooses for itself lacks tensors: llama.cpp ends the process over it.
void CheckOwnIndexers(const ModelFile & model, const Gguf & first, const std::string & path);

/// Of a model whose layers all have one: throws EngineError "no-indexer" where layers lack tensors of the lightning
/// indexer, or its sizes are not said.
void CheckIndexer(const ModelFile & model, const std::string & path);

} // namespace sparselens
