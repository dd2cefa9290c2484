// Halves, positions and rows as bytes.
#include "check.h"
#include "random_case.h"
#include "trace/half.h"
#include "trace/positions_codec.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace sparselens;

CHECK_THAT("half: every finite half comes back from its float, which is sign * fraction * 2^exponent") {
    for (uint32_t half = 0; half < 1 << 16; half++) {
        const int exponent = half >> 10 & 31, fraction = half & 0x3ff;
        if (exponent == 31) continue;
        const double magnitude = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25);
        EXPECT(FloatFromHalf(uint16_t(half)) == float(half & 0x8000 ? -magnitude : magnitude));
        EXPECT(HalfFromFloat(FloatFromHalf(uint16_t(half))) == half);
        EXPECT(HalfOfOrder(OrderOfHalf(uint16_t(half))) == half);
    }
}

CHECK_THAT("half: floats round to the nearest half, ties to even") {
    for (uint32_t half = 0; half < 0x7bff; half++) {
        const float low = FloatFromHalf(uint16_t(half)), high = FloatFromHalf(uint16_t(half + 1)),
                    middle = (low + high) / 2;
        EXPECT(HalfFromFloat(middle) == half + (half & 1));
        EXPECT(HalfFromFloat(std::nextafter(middle, low)) == half);
        EXPECT(HalfFromFloat(std::nextafter(middle, high)) == half + 1);
        EXPECT(HalfFromFloat(-std::nextafter(middle, high)) == ((half + 1) | 0x8000));
    }
}

CHECK_THAT("half: what is too large, infinite or no number is clamped") {
    const float infinity = std::numeric_limits<float>::infinity();
    EXPECT(FloatFromHalf(HalfFromFloat(1e9f)) == kHalfMax);
    EXPECT(FloatFromHalf(HalfFromFloat(infinity)) == kHalfMax);
    EXPECT(FloatFromHalf(HalfFromFloat(-infinity)) == -kHalfMax);
    EXPECT(FloatFromHalf(HalfFromFloat(std::numeric_limits<float>::quiet_NaN())) == -kHalfMax);
}

CHECK_THAT("half: order is the order of the values") {
    for (float value = -70; value < 70; value += 0.37f)
        EXPECT(OrderOfHalf(HalfFromFloat(value)) < OrderOfHalf(HalfFromFloat(value + 0.37f)));
}

static void ExpectPositionsBack(const std::vector<int32_t> & positions, int limit) {
    std::vector<uint8_t> bytes;
    EncodePositions(positions.data(), int(positions.size()), limit, bytes);
    std::vector<int32_t> back(positions.size());
    DecodePositions({bytes.data(), bytes.size()}, uint32_t(back.size()), limit, back.data());
    EXPECT(back == positions);
}

CHECK_THAT("positions: none, one, all, and gaps around a byte's and up to 2^20 come back") {
    ExpectPositionsBack({}, 0);
    ExpectPositionsBack({0}, 0);
    ExpectPositionsBack({1 << 20}, 1 << 20);
    std::vector<int32_t> all, wide;
    for (int i = 0; i < 5000; i++) all.push_back(i);
    ExpectPositionsBack(all, 4999);
    int32_t position = 0;
    for (int gap : {1, 2, 127, 128, 129, 255, 256, 257, 258, 511, 512, 513, 65536, 1 << 20, 1, 256, 257})
        wide.push_back(position += gap);
    ExpectPositionsBack(wide, position);
}

CHECK_THAT("positions: random ones come back, 2048 of 16384 in about a byte each") {
    std::mt19937 random(1);
    for (int last : {10, 300, 3000, 200000})
        for (int round = 0; round < 20; round++)
            ExpectPositionsBack(RandomPositions(random, 1 + int(random() % 500), last), last);
    std::vector<uint8_t> bytes;
    const auto positions = RandomPositions(random, 2048, 16383);
    EncodePositions(positions.data(), 2048, 16383, bytes);
    EXPECT(bytes.size() < 2100);
}

CHECK_THAT("positions: what doesn't ascend or passes the limit is refused") {
    std::vector<uint8_t> bytes;
    const auto refused = [&](std::vector<int32_t> positions) {
        return ErrorCode([&] { EncodePositions(positions.data(), int(positions.size()), 100, bytes); }) ==
               "bad-argument";
    };
    EXPECT(refused({3, 3}));
    EXPECT(refused({5, 4}));
    EXPECT(refused({-1}));
    EXPECT(refused({101}));
}

CHECK_THAT("positions: any bytes decode to ascending positions within the limit, or to an error") {
    std::mt19937 random(2);
    for (int round = 0; round < 200000; round++) {
        std::vector<uint8_t> bytes(random() % 40);
        for (uint8_t & byte : bytes) byte = uint8_t(random() % 3 ? random() : 255);
        std::vector<int32_t> out(random() % 24);
        const int32_t limit = int32_t(random() >> (1 + random() % 31));
        const std::string code =
            ErrorCode([&] { DecodePositions({bytes.data(), bytes.size()}, uint32_t(out.size()), limit, out.data()); });
        EXPECT(code == "" || code == "trace-damaged");
        if (code != "") continue;
        for (size_t i = 0; i < out.size(); i++) EXPECT(out[i] > (i == 0 ? -1 : out[i - 1]) && out[i] <= limit);
    }
}

CHECK_THAT("row: comes back with all its parts") {
    const RandomCase made = MakeCase(3, 2, 200, 20, 10, 40);
    const RowLimits limits{made.Positions(), int32_t(made.shape.sentences.size())};
    for (const OwnedRow & row : made.answer) {
        const std::vector<uint8_t> bytes = EncodeRow(row.AsAnswer(), limits);
        const TraceRow back = RowView({bytes.data(), bytes.size()}, limits).Decode();
        EXPECT(back.position == row.position);
        EXPECT(back.positions == row.positions && back.scores == row.scores);
        EXPECT(back.missed == row.missed && back.missedScores == row.missedScores);
        EXPECT(back.sentences == row.sentences && back.sentenceMax == row.sentenceMax &&
               back.sentenceLse == row.sentenceLse);
        EXPECT(back.lastIn == *std::min_element(row.scores.begin(), row.scores.end()));
    }
}

CHECK_THAT("row: an empty one comes back") {
    const std::vector<uint8_t> bytes = EncodeRow(AnswerRow{}, {1, 0});
    const TraceRow back = RowView({bytes.data(), bytes.size()}, {1, 0}).Decode();
    EXPECT(back.positions.empty() && back.missed.empty() && back.sentences.empty());
}

CHECK_THAT("row: changed or cut bytes decode or are refused") {
    const RandomCase made = MakeCase(4, 1, 200, 20, 1, 40);
    const RowLimits limits{made.Positions(), int32_t(made.shape.sentences.size())};
    const std::vector<uint8_t> bytes = EncodeRow(made.answer[0].AsAnswer(), limits);
    std::mt19937 random(5);
    for (int round = 0; round < 20000; round++) {
        std::vector<uint8_t> changed(bytes.begin(),
                                     bytes.begin() + (round % 2 ? random() % bytes.size() : bytes.size()));
        if (!changed.empty()) changed[random() % changed.size()] = uint8_t(random());
        const std::string code = ErrorCode([&] { RowView({changed.data(), changed.size()}, limits).Decode(); });
        EXPECT(code == "" || code == "trace-damaged");
    }
}
