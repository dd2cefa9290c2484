#pragma once
#include "engine/model_check/metadata.h"

#include <string>

namespace sparselens {

/// Throws EngineError "unusable-tokenizer" where the tokenizer is none that spells a text token by token, or its lists
/// don't fit each other. The keys must have been checked (CheckKeys).
void CheckTokenizer(const Gguf & file, const std::string & path);

} // namespace sparselens
