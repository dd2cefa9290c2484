#pragma once
#include "engine/model_check/metadata.h"
#include "engine/model_file.h"

#include <string>

namespace sparselens {

/// Throws EngineError "missing-tensor" where a file is no whole model: an adapter, a vocabulary, only the block that
/// predicts a further token.
void CheckWholeModel(const ModelFile & model, const Gguf & first, const std::string & path);

/// That the blocks which predict a further token are those that the metadata of a `deepseek32` count: else layers would
/// be computed that are none, or left out without a word.
void CheckPredictingBlocks(const ModelFile & model, const std::string & path);

} // namespace sparselens
