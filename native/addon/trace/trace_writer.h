// Writes a trace file (file_format.h).
#pragma once

#include "trace/background.h"
#include "trace/bytes.h"
#include "trace/trace_shape.h"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace sparselens {

struct PromptTotals;

struct SavedRows {
    LayerKinds kinds;      // empty: all layers chose tokens for themselves
    int32_t positions = 0; // all positions in the rows are below
    int tokens = 0;
    std::vector<Bytes> rows; // [token][layer]; empty where there is none
};

/// `background` may be an empty view. Throws 'trace-write-failed' or 'cancelled'; then `path` is as it was before.
void WriteTraceFile(const std::string & path, const std::string & meta, const TraceShape & shape,
                    const SavedRows & saved, const std::function<PromptTotals(int layer)> & prompt,
                    const BackgroundView & background, const std::atomic<bool> & cancel);

} // namespace sparselens
