#pragma once
#include "engine/model_file.h"

#include <string>

namespace sparselens {

/// Throws EngineError "no-indexer" where layers lack tensors of the lightning indexer, or its sizes are not said.
void CheckIndexer(const ModelFile & model, const std::string & path);

} // namespace sparselens
