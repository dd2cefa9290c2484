#pragma once
#include "attention.h"
#include "indexer.h"
#include "products.h"

/// The formulas as they read, for tests: no tiles, no threads, sums in double.
namespace dsa::reference {

float FromHalf(uint16_t half);
/// A row of the KV cache.
std::vector<float> Row(RowType type, const char * row, int count);
/// The product with the Walsh-Hadamard matrix of the row's length, times scale.
std::vector<double> Rotate(const std::vector<float> & row, double scale);
/// Writes task.scores.
void Index(const IndexerTask & task);
/// The k highest, ascending; of equal scores the lowest positions; NaN below everything.
std::vector<int32_t> TopK(const float * scores, int count, int k);
/// Writes batch.out.
void Attend(const AttentionBatch & batch);
/// Softmax over the positions, summed over heads.
std::vector<double> Observe(const AttentionBatch & batch, int token, const std::vector<int32_t> & positions);
/// A row of `blocks` blocks of weights, as the file has it.
std::vector<float> WeightRow(WeightType type, const char * row, int blocks);
/// The product of one rounded row with one row of weights.
double Multiply(const std::vector<float> & weights, const RoundedBlock * rounded, int blocks);
/// The same in F32.
double Multiply(const float * weights, const float * row, int dim);

} // namespace dsa::reference
