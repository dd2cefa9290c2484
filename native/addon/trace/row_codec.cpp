#include "trace/row_codec.h"

#include "trace/half.h"
#include "trace/index_mass.h"
#include "trace/positions_codec.h"

#include <algorithm>
#include <limits>

namespace sparselens {

static std::vector<uint16_t> Halves(const float * values, int count) {
    std::vector<uint16_t> out(static_cast<size_t>(count));
    std::transform(values, values + count, out.begin(), HalfFromFloat);
    return out;
}

static void AppendAll(std::vector<uint8_t> & out, const std::vector<uint16_t> & values) {
    const auto * bytes = reinterpret_cast<const uint8_t *>(values.data());
    out.insert(out.end(), bytes, bytes + values.size() * sizeof(uint16_t));
}

static void AppendIndices(std::vector<uint8_t> & out, const int32_t * values, int count, int32_t limit) {
    for (int i = 0; i < count; i++) {
        if (values[i] < 0 || values[i] >= limit)
            ThrowBadArgument("A row of the trace refers to a position or sentence that does not exist.");
        AppendVarint(out, uint32_t(values[i]));
    }
}

/// A row whose positions have no scores at all: its index mass is 0.
static bool IsUnscored(const AnswerRow & row) {
    return !row.scores ||
           std::all_of(row.scores, row.scores + row.count, [](float score) { return score <= kNoScore; });
}

static constexpr float kUnscored = std::numeric_limits<float>::infinity();

std::vector<uint8_t> EncodeRow(const AnswerRow & row, const RowLimits & limits) {
    if (row.position < 0 || row.position >= limits.positions || row.count < 0 || row.missedCount < 0 ||
        row.sentenceCount < 0)
        ThrowBadArgument("A row of the trace has a position or count out of range.");
    std::vector<uint8_t> coded;
    const bool unscored = row.count > 0 && IsUnscored(row);
    if (unscored) EncodeRuns(row.positions, row.count, row.position, coded);
    else EncodePositions(row.positions, row.count, row.position, coded);
    const std::vector<uint16_t> scores = Halves(row.scores, unscored ? 0 : row.count);
    RowHeader header{};
    header.position = uint32_t(row.position);
    header.count = uint32_t(row.count);
    header.logSumExp = unscored ? kUnscored : LogSumExp(scores);
    header.positionBytes = uint32_t(coded.size());
    header.missedCount = uint32_t(row.missedCount);
    header.sentenceCount = uint32_t(row.sentenceCount);

    std::vector<uint8_t> out;
    out.reserve(sizeof header + size_t(row.count) * 2 + coded.size() + size_t(row.missedCount) * 5 +
                size_t(row.sentenceCount) * 7);
    Append(out, header);
    AppendAll(out, scores);
    out.insert(out.end(), coded.begin(), coded.end());
    AppendAll(out, Halves(row.missedScores, row.missedCount));
    AppendAll(out, Halves(row.sentenceMax, row.sentenceCount));
    AppendAll(out, Halves(row.sentenceLse, row.sentenceCount));
    AppendIndices(out, row.missed, row.missedCount, row.position + 1);
    AppendIndices(out, row.sentences, row.sentenceCount, limits.sentences);
    return out;
}

RowView::RowView(Bytes bytes, const RowLimits & limits) : limits_(limits) {
    ByteReader reader(bytes);
    header_ = LoadAt<RowHeader>(reader.Take(sizeof(RowHeader)).data);
    if (header_.position >= uint32_t(limits.positions)) ThrowDamaged("a row is beyond the end of the text");
    if (header_.count > uint32_t(limits.positions)) ThrowDamaged("a row has too many positions");
    scores_ = reader.Take(IsScored() ? uint64_t(header_.count) * sizeof(uint16_t) : 0);
    positions_ = reader.Take(header_.positionBytes);
    rest_ = reader.Take(reader.Left());
}

bool RowView::IsScored() const { return header_.logSumExp != kUnscored; }

void RowView::Positions(int32_t * out) const {
    if (IsScored()) DecodePositions(positions_, header_.count, Position(), out);
    else DecodeRuns(positions_, header_.count, Position(), out);
}

void RowView::Positions(std::vector<int32_t> & out) const {
    out.resize(header_.count);
    Positions(out.data());
}

static std::vector<float> Floats(Bytes halves) {
    std::vector<float> out(halves.size / sizeof(uint16_t));
    for (size_t i = 0; i < out.size(); i++) out[i] = FloatFromHalf(LoadAt<uint16_t>(halves.data, i));
    return out;
}

static std::vector<int32_t> Indices(ByteReader & reader, size_t count, int32_t limit) {
    std::vector<int32_t> out(count);
    for (int32_t & index : out) {
        const uint32_t value = reader.Varint();
        if (value >= uint32_t(limit)) ThrowDamaged("a row refers to what does not exist");
        index = int32_t(value);
    }
    return out;
}

TraceRow RowView::Decode() const {
    TraceRow row;
    row.position = Position();
    Positions(row.positions);
    row.scores = Floats(scores_);
    row.lastIn = std::numeric_limits<float>::infinity();
    for (float score : row.scores)
        if (score > kNoScore) row.lastIn = std::min(row.lastIn, score);
    if (!IsScored()) row.scores.assign(header_.count, kNoScore);

    ByteReader reader(rest_);
    const uint64_t missed = header_.missedCount, sentences = header_.sentenceCount;
    row.missedScores = Floats(reader.Take(missed * sizeof(uint16_t)));
    row.sentenceMax = Floats(reader.Take(sentences * sizeof(uint16_t)));
    row.sentenceLse = Floats(reader.Take(sentences * sizeof(uint16_t)));
    row.missed = Indices(reader, missed, Position() + 1);
    row.sentences = Indices(reader, sentences, limits_.sentences);
    if (reader.Left() != 0) ThrowDamaged("a row has bytes too many");
    return row;
}

} // namespace sparselens
