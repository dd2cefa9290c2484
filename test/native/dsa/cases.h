#pragma once
#include "attention.h"
#include "indexer.h"

#include <random>
#include <string>
#include <vector>

/// Random inputs of the ops, with the memory that they lie in.
namespace cases {

uint16_t ToHalf(float value);
/// `count` rows as the KV cache has them.
std::vector<char> Rows(dsa::RowType type, int count, int dim, std::mt19937 & random, float size = 1);
void SetRow(std::vector<char> & rows, dsa::RowType type, int row, int dim, const std::vector<float> & numbers);
size_t RowBytes(dsa::RowType type, int dim);

struct IndexerShape {
    std::string name;
    int tokens, heads, dim, keys, selected;
    dsa::RowType type = dsa::RowType::F16;
};

struct IndexerCase {
    IndexerCase(const IndexerShape & shape, unsigned seed);
    dsa::IndexerTask Task(std::vector<float> & scores) const;

    IndexerShape shape;
    std::vector<float> queries, weights;
    std::vector<char> rows;
    std::vector<uint16_t> mask; // causal: the last token sees all but the padding
};

struct AttentionShape {
    std::string name;
    int tokens, heads, keyDim, valueDim, keys, visible;
    dsa::RowType type = dsa::RowType::F16;
};

struct AttentionCase {
    AttentionCase(const AttentionShape & shape, unsigned seed);
    dsa::AttentionBatch Batch(std::vector<float> & out) const;

    AttentionShape shape;
    std::vector<float> queries;
    std::vector<char> rows;
    std::vector<uint16_t> mask;
    std::vector<float> sinks; // none, or one for each head
};

} // namespace cases
