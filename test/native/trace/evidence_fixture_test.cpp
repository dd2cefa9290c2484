// The evidence measure against the Python reference (evidence_fixture.py wrote the values).
#include "check.h"
#include "reference.h"

#include <algorithm>
#include <fstream>
#include <numeric>
#include <sstream>

using namespace sparselens;

static constexpr int kLayers = 3, kPrompt = 260, kQuestion = 12, kAnswer = 7, kTopK = 32;
static const std::vector<Segment> kSentences{{5, 18},   {18, 40},   {40, 47},   {50, 90},  {90, 91},
                                             {91, 130}, {130, 171}, {175, 220}, {220, 260}};

/// As score() in evidence_fixture.py.
static float ScoreOf(int layer, int t, int s) {
    const uint32_t noise = uint32_t(layer * 7919 + t * 104729 + s * 1299709 + 12345) * 2654435761u >> 22;
    return float(int(noise) + (s < 4 ? 400 : 0) + 600 / (1 + (t - s) / 4) + ((s / 23 + layer) % 5 == 0 ? 300 : 0)) /
           128;
}

static OwnedRow RowOf(int token, int layer, int t) {
    std::vector<int32_t> order(size_t(t) + 1);
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return ScoreOf(layer, t, a) > ScoreOf(layer, t, b); });
    order.resize(std::min<size_t>(order.size(), kTopK));
    std::sort(order.begin(), order.end());
    OwnedRow row;
    row.token = token;
    row.layer = layer;
    row.position = t;
    row.positions = order;
    for (int32_t s : order) row.scores.push_back(ScoreOf(layer, t, s));
    return row;
}

static RandomCase FixtureCase() {
    RandomCase made;
    made.documentEnd = kPrompt;
    made.shape = {kTopK, kLayers, kPrompt + kQuestion, kSentences, 1};
    for (int t = 0; t < kPrompt; t++)
        for (int layer = 0; layer < kLayers; layer++) made.prefix.push_back(RowOf(-1, layer, t));
    for (int token = 0; token < kAnswer; token++)
        for (int layer = 0; layer < kLayers; layer++)
            made.answer.push_back(RowOf(token, layer, kPrompt + kQuestion - 1 + token));
    return made;
}

/// Rows of numbers in evidence_fixture.txt that start with `name`, one after the other.
static std::vector<double> Fixture(const std::string & name) {
    std::ifstream in(TRACE_TEST_FOLDER "/evidence_fixture.txt");
    std::vector<double> values;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string first;
        words >> first;
        for (double value; first == name && words >> value;) values.push_back(value);
    }
    return values;
}

template <typename Values>
static void ExpectValues(const Values & got, const std::vector<double> & wanted, double unit, double tolerance) {
    EXPECT(!wanted.empty());
    for (size_t i = 0; i < wanted.size(); i++) EXPECT_CLOSE(got[i] / unit, wanted[i] / unit, tolerance);
}

template <typename T> static std::vector<T> Joined(const std::vector<std::vector<T>> & rows) {
    std::vector<T> all;
    for (const auto & row : rows) all.insert(all.end(), row.begin(), row.end());
    return all;
}

CHECK_THAT("evidence: G, r and evidence are those of the Python reference") {
    const RandomCase made = FixtureCase();
    const auto background = made.GetBackground();
    ExpectValues(background->View().G, Fixture("G"), 1e-3, 1e-5);
    ExpectValues(background->View().r, Fixture("r"), 1, 1e-5);
    ExpectValues(made.GetTrace()->Evidence({0, kAnswer, {0, 1, 2}}), Fixture("evidence"), 1, 1e-5);
}

CHECK_THAT("evidence: the plain C++ reference says what the Python reference does") {
    const RandomCase made = FixtureCase();
    const reference::Background background = reference::BackgroundOf(made);
    ExpectValues(Joined(background.G), Fixture("G"), 1e-3, 1e-7);
    ExpectValues(Joined(background.r), Fixture("r"), 1, 1e-7);
    ExpectValues(reference::Evidence(made, {0, kAnswer, {0, 1, 2}}), Fixture("evidence"), 1, 1e-7);
}
