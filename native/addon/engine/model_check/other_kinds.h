#pragma once
#include <string>

namespace sparselens {

/// Throws EngineError "wrong-architecture" for architectures of models that write no answers. With their metadata
/// llama.cpp would tell of a missing key or tensor, if of anything.
void CheckAnswers(const std::string & architecture, const std::string & path);

} // namespace sparselens
