#pragma once
#include "trace/row.h"

#include <cstdint>
#include <vector>

namespace sparselens {

/// What a row points into.
struct RowParts {
    std::vector<int32_t> positions, missed, sentences;
    std::vector<float> scores, missedScores, sentenceMax, sentenceLse;

    /// Points into these.
    AnswerRow Row(int layer, int position) const {
        AnswerRow row = {};
        row.layer = layer;
        row.position = position;
        row.count = int(positions.size());
        row.positions = positions.data();
        row.scores = scores.data();
        row.missedCount = int(missed.size());
        row.missed = missed.data();
        row.missedScores = missedScores.data();
        row.sentenceCount = int(sentences.size());
        row.sentences = sentences.data();
        row.sentenceMax = sentenceMax.data();
        row.sentenceLse = sentenceLse.data();
        return row;
    }
};

} // namespace sparselens
