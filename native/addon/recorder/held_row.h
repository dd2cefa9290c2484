#pragma once
#include "recorder/entered_reader.h"
#include "recorder/row_parts.h"

namespace sparselens {

/// A row between its indexer's choice and the attention that follows: what was scored is out of memory by then.
class HeldRow {
  public:
    HeldRow() = default;
    explicit HeldRow(const AnswerRow & row);

    /// What attention let in has the last word: without a score where the indexer didn't choose it. Points into this
    /// row and `entered`.
    AnswerRow Row(const Entered & entered);
    /// As the indexer chose.
    AnswerRow Row() const { return parts_.Row(layer_, position_); }

  private:
    int layer_ = 0, position_ = 0;
    RowParts parts_;
};

} // namespace sparselens
