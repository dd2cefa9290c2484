#pragma once
#include "engine/context.h"

#include <string>
#include <vector>

namespace sparselens {

/// Bytes that llama.cpp allocated in one kind of buffer: weights, KV caches, and what its graph computes in.
struct MemoryUse {
    std::string buffer, device;
    uint64_t weights, cache, compute;
};

/// What a context and its model hold, by llama.cpp's own account.
std::vector<MemoryUse> MemoryOf(const Context & context);

/// What they would hold: llama.cpp reads the file's header and plans its buffers, but allocates none of them. Throws
/// what Model::Load and Context throw.
std::vector<MemoryUse> SimulateMemory(const std::string & path, ModelOptions model, const ContextOptions & context);

} // namespace sparselens
