#pragma once

/// What ggml-dsa offers to the program that loads it, beside what ggml asks of every backend: functions by name, from
/// ggml_backend_reg_get_proc_address(ggml_backend_reg_by_name("DSA"), name).
extern "C" {

/// "dsa_keep_exact_scores". Scores (`indexer_score-<layer>`) decide exactly which positions get in, but may be off by some
/// percent where that decides nothing. A program that reads scores passes true: all are then those of the formula in F32.
/// For the whole process, from the next graph on.
typedef void (*dsa_keep_exact_scores_t)(bool exact);
}
