#pragma once
#include "attention.h"
#include "indexer.h"

struct ggml_tensor;

/// Nodes of llama.cpp's graph as tasks of ours.
namespace dsa {

/// Whether this backend computes the node; anything else is left to the CPU backend.
bool Takes(const ggml_tensor * node);

/// GGML_OP_LIGHTNING_INDEXER; `topK` is the GGML_OP_TOP_K that follows if nobody else reads the scores, or null.
IndexerTask IndexerTaskOf(const ggml_tensor * node, const ggml_tensor * topK);
/// Whether the observer can read this GGML_OP_FLASH_ATTN_EXT, whoever computes it.
bool CanObserve(const ggml_tensor * node);
/// GGML_OP_FLASH_ATTN_EXT.
AttentionBatch AttentionBatchOf(const ggml_tensor * node);

} // namespace dsa
