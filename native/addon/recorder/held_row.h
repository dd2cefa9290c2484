#pragma once
#include "recorder/entered_reader.h"
#include "trace/row.h"

#include <vector>

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
    AnswerRow Row() const;

  private:
    int layer_ = 0, position_ = 0;
    std::vector<int32_t> positions_, missed_, sentences_;
    std::vector<float> scores_, missedScores_, sentenceMax_, sentenceLse_;
};

} // namespace sparselens
