#include "expert_products.h"

#include <algorithm>
#include <cstring>

namespace dsa {
namespace {

int32_t ExpertOf(const ExpertBatch & batch, int slot) {
    int32_t expert;
    std::memcpy(&expert, batch.ids + slot / batch.chosen * batch.idToken + slot % batch.chosen * batch.id,
                sizeof expert);
    return expert;
}

/// Parts of an expert's groups of outputs.
int PartsOf(const ExpertBatch & batch, const SlotOrder & order, int threads) {
    if (threads == 1 || order.usedCount == 0) return 1;
    const int wanted = threads * kPiecesPerThread;
    return std::min(batch.outputs / kGroup, (wanted + order.usedCount - 1) / order.usedCount);
}

} // namespace

size_t SlotNumbers(const ExpertBatch & batch) { return size_t(batch.Slots()) + 2 * size_t(batch.experts) + 1; }

SlotOrder SortSlots(const ExpertBatch & batch, int32_t * numbers) {
    int32_t *slots = numbers, *starts = slots + batch.Slots(), *used = starts + batch.experts + 1;
    std::fill_n(starts, batch.experts + 1, 0);
    for (int slot = 0; slot < batch.Slots(); slot++) starts[ExpertOf(batch, slot) + 1]++;
    int usedCount = 0;
    for (int e = 0; e < batch.experts; e++) {
        if (starts[e + 1]) used[usedCount++] = e;
        starts[e + 1] += starts[e];
    }
    for (int slot = 0; slot < batch.Slots(); slot++) slots[starts[ExpertOf(batch, slot)]++] = slot;
    std::memmove(starts + 1, starts, size_t(batch.experts) * sizeof *starts); // each moved on to the next one's start
    starts[0] = 0;
    return {slots, starts, used, usedCount};
}

void RoundSlot(const Kernels & kernels, const ExpertBatch & batch, const SlotOrder & order, int index,
               RoundedBlock * rounded) {
    const int slot = order.slots[index];
    const char * row =
        batch.in + slot / batch.chosen * batch.inToken + slot % batch.chosen % batch.inRows * batch.inRow;
    kernels.roundBlocks((const float *)row, batch.blocks, rounded + size_t(index) * batch.blocks);
}

int PiecesOf(const ExpertBatch & batch, const SlotOrder & order, int threads) {
    return order.usedCount * PartsOf(batch, order, threads);
}

void MultiplyPiece(const Kernels & kernels, const ExpertBatch & batch, const SlotOrder & order, int threads, int piece,
                   const RoundedBlock * rounded) {
    const int parts = PartsOf(batch, order, threads), part = piece % parts, groups = batch.outputs / kGroup;
    const int expert = order.used[piece / parts], first = order.starts[expert];
    const int group = StartOfPart(groups, part, parts);
    ProductTask task;
    task.type = batch.type;
    task.blocks = batch.blocks;
    task.groups = batch.packed + (size_t(expert) * groups + group) * GroupBytes(batch.type, batch.blocks);
    task.groupCount = StartOfPart(groups, part + 1, parts) - group;
    task.rows = rounded + size_t(first) * batch.blocks;
    task.rowCount = order.starts[expert + 1] - first;
    task.out = batch.out + group * kGroup;
    task.outStride = batch.outputs;
    task.places = order.slots + first;
    kernels.multiply(task);
}

} // namespace dsa
