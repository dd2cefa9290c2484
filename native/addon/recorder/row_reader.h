#pragma once
#include "recorder/cell_map.h"
#include "recorder/row_parts.h"
#include "trace/row.h"

#include <cstdint>
#include <vector>

namespace sparselens {

/// Turns one query's raw index scores and selected cells into what a trace keeps. All results are ordered by position,
/// not by cell, and live until the next call of Read.
class RowReader {
  public:
    static constexpr int kMissed = 64;     // best positions that missed, kept per row
    static constexpr int kSentences = 256; // best sentences kept per row, at least

    /// scores: (n_kv) index scores by cell, -inf where masked; selected: (k) cells in any order, masked ones among them
    /// while fewer than k are visible; position: the query's own.
    void Read(const CellMap & cells, const float * scores, int64_t cellCount, const int32_t * selected, int k,
              int position);

    /// The same of what is in order of positions already. byPosition: (position + 1) scores, -inf where there is none;
    /// positions that entered without a score, ascending like all, get kNoScore.
    void ReadPlaced(std::vector<float> & byPosition, const std::vector<int32_t> & entered, int position);

    const std::vector<int32_t> & Positions() const { return parts_.positions; } // ascending: what entered attention
    const std::vector<float> & Scores() const { return parts_.scores; }         // their index scores

    /// softmax of Scores(): the index mass of each selected position (trace/index_mass.h). Sums to 1.
    const std::vector<float> & Mass();

    /// Finds the best positions that missed and pools scores by sentence; `sentences` are ascending and disjoint.
    void ReadMissed();
    void Pool(const std::vector<Segment> & sentences);

    /// Everything after Read, ReadMissed and Pool. Points into this reader.
    AnswerRow Row(int layer) const { return parts_.Row(layer, position_); }

  private:
    void PoolAll(const std::vector<Segment> & sentences);
    void OrderByPosition(const CellMap & cells, const float * scores, int64_t cellCount);

    int position_ = 0;
    const float * byPosition_ = nullptr; // (position_ + 1) scores; -inf where the cache holds nothing
    std::vector<float> gathered_;
    std::vector<uint64_t> selected_; // a bit for each position
    RowParts parts_;
    std::vector<float> mass_;
    std::vector<uint64_t> candidates_;   // for what missed: scores and positions
    std::vector<float> allMax_, allLse_; // by sentence
    std::vector<float> rest_, exps_;     // by position: scores of those that missed, exp(score - highest)
};

} // namespace sparselens
