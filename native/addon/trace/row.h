// Rows as they come from the model: what the recorder hands in. Nothing here owns memory.
//
// A position is an index into the whole context (template, document, question, answer). A score is a value of the
// lightning indexer, without unit. A row belongs to one query (the token at `position`) and one layer.
#pragma once

#include <cstdint>

namespace sparselens {

/// The score of a position that entered without one: by a rule, such as a window. The lowest of F16: no indexer gives
/// it, and its index mass is 0.
constexpr float kNoScore = -65504.0f;

/// Token positions [begin, end).
struct Segment {
    int32_t begin, end;
};

/// What entered attention for one token of the prompt at one layer.
struct PromptRow {
    int layer;
    int position;              // of the query
    const int32_t * positions; // `count` of them, ascending, all <= position
    const float * scores;      // index score of each
    int count;
};

/// What entered attention for one token of the answer at one layer, what just missed, and pooled scores.
struct AnswerRow {
    int layer;
    int position; // of the query: the token before the one it predicted

    int count;                 // entered attention
    const int32_t * positions; // ascending, all <= position
    const float * scores;      // null: nothing chose here, or another layer did

    int missedCount; // the best positions that did not, best first; 64 are usual
    const int32_t * missed;
    const float * missedScores;

    int sentenceCount;         // the best-scoring sentences, best first
    const int32_t * sentences; // index into the trace's sentences
    const float * sentenceMax; // highest score over all the sentence's visible positions
    const float * sentenceLse; // log of the sum of exp(score) over them
};

} // namespace sparselens
