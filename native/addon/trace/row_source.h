// The rows of a trace as bytes, wherever they are: in memory (row_store.h) or in a mapped file (trace_file.h).
#pragma once

#include "trace/bytes.h"

namespace sparselens {

class RowSource {
  public:
    virtual ~RowSource() = default;
    /// Answer tokens with rows.
    virtual int Tokens() const = 0;
    /// The row of a token and layer within the trace's; nothing (size 0) where none was recorded.
    virtual Bytes RowBytes(int token, int layer) const = 0;
    /// All positions in the rows are below.
    virtual int32_t Positions() const = 0;
};

} // namespace sparselens
