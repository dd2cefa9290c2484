// Random rows of a document, a question and an answer, small enough for the plain reference.
#pragma once

#include "trace/trace.h"

#include <memory>
#include <random>
#include <vector>

namespace sparselens {

/// A row that owns its numbers. Scores are exactly what F16 can hold.
struct OwnedRow {
    int token = -1; // of the answer; -1: a row of the prompt
    int layer = 0;
    int position = 0;
    std::vector<int32_t> positions;
    std::vector<float> scores;
    std::vector<int32_t> missed;
    std::vector<float> missedScores;
    std::vector<int32_t> sentences;
    std::vector<float> sentenceMax, sentenceLse;

    PromptRow AsPrompt() const;
    AnswerRow AsAnswer() const;
    std::vector<float> Mass() const;
};

struct RandomCase {
    TraceShape shape;
    int documentEnd = 0; // positions of the document and what stands before it
    std::vector<OwnedRow> prefix, question, answer;

    std::shared_ptr<PromptStats> PrefixStats() const;
    std::shared_ptr<PromptStats> QuestionStats() const;
    std::shared_ptr<Background> GetBackground() const;
    /// All of it, recorded.
    std::shared_ptr<Trace> GetTrace() const;
    int Positions() const { return shape.promptLength + int(answer.size()) / shape.layers; }
};

/// `count` ascending positions among 0..last.
std::vector<int32_t> RandomPositions(std::mt19937 & random, int count, int last);
float RandomScore(std::mt19937 & random);

/// Every `stride`-th prompt row; rows of the answer for all layers.
RandomCase MakeCase(uint32_t seed, int layers, int documentEnd, int questionLength, int tokens, int topK,
                    int stride = 1);

} // namespace sparselens
