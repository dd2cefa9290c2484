#include "recorder/held_row.h"

#include <algorithm>
#include <utility>

namespace sparselens {

HeldRow::HeldRow(const AnswerRow & row) : layer_(row.layer), position_(row.position) {
    parts_.positions.assign(row.positions, row.positions + row.count);
    parts_.scores.assign(row.scores, row.scores + row.count);
    parts_.missed.assign(row.missed, row.missed + row.missedCount);
    parts_.missedScores.assign(row.missedScores, row.missedScores + row.missedCount);
    parts_.sentences.assign(row.sentences, row.sentences + row.sentenceCount);
    parts_.sentenceMax.assign(row.sentenceMax, row.sentenceMax + row.sentenceCount);
    parts_.sentenceLse.assign(row.sentenceLse, row.sentenceLse + row.sentenceCount);
}

AnswerRow HeldRow::Row(const Entered & entered) {
    if (entered.positions == parts_.positions) return Row();
    std::vector<float> scores;
    size_t chosen = 0;
    for (int32_t position : entered.positions) {
        while (chosen < parts_.positions.size() && parts_.positions[chosen] < position) chosen++;
        const bool isChosen = chosen < parts_.positions.size() && parts_.positions[chosen] == position;
        scores.push_back(isChosen ? parts_.scores[chosen] : kNoScore);
    }
    parts_.positions = entered.positions;
    parts_.scores = std::move(scores);
    size_t kept = 0;
    for (size_t i = 0; i < parts_.missed.size(); i++) {
        if (std::binary_search(parts_.positions.begin(), parts_.positions.end(), parts_.missed[i])) continue;
        parts_.missed[kept] = parts_.missed[i];
        parts_.missedScores[kept++] = parts_.missedScores[i];
    }
    parts_.missed.resize(kept);
    parts_.missedScores.resize(kept);
    return Row();
}

} // namespace sparselens
