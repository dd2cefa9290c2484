#pragma once
#include "engine/model_check/metadata.h"

#include <string>

namespace sparselens {

/// Throws EngineError "damaged-model" where a key that llama.cpp needs is missing, or one that it reads is of another
/// type than it takes. Those of the indexer may be missing here: they have a sentence of their own.
void CheckKeys(const Gguf & file, const std::string & path);

} // namespace sparselens
