#pragma once
#include <string>

namespace sparselens {

/// Asks llama.cpp itself, which reads metadata and vocabulary for that: throws EngineError "wrong-architecture" where
/// it doesn't know the architecture, "model-refused" where it can't read them otherwise.
void CheckKnown(const std::string & path);

} // namespace sparselens
