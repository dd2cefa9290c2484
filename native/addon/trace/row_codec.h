// One stored row: a header and arrays, the same bytes in memory and in the file. FORMAT.md describes them.
#pragma once

#include "trace/bytes.h"
#include "trace/row.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sparselens {

// Beyond what any model has; in a file, more is taken for damage.
constexpr int32_t kMaxPositions = 1 << 24; // of a context, and so of an answer's tokens
constexpr int32_t kMaxLayers = 4096;

/// The fixed part of a stored row.
struct RowHeader {
    uint32_t position; // of the query
    uint32_t count;    // entered attention
    float logSumExp;   // of the stored scores: index mass = exp(score - logSumExp); 0 for an empty row, infinity for
                       // one whose positions have no scores
    uint32_t positionBytes; // size of the coded positions
    uint32_t missedCount;
    uint32_t sentenceCount;
};
static_assert(sizeof(RowHeader) == 24, "part of the file format");

/// Everything of one row, decoded (scores as they were rounded to F16).
struct TraceRow {
    int32_t position = 0;
    std::vector<int32_t> positions;
    std::vector<float> scores; // kNoScore where a position entered without
    float lastIn = 0;          // lowest score that entered; +infinity where none has one
    std::vector<int32_t> missed;
    std::vector<float> missedScores;
    std::vector<int32_t> sentences;
    std::vector<float> sentenceMax, sentenceLse;
};

/// kNoScore as it is stored.
constexpr uint16_t kNoScoreHalf = 0xfbff;

/// What a stored row may refer to.
struct RowLimits {
    int32_t positions; // all positions are below
    int32_t sentences;
};

/// The bytes of a row. Throws 'bad-argument' if it isn't what row.h says.
std::vector<uint8_t> EncodeRow(const AnswerRow & row, const RowLimits & limits);

/// Reads a stored row in place. Every function throws 'trace-damaged' rather than read past the bytes or the limits.
class RowView {
  public:
    RowView(Bytes bytes, const RowLimits & limits);

    int32_t Position() const { return int32_t(header_.position); }
    uint32_t Count() const { return header_.count; }
    float LogSumExp() const { return header_.logSumExp; }
    bool IsScored() const;
    /// F16 score of the i-th position.
    uint16_t Score(size_t i) const { return scores_.size > 0 ? LoadAt<uint16_t>(scores_.data, i) : kNoScoreHalf; }
    /// Writes Count() ascending positions, none beyond Position().
    void Positions(int32_t * out) const;
    void Positions(std::vector<int32_t> & out) const;
    TraceRow Decode() const;

  private:
    RowLimits limits_;
    RowHeader header_;
    Bytes scores_, positions_, rest_;
};

} // namespace sparselens
