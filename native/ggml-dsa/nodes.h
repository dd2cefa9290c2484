#pragma once
#include "attention.h"
#include "indexer.h"

struct ggml_tensor;

/// Nodes of llama.cpp's graph as tasks of ours.
namespace dsa {

/// Whether this backend computes the node; anything else is left to the CPU backend.
bool Takes(const ggml_tensor * node);

/// GGML_OP_LIGHTNING_INDEXER; `topK` is the GGML_OP_TOP_K that follows, or null; scores that get in and so many more are
/// exact (-1: none need be).
IndexerTask IndexerTaskOf(const ggml_tensor * node, const ggml_tensor * topK, int exactBeyond);
/// GGML_OP_FLASH_ATTN_EXT.
AttentionBatch AttentionBatchOf(const ggml_tensor * node);

} // namespace dsa
