// Every query against the plain reference.
#include "check.h"
#include "reference.h"
#include "trace/always_selected.h"
#include "trace/index_mass.h"

#include <cmath>
#include <limits>
#include <numeric>

using namespace sparselens;

static std::vector<Segment> RandomSegments(std::mt19937 & random, int last) {
    std::vector<Segment> segments;
    for (int begin = int(random() % 20); begin < last;) {
        const int end = begin + int(random() % 40); // empty ones too
        segments.push_back({begin, end});
        begin = end + int(random() % 3) * int(random() % 20);
    }
    return segments;
}

static std::vector<Span> SomeSpans(const RandomCase & made, std::mt19937 & random) {
    const int tokens = int(made.answer.size()) / made.shape.layers;
    std::vector<int32_t> all(size_t(made.shape.layers));
    std::iota(all.begin(), all.end(), 0);
    const int from = int(random() % uint32_t(tokens));
    return {
        {0, tokens, all}, {from, from + 1, {made.shape.layers - 1}}, {0, 0, all}, {0, tokens, {}}, {from, tokens, {0}}};
}

CHECK_THAT("totals: as the reference, and all that was selected is inside or outside") {
    std::mt19937 random(10);
    for (uint32_t seed = 0; seed < 6; seed++) {
        const RandomCase made = MakeCase(seed, 3, 300, 30, 12, 40);
        const auto trace = made.GetTrace();
        for (const Span & span : SomeSpans(made, random)) {
            const auto segments = RandomSegments(random, made.Positions());
            const SegmentTotals got = trace->Totals(span, segments), wanted = reference::Totals(made, span, segments);
            EXPECT(got.count == wanted.count);
            EXPECT(got.score == wanted.score);
            EXPECT(got.distinct == wanted.distinct);
            EXPECT(got.mass.size() == segments.size() + 1);
            for (size_t s = 0; s < got.mass.size(); s++) EXPECT_CLOSE(got.mass[s], wanted.mass[s], 1e-6);
            const uint32_t rows = uint32_t(span.to - span.from) * uint32_t(span.layers.size());
            EXPECT(std::accumulate(got.count.begin(), got.count.end(), 0u) == rows * 40);
            EXPECT_CLOSE(std::accumulate(got.mass.begin(), got.mass.end(), 0.0), double(rows), 1e-6);
        }
    }
}

CHECK_THAT("totals: rows of very high, very low and very different scores keep a mass of 1") {
    const int n = 8;
    const std::vector<int32_t> positions{0, 1, 2, 3, 4, 5, 6, 7};
    for (float base : {-65000.f, -1000.f, -650.f, 0.f, 650.f, 1000.f, 65000.f}) {
        std::vector<float> scores(n);
        for (int i = 0; i < n; i++) scores[size_t(i)] = base + 32 * float(i % 3);
        Trace trace({n, 1, n, {}, 1}, nullptr, nullptr, nullptr);
        trace.AddAnswerRow(
            0, {0, n - 1, n, positions.data(), scores.data(), 0, nullptr, nullptr, 0, nullptr, nullptr, nullptr});
        const SegmentTotals totals = trace.Totals({0, 1, {0}}, {{0, 2}});
        // at 65000 a float's own steps in the row's log-sum-exp are 1/256
        EXPECT_CLOSE(totals.mass[0] + totals.mass[1], 1.0, std::abs(base) > 10000 ? 4e-3 : 1e-4);
    }
}

CHECK_THAT("totals: segments that overlap, don't ascend or are negative are refused; so are spans that don't exist") {
    const RandomCase made = MakeCase(1, 2, 60, 5, 4, 10);
    const auto trace = made.GetTrace();
    const auto refused = [&](const Span & span, const std::vector<Segment> & segments) {
        return ErrorCode([&] { trace->Totals(span, segments); }) == "bad-argument";
    };
    const Span good{0, 4, {0, 1}};
    EXPECT(!refused(good, {{0, 3}, {3, 3}, {3, 9}}));
    EXPECT(!refused(good, {{0, 1000}}));
    EXPECT(refused(good, {{0, 3}, {2, 9}}));
    EXPECT(refused(good, {{5, 9}, {0, 3}}));
    EXPECT(refused(good, {{3, 2}}));
    EXPECT(refused(good, {{-1, 2}}));
    EXPECT(refused({0, 5, {0}}, {}));
    EXPECT(refused({-1, 2, {0}}, {}));
    EXPECT(refused({3, 2, {0}}, {}));
    EXPECT(refused({0, 4, {2}}, {}));
    EXPECT(refused({0, 4, {-1}}, {}));
}

CHECK_THAT("uses: as the reference") {
    const RandomCase made = MakeCase(20, 3, 300, 30, 12, 40);
    const auto trace = made.GetTrace();
    for (const Segment & segment : {Segment{0, 400}, Segment{17, 40}, Segment{50, 50}, Segment{329, 1000}})
        for (const std::vector<int32_t> & layers : {std::vector<int32_t>{}, {1}, {0, 1, 2}})
            EXPECT(trace->Uses(segment, layers) == reference::Uses(made, segment, layers));
}

CHECK_THAT("evidence: as the reference, for one token and many, one layer and all") {
    std::mt19937 random(30);
    for (uint32_t seed = 40; seed < 44; seed++) {
        const RandomCase made = MakeCase(seed, 3, 500, 30, 8, 40);
        const auto trace = made.GetTrace();
        for (const Span & span : SomeSpans(made, random)) {
            const auto got = trace->Evidence(span);
            const auto wanted = reference::Evidence(made, span);
            EXPECT(got.size() == made.shape.sentences.size());
            for (size_t s = 0; s < got.size(); s++) EXPECT_CLOSE(got[s], wanted[s], 2e-5);
        }
    }
}

CHECK_THAT("evidence: without a background there is an error") {
    const RandomCase made = MakeCase(1, 1, 60, 5, 1, 10);
    Trace trace(made.shape, nullptr, nullptr, nullptr);
    EXPECT(ErrorCode([&] { trace.Evidence({0, 0, {0}}); }) == "bad-argument");
}

CHECK_THAT("prompt: as the reference: rows of the document and of the question, summed") {
    for (int stride : {1, 3}) {
        const RandomCase made = MakeCase(50, 3, 200, 40, 2, 30, stride);
        const auto trace = made.GetTrace();
        for (int layer = 0; layer < 3; layer++) {
            const PromptTotals got = trace->Prompt(layer), wanted = reference::Prompt(made, layer);
            EXPECT(got.count == wanted.count);
            for (size_t p = 0; p < wanted.mass.size(); p++) EXPECT_CLOSE(got.mass[p], wanted.mass[p], 1e-5);
        }
        EXPECT(ErrorCode([&] { trace->Prompt(3); }) == "bad-argument");
    }
}

CHECK_THAT("row: as it was added; missing ones are refused") {
    const RandomCase made = MakeCase(60, 2, 200, 20, 5, 40);
    Trace trace(made.shape, nullptr, nullptr, nullptr);
    for (const OwnedRow & row : made.answer)
        if (row.token != 2 || row.layer != 1) trace.AddAnswerRow(row.token, row.AsAnswer());
    for (const OwnedRow & row : made.answer) {
        if (row.token == 2 && row.layer == 1) continue;
        EXPECT(trace.Row(row.token, row.layer).positions == row.positions);
    }
    EXPECT(trace.Info().tokens == 5);
    EXPECT(ErrorCode([&] { trace.Row(2, 1); }) == "bad-argument");
    EXPECT(ErrorCode([&] { trace.Row(5, 0); }) == "bad-argument");
    EXPECT(ErrorCode([&] { trace.Row(0, 2); }) == "bad-argument");
    EXPECT(trace.Uses({0, 1000}, {1})[2] == 0);
}

CHECK_THAT("rows out of order, twice or out of range are refused") {
    const RandomCase made = MakeCase(70, 2, 100, 10, 2, 20);
    Trace trace(made.shape, nullptr, nullptr, nullptr);
    const auto refused = [&](int token, const AnswerRow & row) {
        return ErrorCode([&] { trace.AddAnswerRow(token, row); }) == "bad-argument";
    };
    EXPECT(!refused(0, made.answer[1].AsAnswer()));
    EXPECT(refused(0, made.answer[1].AsAnswer()));
    EXPECT(refused(0, made.answer[0].AsAnswer()));
    EXPECT(refused(-1, made.answer[0].AsAnswer()));
    AnswerRow row = made.answer[2].AsAnswer();
    row.layer = 2;
    EXPECT(refused(1, row));
    row.layer = 0;
    row.position = row.positions[row.count - 1] - 1;
    EXPECT(refused(1, row));
}

CHECK_THAT("sinks: what more than half of the choosing rows selected") {
    // 400 positions, top-k 100: rows 100 to 399 choose
    TraceShape shape{100, 1, 400, {}, 1};
    std::vector<uint32_t> counts(400);
    counts[0] = 100 + 300; // always
    counts[1] = 99 + 150;  // half: not more
    counts[2] = 98 + 151;  // just more
    counts[150] = 126;     // of the 250 rows from 150 on
    counts[151] = 124;
    counts[350] = 50; // too few rows tell
    const std::vector<uint8_t> sinks = SinksOf(counts, shape);
    for (int p = 0; p < 400; p++) EXPECT((sinks[size_t(p)] != 0) == (p == 0 || p == 2 || p == 150));
}
