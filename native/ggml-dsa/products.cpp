#include "products.h"

#include <algorithm>

namespace dsa {
namespace {

/// Pieces a thread gets, so that one that is late leaves some to the others.
constexpr int kPiecesPerThread = 4;
/// Fewer rows are not worth unpacking weights for once more.
constexpr int kLeastRows = 64;

/// A product's pieces: parts of its groups of outputs, and of its rows where there are more threads than groups.
struct Cut {
    Cut(const ProductBatch & batch, int threads) : groups(batch.outputs / kGroup), rows(batch.Rows()) {
        const int wanted = threads == 1 ? 1 : threads * kPiecesPerThread;
        groupParts = std::min(groups, wanted);
        rowParts = std::max(1, std::min(wanted / groupParts, rows / kLeastRows));
    }
    int groups, rows, groupParts, rowParts;
};

int Start(int count, int part, int parts) { return int(int64_t(count) * part / parts); }

} // namespace

void RoundRow(const Kernels & kernels, const ProductBatch & batch, int row, char * rounded) {
    const int plane = row / batch.inRows, cube = plane / batch.inPlanes;
    const char * at =
        batch.in + row % batch.inRows * batch.inRow + plane % batch.inPlanes * batch.inPlane + cube * batch.inCube;
    kernels.roundBlocks((const float *)at, batch.blocks, rounded + row * RoundedBytes(batch.blocks));
}

int PiecesOf(const ProductBatch & batch, int threads) {
    const Cut cut(batch, threads);
    return cut.groupParts * cut.rowParts;
}

void MultiplyPiece(const Kernels & kernels, const ProductBatch & batch, int threads, int piece, const char * rounded) {
    const Cut cut(batch, threads);
    const int part = piece % cut.groupParts, rowPart = piece / cut.groupParts;
    const int group = Start(cut.groups, part, cut.groupParts), row = Start(cut.rows, rowPart, cut.rowParts);
    ProductTask task;
    task.type = batch.type;
    task.blocks = batch.blocks;
    task.groups = batch.packed + group * GroupBytes(batch.type, batch.blocks);
    task.groupCount = Start(cut.groups, part + 1, cut.groupParts) - group;
    task.rows = rounded + row * RoundedBytes(batch.blocks);
    task.rowCount = Start(cut.rows, rowPart + 1, cut.rowParts) - row;
    task.out = batch.out + size_t(row) * batch.outputs + group * kGroup;
    task.outStride = batch.outputs;
    kernels.multiply(task);
}

} // namespace dsa
