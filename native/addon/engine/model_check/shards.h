#pragma once
#include "engine/model_check/metadata.h"

#include <string>
#include <vector>

namespace sparselens {

/// The files of a model cut into shards, in order: `name-00001-of-00004.gguf` names the others. `first` is what was
/// read of the file at `path`. Throws EngineError: "wrong-shard", "missing-shard", "damaged-model".
std::vector<std::string> ShardPaths(const Gguf & first, const std::string & path);

/// Throws EngineError "wrong-shard" where a shard is another one than its name says, or of another model.
void CheckShard(const Gguf & shard, const std::string & path, int64_t number, const Gguf & first, int64_t count);

/// Throws EngineError "wrong-shard" where all shards together don't hold the tensors that the first one says.
void CheckShardTensors(const Gguf & first, const std::string & path, size_t tensors);

} // namespace sparselens
