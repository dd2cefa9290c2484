#include "recorder/held_row.h"

#include <algorithm>
#include <utility>

namespace sparselens {

HeldRow::HeldRow(const AnswerRow & row)
    : layer_(row.layer), position_(row.position), positions_(row.positions, row.positions + row.count),
      missed_(row.missed, row.missed + row.missedCount), sentences_(row.sentences, row.sentences + row.sentenceCount),
      scores_(row.scores, row.scores + row.count), missedScores_(row.missedScores, row.missedScores + row.missedCount),
      sentenceMax_(row.sentenceMax, row.sentenceMax + row.sentenceCount),
      sentenceLse_(row.sentenceLse, row.sentenceLse + row.sentenceCount) {}

AnswerRow HeldRow::Row() const {
    AnswerRow row = {};
    row.layer = layer_;
    row.position = position_;
    row.count = int(positions_.size());
    row.positions = positions_.data();
    row.scores = scores_.data();
    row.missedCount = int(missed_.size());
    row.missed = missed_.data();
    row.missedScores = missedScores_.data();
    row.sentenceCount = int(sentences_.size());
    row.sentences = sentences_.data();
    row.sentenceMax = sentenceMax_.data();
    row.sentenceLse = sentenceLse_.data();
    return row;
}

AnswerRow HeldRow::Row(const Entered & entered) {
    if (entered.positions == positions_) return Row();
    std::vector<float> scores;
    size_t chosen = 0;
    for (int32_t position : entered.positions) {
        while (chosen < positions_.size() && positions_[chosen] < position) chosen++;
        const bool isChosen = chosen < positions_.size() && positions_[chosen] == position;
        scores.push_back(isChosen ? scores_[chosen] : kNoScore);
    }
    positions_ = entered.positions;
    scores_ = std::move(scores);
    size_t kept = 0;
    for (size_t i = 0; i < missed_.size(); i++) {
        if (std::binary_search(positions_.begin(), positions_.end(), missed_[i])) continue;
        missed_[kept] = missed_[i];
        missedScores_[kept++] = missedScores_[i];
    }
    missed_.resize(kept);
    missedScores_.resize(kept);
    return Row();
}

} // namespace sparselens
