#include "trace/row_codec.h"

#include <algorithm>
#include <limits>

#include "trace/half.h"
#include "trace/index_mass.h"
#include "trace/positions_codec.h"

namespace sparselens {

static std::vector<uint16_t> halves(const float* values, int count) {
  std::vector<uint16_t> out(static_cast<size_t>(count));
  std::transform(values, values + count, out.begin(), halfFromFloat);
  return out;
}

static void appendAll(std::vector<uint8_t>& out, const std::vector<uint16_t>& values) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(values.data());
  out.insert(out.end(), bytes, bytes + values.size() * sizeof(uint16_t));
}

static void appendIndices(std::vector<uint8_t>& out, const int32_t* values, int count, int32_t limit) {
  for (int i = 0; i < count; i++) {
    if (values[i] < 0 || values[i] >= limit)
      throwBadArgument("A row of the trace refers to a position or sentence that does not exist.");
    appendVarint(out, uint32_t(values[i]));
  }
}

std::vector<uint8_t> encodeRow(const AnswerRow& row, const RowLimits& limits) {
  if (row.position < 0 || row.position >= limits.positions || row.count < 0 || row.missedCount < 0 ||
      row.sentenceCount < 0)
    throwBadArgument("A row of the trace has a position or count out of range.");
  std::vector<uint8_t> coded;
  encodePositions(row.positions, row.count, row.position, coded);
  const std::vector<uint16_t> scores = halves(row.scores, row.count);
  RowHeader header{};
  header.position = uint32_t(row.position);
  header.count = uint32_t(row.count);
  header.logSumExp = logSumExp(scores);
  header.positionBytes = uint32_t(coded.size());
  header.missedCount = uint32_t(row.missedCount);
  header.sentenceCount = uint32_t(row.sentenceCount);

  std::vector<uint8_t> out;
  out.reserve(sizeof header + size_t(row.count) * 2 + coded.size() + size_t(row.missedCount) * 5 +
              size_t(row.sentenceCount) * 7);
  append(out, header);
  appendAll(out, scores);
  out.insert(out.end(), coded.begin(), coded.end());
  appendAll(out, halves(row.missedScores, row.missedCount));
  appendAll(out, halves(row.sentenceMax, row.sentenceCount));
  appendAll(out, halves(row.sentenceLse, row.sentenceCount));
  appendIndices(out, row.missed, row.missedCount, row.position + 1);
  appendIndices(out, row.sentences, row.sentenceCount, limits.sentences);
  return out;
}

RowView::RowView(Bytes bytes, const RowLimits& limits) : limits_(limits) {
  ByteReader reader(bytes);
  header_ = loadAt<RowHeader>(reader.take(sizeof(RowHeader)).data);
  if (header_.position >= uint32_t(limits.positions)) throwDamaged("a row is beyond the end of the text");
  scores_ = reader.take(uint64_t(header_.count) * sizeof(uint16_t));
  positions_ = reader.take(header_.positionBytes);
  rest_ = reader.take(reader.left());
}

void RowView::positions(int32_t* out) const { decodePositions(positions_, header_.count, position(), out); }

void RowView::positions(std::vector<int32_t>& out) const {
  out.resize(header_.count);
  positions(out.data());
}

static std::vector<float> floats(Bytes halves) {
  std::vector<float> out(halves.size / sizeof(uint16_t));
  for (size_t i = 0; i < out.size(); i++) out[i] = floatFromHalf(loadAt<uint16_t>(halves.data, i));
  return out;
}

static std::vector<int32_t> indices(ByteReader& reader, size_t count, int32_t limit) {
  std::vector<int32_t> out(count);
  for (int32_t& index : out) {
    const uint32_t value = reader.varint();
    if (value >= uint32_t(limit)) throwDamaged("a row refers to what does not exist");
    index = int32_t(value);
  }
  return out;
}

TraceRow RowView::decode() const {
  TraceRow row;
  row.position = position();
  positions(row.positions);
  row.scores = floats(scores_);
  row.lastIn = std::numeric_limits<float>::infinity();
  for (float score : row.scores) row.lastIn = std::min(row.lastIn, score);

  ByteReader reader(rest_);
  const uint64_t missed = header_.missedCount, sentences = header_.sentenceCount;
  row.missedScores = floats(reader.take(missed * sizeof(uint16_t)));
  row.sentenceMax = floats(reader.take(sentences * sizeof(uint16_t)));
  row.sentenceLse = floats(reader.take(sentences * sizeof(uint16_t)));
  row.missed = indices(reader, missed, position() + 1);
  row.sentences = indices(reader, sentences, limits_.sentences);
  if (reader.left() != 0) throwDamaged("a row has bytes too many");
  return row;
}

}  // namespace sparselens
