// What index mass to expect.
#include "check.h"
#include "reference.h"

#include <algorithm>
#include <cmath>

using namespace sparselens;

static void ExpectSame(const BackgroundView & got, const reference::Background & wanted) {
    for (int layer = 0; layer < got.layers; layer++) {
        for (size_t k = 0; k < kDistanceBuckets; k++)
            EXPECT_CLOSE(got.OfLayerG(layer)[k] * 1e3, wanted.G[size_t(layer)][k] * 1e3, 1e-5);
        for (int s = 0; s < got.sentences; s++)
            EXPECT_CLOSE(got.OfLayerR(layer)[s], wanted.r[size_t(layer)][size_t(s)], 1e-5);
    }
}

CHECK_THAT("background: as the reference, at strides of 1, 2 and 7") {
    for (int stride : {1, 2, 7}) {
        const RandomCase made = MakeCase(80, 3, 700, 10, 0, 40, stride);
        ExpectSame(made.GetBackground()->View(), reference::BackgroundOf(made));
    }
}

CHECK_THAT("background: buckets are floor(log2(distance)), up to the last") {
    EXPECT(DistanceBucket(-5) == 0 && DistanceBucket(0) == 0 && DistanceBucket(1) == 0);
    for (int k = 1; k < 24; k++) {
        EXPECT(DistanceBucket(1 << k) == std::min(k, kDistanceBuckets - 1));
        EXPECT(DistanceBucket((1 << k) - 1) == std::min(k - 1, kDistanceBuckets - 1));
    }
}

CHECK_THAT("background: sums of G over a segment are those of its positions, also behind the query") {
    std::mt19937 random(90);
    std::vector<float> G(kDistanceBuckets);
    for (float & value : G) value = float(random() % 1000) / 1e5f;
    const DistanceSums sums(G.data(), kDistanceBuckets);
    std::vector<double> got;
    for (int t = 0; t < 6000; t += 61) {
        const std::vector<Segment> segments{{0, 0}, {0, 7}, {7, 7}, {9, 300}, {300, 301}, {301, 1200}, {1250, 5900}};
        sums.Over(segments, t, got);
        for (size_t s = 0; s < segments.size(); s++) {
            double wanted = 0;
            for (int p = segments[s].begin; p < segments[s].end; p++) wanted += G[size_t(DistanceBucket(t - p))];
            EXPECT_CLOSE(got[s], wanted, 1e-9);
        }
    }
}

CHECK_THAT("background: a document read in pieces, with rows that come again after a cancel, counts each row once") {
    const RandomCase made = MakeCase(81, 3, 300, 0, 0, 40);
    Background pieces(3, made.shape.sentences, 1);
    PromptStats stats(3);
    const auto add = [&](const OwnedRow & row) {
        const bool counted = pieces.Add(row.AsPrompt(), row.Mass().data());
        EXPECT(stats.Add(row.AsPrompt(), row.Mass().data()) == counted);
        return counted;
    };
    const size_t cut = 3 * 200 + 1; // within a token: one layer of it was read
    for (size_t i = 0; i < cut; i++) EXPECT(add(made.prefix[i]));
    for (size_t i = 3 * 150; i < made.prefix.size(); i++) EXPECT(add(made.prefix[i]) == (i >= cut));
    pieces.Finish();
    ExpectSame(pieces.View(), reference::BackgroundOf(made));
    const auto whole = made.PrefixStats();
    for (int layer = 0; layer < 3; layer++) EXPECT(stats.Count(layer) == whole->Count(layer));
    EXPECT(!add(made.prefix[0])); // also afterwards
}

CHECK_THAT("background: layers that were broken off earlier count their own pairs") {
    RandomCase made = MakeCase(82, 2, 300, 0, 0, 40);
    const auto late = [](const OwnedRow & row) { return row.layer == 1 && row.position >= 180; };
    made.prefix.erase(std::remove_if(made.prefix.begin(), made.prefix.end(), late), made.prefix.end());
    ExpectSame(made.GetBackground()->View(), reference::BackgroundOf(made));
}

CHECK_THAT("background: every 4th row says about the same as all rows") {
    RandomCase all = MakeCase(83, 1, 3000, 0, 0, 64, 1);
    for (OwnedRow & row : all.prefix) std::fill(row.scores.begin(), row.scores.end(), 1.0f); // less noise
    RandomCase some = all;
    some.shape.stride = 4;
    const auto skipped = [](const OwnedRow & row) { return row.position % 4 != 0; };
    some.prefix.erase(std::remove_if(some.prefix.begin(), some.prefix.end(), skipped), some.prefix.end());
    const auto everyRow = all.GetBackground(), fewRows = some.GetBackground();
    double meanAll = 0, meanSome = 0, spreadAll = 0, spreadSome = 0;
    const int n = everyRow->View().sentences;
    for (int s = 0; s < n; s++) {
        meanAll += everyRow->View().r[s] / n;
        meanSome += fewRows->View().r[s] / n;
    }
    for (int s = 0; s < n; s++) {
        spreadAll += std::pow(everyRow->View().r[s] - meanAll, 2) / n;
        spreadSome += std::pow(fewRows->View().r[s] - meanSome, 2) / n;
    }
    EXPECT_CLOSE(meanSome, meanAll, 0.05);
    EXPECT(spreadSome > spreadAll); // fewer rows, more noise: not shrunk away
    for (int k = 2; k < 10; k++) EXPECT(std::abs(fewRows->View().G[k] / everyRow->View().G[k] - 1) < 0.1);
}

CHECK_THAT("background: no sentences, one sentence to the end, and no rows at all give numbers") {
    for (const std::vector<Segment> & sentences : {std::vector<Segment>{}, {{0, 50}}, {{0, 0}, {4, 9}}}) {
        Background empty(2, sentences, 1);
        empty.Finish();
        for (size_t s = 0; s < 2 * sentences.size(); s++) EXPECT(empty.View().r[s] == 1);
        RandomCase made = MakeCase(84, 2, 50, 0, 0, 10);
        made.shape.sentences = sentences;
        const auto background = made.GetBackground();
        for (size_t s = 0; s < 2 * sentences.size(); s++) EXPECT(std::isfinite(background->View().r[s]));
    }
}

CHECK_THAT("background: bad rows, sentences and unfinished backgrounds are refused") {
    const auto code = [](const std::function<void()> & body) { return ErrorCode(body) == "bad-argument"; };
    EXPECT(code([] { Background(1, {{5, 9}, {3, 4}}, 1); }));
    EXPECT(code([] { Background(0, {}, 1); }));
    EXPECT(code([] { Background(1, {}, 0); }));
    Background background(1, {}, 1);
    const int32_t positions[] = {0, 2};
    const float scores[] = {1, 1};
    EXPECT(code([&] { background.Add({1, 2, positions, scores, 2}, scores); }));
    EXPECT(code([&] { background.Add({0, 1, positions, scores, 2}, scores); }));
    const RandomCase made = MakeCase(85, 1, 50, 0, 0, 10);
    EXPECT(
        code([&] { Trace(made.shape, nullptr, nullptr, std::make_shared<Background>(1, made.shape.sentences, 1)); }));
    EXPECT(code([&] { Trace({10, 1, 50, {}, 1}, nullptr, nullptr, made.GetBackground()); }));
    made.GetBackground()->Finish();
}
