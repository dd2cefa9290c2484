#pragma once
#include "simd.h"

namespace dsa {
namespace {

/// With fewer heads, a tile is multiplied too fast for the next one to arrive meanwhile.
constexpr int kHeadsToPrefetch = 16;

/// Rows that are asked for before they are gathered.
constexpr int kRowsAhead = 4;

/// Bytes of a row of the task.
inline size_t RowBytes(const AttentionTask & task) {
    return task.type == RowType::F16 ? size_t(task.keyDim) * 2 : size_t(task.keyDim) / kQ8Numbers * kQ8Bytes;
}

/// Asks memory for the row of the task's `at`th position, if it has one.
inline void AskForRow(const AttentionTask & task, int at) {
#if defined(__GNUC__)
    if (at >= task.count) return;
    const char * row = task.rows + size_t(task.positions[at]) * task.rowStride;
    for (size_t i = 0; i < RowBytes(task); i += 64) __builtin_prefetch(row + i);
#endif
}

/// Asks memory for the tile of rows that comes next, a few lines between each two steps of multiplying this one: rows
/// lie anywhere in a cache of megabytes. Asked for all at once, they would keep what is being multiplied from arriving.
class Prefetcher {
  public:
    /// The rows after the tile at `first`, in `steps` steps for each group of heads.
    Prefetcher(const AttentionTask & task, int first, int groups, int steps) : task_(task) {
        bytes_ = RowBytes(task);
        if (task.heads < kHeadsToPrefetch) return;
        row_ = first + kGather;
        end_ = row_ + kGather < task.count ? row_ + kGather : task.count;
        lines_ = int(bytes_ / kLine + 1) * kGather / (groups * steps) + 1;
    }

    void Step() {
#if defined(__GNUC__)
        for (int line = 0; line < lines_ && row_ < end_; line++) {
            __builtin_prefetch(task_.rows + size_t(task_.positions[row_]) * task_.rowStride + at_);
            at_ += kLine;
            if (at_ < bytes_) continue;
            at_ = 0;
            row_++;
        }
#endif
    }

  private:
    static constexpr size_t kLine = 64;
    const AttentionTask & task_;
    size_t bytes_, at_ = 0;
    int row_ = 0, end_ = 0, lines_ = 0;
};

} // namespace
} // namespace dsa
