#include "random_case.h"

#include "trace/half.h"
#include "trace/index_mass.h"

#include <algorithm>
#include <numeric>

namespace sparselens {

PromptRow OwnedRow::AsPrompt() const {
    return {layer, position, positions.data(), scores.data(), int(positions.size())};
}

AnswerRow OwnedRow::AsAnswer() const {
    return {layer,
            position,
            int(positions.size()),
            positions.data(),
            scores.data(),
            int(missed.size()),
            missed.data(),
            missedScores.data(),
            int(sentences.size()),
            sentences.data(),
            sentenceMax.data(),
            sentenceLse.data()};
}

std::vector<float> OwnedRow::Mass() const {
    std::vector<float> out(scores.size());
    IndexMass(scores.data(), int(scores.size()), out.data());
    return out;
}

std::vector<int32_t> RandomPositions(std::mt19937 & random, int count, int last) {
    std::vector<int32_t> all(size_t(last) + 1);
    std::iota(all.begin(), all.end(), 0);
    std::shuffle(all.begin(), all.end(), random);
    all.resize(size_t(std::min(count, last + 1)));
    std::sort(all.begin(), all.end());
    return all;
}

float RandomScore(std::mt19937 & random) {
    const float value = std::normal_distribution<float>(2, 3)(random);
    return FloatFromHalf(HalfFromFloat(value));
}

static std::vector<float> RandomScores(std::mt19937 & random, size_t count) {
    std::vector<float> scores(count);
    for (float & score : scores) score = RandomScore(random);
    return scores;
}

static OwnedRow RandomRow(std::mt19937 & random, int layer, int position, int topK) {
    OwnedRow row;
    row.layer = layer;
    row.position = position;
    row.positions = RandomPositions(random, topK, position);
    row.scores = RandomScores(random, row.positions.size());
    return row;
}

static OwnedRow RandomAnswerRow(std::mt19937 & random, const TraceShape & shape, int token, int layer) {
    OwnedRow row = RandomRow(random, layer, shape.promptLength - 1 + token, shape.topK);
    row.token = token;
    row.missed = RandomPositions(random, int(random() % 65), row.position);
    row.sentences = RandomPositions(random, int(random() % shape.sentences.size()), int(shape.sentences.size()) - 1);
    std::shuffle(row.missed.begin(), row.missed.end(), random);
    std::shuffle(row.sentences.begin(), row.sentences.end(), random);
    row.missedScores = RandomScores(random, row.missed.size());
    row.sentenceMax = RandomScores(random, row.sentences.size());
    row.sentenceLse = RandomScores(random, row.sentences.size());
    return row;
}

/// Sentences from position 3 on, now and then with positions between them that belong to none.
static std::vector<Segment> RandomSentences(std::mt19937 & random, int documentEnd) {
    std::vector<Segment> sentences;
    for (int begin = 3; begin < documentEnd;) {
        const int end = std::min(documentEnd, begin + 1 + int(random() % 30));
        sentences.push_back({begin, end});
        begin = end + (random() % 5 == 0 ? int(random() % 4) : 0);
    }
    return sentences;
}

RandomCase MakeCase(uint32_t seed, int layers, int documentEnd, int questionLength, int tokens, int topK, int stride) {
    std::mt19937 random(seed);
    RandomCase made;
    made.documentEnd = documentEnd;
    made.shape.topK = topK;
    made.shape.layers = layers;
    made.shape.promptLength = documentEnd + questionLength;
    made.shape.sentences = RandomSentences(random, documentEnd);
    made.shape.stride = stride;
    for (int position = 0; position < made.shape.promptLength; position += stride)
        for (int layer = 0; layer < layers; layer++)
            (position < documentEnd ? made.prefix : made.question).push_back(RandomRow(random, layer, position, topK));
    for (int token = 0; token < tokens; token++)
        for (int layer = 0; layer < layers; layer++)
            made.answer.push_back(RandomAnswerRow(random, made.shape, token, layer));
    return made;
}

static std::shared_ptr<PromptStats> StatsOf(const std::vector<OwnedRow> & rows, int layers) {
    auto stats = std::make_shared<PromptStats>(layers);
    for (const OwnedRow & row : rows) stats->Add(row.AsPrompt(), row.Mass().data());
    return stats;
}

std::shared_ptr<PromptStats> RandomCase::PrefixStats() const { return StatsOf(prefix, shape.layers); }
std::shared_ptr<PromptStats> RandomCase::QuestionStats() const { return StatsOf(question, shape.layers); }

std::shared_ptr<Background> RandomCase::GetBackground() const {
    auto background = std::make_shared<Background>(shape.layers, shape.sentences, shape.stride);
    for (const OwnedRow & row : prefix) background->Add(row.AsPrompt(), row.Mass().data());
    background->Finish();
    return background;
}

std::shared_ptr<Trace> RandomCase::GetTrace() const {
    auto trace = std::make_shared<Trace>(shape, PrefixStats(), QuestionStats(), GetBackground());
    for (const OwnedRow & row : answer) trace->AddAnswerRow(row.token, row.AsAnswer());
    return trace;
}

} // namespace sparselens
