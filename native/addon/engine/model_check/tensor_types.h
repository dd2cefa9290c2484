#pragma once
#include "engine/model_file.h"

namespace sparselens {

/// Throws EngineError "unknown-tensor-type" where a tensor is of a type that llama.cpp can't compute with: it asks for
/// none of these at load, and ends the process, or reads past a tensor's end, at the first token.
/// `cpuBlocks`: the first blocks, whose norms the CPU computes; more than there are: the output's too.
void CheckTensorTypes(const ModelFile & model, int64_t cpuBlocks);

} // namespace sparselens
