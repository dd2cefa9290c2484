#pragma once
#include "engine/model_check/metadata.h"
#include "engine/model_file.h"

#include <string>

namespace sparselens {

/// Throws EngineError "missing-tensor" where a file is no whole model: an adapter, a vocabulary, only the block that
/// predicts a further token.
void CheckWholeModel(const ModelFile & model, const Gguf & first, const std::string & path);

} // namespace sparselens
