#pragma once
#include <atomic>
#include <string>

namespace sparselens {

/// Writes a model as llama.cpp runs it without DeepSeek Sparse Attention: the same weights as `deepseek2`, without the
/// indexers, in one file. What it says is another thing; what it costs is what dense attention costs.
/// Throws EngineError: InspectModel's, "write-failed", "cancelled" (then a part of the file is left).
void WriteDenseTwin(const std::string & path, const std::string & into, const std::atomic<bool> & cancel);

} // namespace sparselens
