#pragma once
#include <cstdint>

struct ggml_tensor;

/// What ggml-dsa offers to the program that loads it, beside what ggml asks of every backend: functions by name, from
/// ggml_backend_reg_get_proc_address(ggml_backend_reg_by_name("DSA"), name).
extern "C" {

/// "dsa_keep_exact_scores". Scores (`indexer_score-<layer>`) decide exactly which positions get in, but may be off by
/// some percent where that decides nothing, and anything finite where all that is visible gets in. A program that reads
/// scores passes true: all are then those of the formula in F32. For the whole process, from the next graph on.
typedef void (*dsa_keep_exact_scores_t)(bool exact);

/// "dsa_computes_in_cpu": whether it is ours to compute this node where llama.cpp has its CPU backend do it.
typedef bool (*dsa_computes_in_cpu_t)(const struct ggml_tensor * node);

/// "dsa_observe_attention". The attention probabilities of one row (token) of a GGML_OP_FLASH_ATTN_EXT node over
/// `count` cells of its KV cache, summed over heads: mass[i] = sum_j softmax_i(scale * q[row,j] . k[cells[i]]),
/// whatever the node's mask says; a head's sink takes its share. With the cells that entered attention: what the model
/// attended to; with all cells that the row could see: dense attention. To be called from llama.cpp's eval callback
/// when the node has been computed, by whatever backend. False, and nothing is written: the node's memory or shape
/// can't be read (on a GPU; not MLA).
typedef bool (*dsa_observe_attention_t)(const struct ggml_tensor * attention, int row, const int32_t * cells, int count,
                                        float * mass);
}
