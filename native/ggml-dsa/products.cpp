#include "products.h"

#include <algorithm>

namespace dsa {
namespace {

/// Fewer rows are not worth unpacking weights for once more.
constexpr int kLeastRows = 64;

/// A product's pieces: its matrices, parts of their groups of outputs, and of their rows where there are more threads.
struct Cut {
    Cut(const ProductBatch & batch, int threads) : groups(batch.outputs / kGroup), rows(batch.Rows() / batch.matrices) {
        const int all = threads == 1 ? 1 : threads * kPiecesPerThread;
        const int wanted = (all + batch.matrices - 1) / batch.matrices;
        groupParts = std::min(groups, wanted);
        rowParts = std::max(1, std::min(wanted / groupParts, rows / kLeastRows));
    }
    int groups, rows, groupParts, rowParts; // of one matrix
};

} // namespace

void RoundRow(const Kernels & kernels, const ProductBatch & batch, int row, RoundedBlock * rounded) {
    kernels.roundBlocks((const float *)RowAt(batch, row), batch.blocks, rounded + size_t(row) * batch.blocks);
}

int PiecesOf(const ProductBatch & batch, int threads) {
    const Cut cut(batch, threads);
    return batch.matrices * cut.groupParts * cut.rowParts;
}

void MultiplyPiece(const Kernels & kernels, const ProductBatch & batch, int threads, int piece,
                   const RoundedBlock * rounded) {
    const Cut cut(batch, threads);
    const int part = piece % cut.groupParts, rowPart = piece / cut.groupParts % cut.rowParts;
    const int matrix = piece / (cut.groupParts * cut.rowParts);
    const int group = StartOfPart(cut.groups, part, cut.groupParts),
              firstRow = StartOfPart(cut.rows, rowPart, cut.rowParts);
    const size_t row = size_t(matrix) * cut.rows + firstRow;
    ProductTask task;
    task.type = batch.type;
    task.blocks = batch.blocks;
    task.groups = batch.packed + (size_t(matrix) * cut.groups + group) * GroupBytes(batch.type, batch.blocks);
    task.groupCount = StartOfPart(cut.groups, part + 1, cut.groupParts) - group;
    task.rows = rounded + row * batch.blocks;
    task.rowCount = StartOfPart(cut.rows, rowPart + 1, cut.rowParts) - firstRow;
    task.out = batch.out + row * batch.outputs + group * kGroup;
    task.outStride = batch.outputs;
    kernels.multiply(task);
}

} // namespace dsa
