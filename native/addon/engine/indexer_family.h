#pragma once
#include "engine/model_check/metadata.h"

#include <string>

namespace sparselens {

/// What the indexers of an architecture choose, and how the file counts it.
struct IndexerFamily {
    /// "token"; "entry": keys that stand for several tokens each; "block": of neighbouring positions. Empty: the
    /// architecture has no indexers.
    std::string unit;
    int64_t unitTokens = 1; // tokens that one of them stands for
    int64_t perChoice = 1;  // tokens by which one more in `attention.indexer.top_k` widens a choice
};

/// Of a file's architecture, as llama.cpp v0.5.0 runs it.
IndexerFamily FamilyOf(const Gguf & file);

} // namespace sparselens
