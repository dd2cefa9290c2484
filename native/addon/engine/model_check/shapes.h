#pragma once
#include "engine/model_check/hyperparameters.h"
#include "engine/model_file.h"

#include <string>

namespace sparselens {

/// Throws EngineError "missing-tensor" where a tensor of the graph is not there, "wrong-shape" where one has another
/// shape than the hyperparameters and the vocabulary make. `tokens`: of the vocabulary.
void CheckShapes(const ModelFile & model, const Hyperparameters & numbers, int64_t tokens, const std::string & path);

} // namespace sparselens
