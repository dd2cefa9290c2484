#include "random_case.h"

#include <algorithm>
#include <numeric>

#include "trace/half.h"
#include "trace/index_mass.h"

namespace sparselens {

PromptRow OwnedRow::asPrompt() const {
  return {layer, position, positions.data(), scores.data(), int(positions.size())};
}

AnswerRow OwnedRow::asAnswer() const {
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

std::vector<float> OwnedRow::mass() const {
  std::vector<float> out(scores.size());
  indexMass(scores.data(), int(scores.size()), out.data());
  return out;
}

std::vector<int32_t> randomPositions(std::mt19937& random, int count, int last) {
  std::vector<int32_t> all(size_t(last) + 1);
  std::iota(all.begin(), all.end(), 0);
  std::shuffle(all.begin(), all.end(), random);
  all.resize(size_t(std::min(count, last + 1)));
  std::sort(all.begin(), all.end());
  return all;
}

float randomScore(std::mt19937& random) {
  const float value = std::normal_distribution<float>(2, 3)(random);
  return floatFromHalf(halfFromFloat(value));
}

static std::vector<float> randomScores(std::mt19937& random, size_t count) {
  std::vector<float> scores(count);
  for (float& score : scores) score = randomScore(random);
  return scores;
}

static OwnedRow randomRow(std::mt19937& random, int layer, int position, int topK) {
  OwnedRow row;
  row.layer = layer;
  row.position = position;
  row.positions = randomPositions(random, topK, position);
  row.scores = randomScores(random, row.positions.size());
  return row;
}

static OwnedRow randomAnswerRow(std::mt19937& random, const TraceShape& shape, int token, int layer) {
  OwnedRow row = randomRow(random, layer, shape.promptLength - 1 + token, shape.topK);
  row.token = token;
  row.missed = randomPositions(random, int(random() % 65), row.position);
  row.sentences = randomPositions(random, int(random() % shape.sentences.size()), int(shape.sentences.size()) - 1);
  std::shuffle(row.missed.begin(), row.missed.end(), random);
  std::shuffle(row.sentences.begin(), row.sentences.end(), random);
  row.missedScores = randomScores(random, row.missed.size());
  row.sentenceMax = randomScores(random, row.sentences.size());
  row.sentenceLse = randomScores(random, row.sentences.size());
  return row;
}

/** Sentences from position 3 on, now and then with positions between them that belong to none. */
static std::vector<Segment> randomSentences(std::mt19937& random, int documentEnd) {
  std::vector<Segment> sentences;
  for (int begin = 3; begin < documentEnd;) {
    const int end = std::min(documentEnd, begin + 1 + int(random() % 30));
    sentences.push_back({begin, end});
    begin = end + (random() % 5 == 0 ? int(random() % 4) : 0);
  }
  return sentences;
}

RandomCase randomCase(uint32_t seed, int layers, int documentEnd, int questionLength, int tokens, int topK,
                      int stride) {
  std::mt19937 random(seed);
  RandomCase made;
  made.documentEnd = documentEnd;
  made.shape = {topK, layers, documentEnd + questionLength, randomSentences(random, documentEnd), stride};
  for (int position = 0; position < made.shape.promptLength; position += stride)
    for (int layer = 0; layer < layers; layer++)
      (position < documentEnd ? made.prefix : made.question).push_back(randomRow(random, layer, position, topK));
  for (int token = 0; token < tokens; token++)
    for (int layer = 0; layer < layers; layer++)
      made.answer.push_back(randomAnswerRow(random, made.shape, token, layer));
  return made;
}

static std::shared_ptr<PromptStats> statsOf(const std::vector<OwnedRow>& rows, int layers) {
  auto stats = std::make_shared<PromptStats>(layers);
  for (const OwnedRow& row : rows) stats->add(row.asPrompt(), row.mass().data());
  return stats;
}

std::shared_ptr<PromptStats> RandomCase::prefixStats() const { return statsOf(prefix, shape.layers); }
std::shared_ptr<PromptStats> RandomCase::questionStats() const { return statsOf(question, shape.layers); }

std::shared_ptr<Background> RandomCase::background() const {
  auto background = std::make_shared<Background>(shape.layers, shape.sentences, shape.stride);
  for (const OwnedRow& row : prefix) background->add(row.asPrompt(), row.mass().data());
  background->finish();
  return background;
}

std::shared_ptr<Trace> RandomCase::trace() const {
  auto trace = std::make_shared<Trace>(shape, prefixStats(), questionStats(), background());
  for (const OwnedRow& row : answer) trace->addAnswerRow(row.token, row.asAnswer());
  return trace;
}

}  // namespace sparselens
