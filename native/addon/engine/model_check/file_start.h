#pragma once
#include <string>

namespace sparselens {

/// Throws EngineError "model-not-found" where there is no file to read, "not-gguf" where it is of another kind: what
/// people have instead of a model has a sentence of its own.
void CheckFileStart(const std::string & path);

/// True for what a program has so far of a file, by its name.
bool IsDownload(const std::string & path);

} // namespace sparselens
