#pragma once
#include "products.h"

namespace dsa {

/// Products with weights of experts (MUL_MAT_ID): out[t][c][o] = sum_k in[t][c][k] * weights[ids[t][c]][o][k]. A slot
/// is what one token has of one expert that it chose, counted through tokens and their choices.
struct ExpertBatch {
    WeightType type;
    int experts, outputs, blocks; // outputs of each expert, a multiple of kGroup; blocks of 32 numbers in a row
    const uint8_t * packed;       // as PackWeights leaves them
    const char * in;              // F32
    int tokens, inRows;           // rows of a token: one for all that it chose, or one for each
    size_t inRow, inToken;        // bytes from one to the next
    const char * ids;             // int32
    int chosen;                   // experts of each token
    size_t id, idToken;           // bytes from one to the next
    float * out;                  // [slots][outputs]

    int Slots() const { return tokens * chosen; }
};

/// The slots, those of an expert together.
struct SlotOrder {
    const int32_t * slots;  // [slots]
    const int32_t * starts; // [experts + 1]: where an expert's begin
    const int32_t * used;   // the experts that somebody chose, ascending
    int usedCount;
};

/// How many numbers SortSlots needs memory for.
size_t SlotNumbers(const ExpertBatch & batch);
/// The order lies in `numbers`. Ids must name experts.
SlotOrder SortSlots(const ExpertBatch & batch, int32_t * numbers);

inline size_t RoundedBlocks(const ExpertBatch & batch) { return size_t(batch.Slots()) * batch.blocks; }
/// Rounds the row of the slot that is the `index`-th in order; before any piece that needs it.
void RoundSlot(const Kernels & kernels, const ExpertBatch & batch, const SlotOrder & order, int index,
               RoundedBlock * rounded);

/// Into how many pieces the products are cut for so many threads. Each output is computed alike whatever they are.
int PiecesOf(const ExpertBatch & batch, const SlotOrder & order, int threads);
void MultiplyPiece(const Kernels & kernels, const ExpertBatch & batch, const SlotOrder & order, int threads, int piece,
                   const RoundedBlock * rounded);

} // namespace dsa
