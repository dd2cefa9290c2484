#pragma once
#include "kernels/kernels.h"

namespace dsa {

/// A product of quantized weights with an ubatch: out[r][o] = sum_k in[r][k] * weights[o][k], rows counted through
/// `inRows` and `inPlanes`. With several matrices of weights, each plane of rows has one of its own.
struct ProductBatch {
    WeightType type;
    int matrices, outputs, blocks; // outputs of each matrix, a multiple of kGroup; blocks of 32 numbers in a row
    const uint8_t * packed;        // as PackWeights leaves them
    const char * in;               // F32
    int inRows, inPlanes;
    size_t inRow, inPlane; // bytes from one to the next
    float * out;           // [planes][rows][outputs]

    int Rows() const { return inRows * inPlanes; }
};

/// Row `row` of the other side.
inline const char * RowAt(const ProductBatch & batch, int row) {
    return batch.in + row % batch.inRows * batch.inRow + row / batch.inRows * batch.inPlane;
}
/// Blocks of all rows, rounded.
inline size_t RoundedBlocks(const ProductBatch & batch) { return size_t(batch.Rows()) * batch.blocks; }
/// Rounds row `row` to bytes; before any piece that needs it.
void RoundRow(const Kernels & kernels, const ProductBatch & batch, int row, RoundedBlock * rounded);

/// Pieces a thread gets, so that one that is late leaves some to the others.
constexpr int kPiecesPerThread = 4;
/// Where a part of `count` things begins.
inline int StartOfPart(int count, int part, int parts) { return int(int64_t(count) * part / parts); }

/// Into how many pieces a product is cut for so many threads. Each output is computed alike whatever they are.
int PiecesOf(const ProductBatch & batch, int threads);
void MultiplyPiece(const Kernels & kernels, const ProductBatch & batch, int threads, int piece,
                   const RoundedBlock * rounded);

} // namespace dsa
