#include "cases.h"
#include "check.h"
#include "reference.h"
#include "tested_kernels.h"
#include "thread_pool.h"
#include "top_k.h"

#include <algorithm>
#include <cmath>
#include <limits>

using dsa::RowType;

namespace {

/// Scores so near the k-th that the order of a sum in F32 may decide them either way.
constexpr double kTie = 1e-5;

std::vector<float> Scores(const cases::IndexerCase & test, const dsa::Kernels & kernels, int threads) {
    dsa::ThreadPool pool;
    pool.Resize(threads);
    dsa::Indexer indexer(kernels, pool);
    std::vector<float> scores;
    indexer.Run(test.Task(scores));
    return scores;
}

std::vector<int32_t> Selected(const dsa::Kernels & kernels, const float * scores, int count, int k) {
    std::vector<int32_t> positions(k);
    dsa::TopKScratch scratch;
    dsa::SelectTopK(kernels, scores, count, k, positions.data(), scratch);
    return positions;
}

/// Every kernel selects what the formula selects, ties aside.
void Compare(const cases::IndexerCase & test) {
    const cases::IndexerShape & shape = test.shape;
    std::vector<float> expected;
    dsa::reference::Index(test.Task(expected));
    for (const dsa::Kernels * kernels : TestedKernels()) {
        const std::vector<float> scores = Scores(test, *kernels, 2);
        EXPECT(scores == Scores(test, *kernels, 1), shape.name + " depends on the number of threads");
        const int k = std::min(shape.selected ? shape.selected : 1, shape.keys);
        for (int t = 0; t < shape.tokens; t++) {
            const float *row = expected.data() + size_t(t) * shape.keys, *mine = scores.data() + size_t(t) * shape.keys;
            const std::vector<int32_t> wanted = dsa::reference::TopK(row, shape.keys, k),
                                       found = Selected(*kernels, mine, shape.keys, k);
            std::vector<int32_t> differ;
            std::set_symmetric_difference(wanted.begin(), wanted.end(), found.begin(), found.end(),
                                          std::back_inserter(differ));
            float kth = std::numeric_limits<float>::infinity(), largest = 0.5f; // the usual size of a score
            for (int s : wanted) kth = std::min(kth, row[s]);
            for (int s = 0; s < shape.keys; s++) {
                if (std::isfinite(row[s])) largest = std::max(largest, std::fabs(row[s]));
            }
            for (int s : differ) {
                EXPECT(row[s] == kth || std::fabs(row[s] - kth) <= kTie * largest,
                       shape.name + ", " + kernels->name + ", token " + std::to_string(t) + ", position " +
                           std::to_string(s) + ": " + std::to_string(row[s]) + " of " + std::to_string(kth));
            }
            const auto visible = std::count_if(row, row + shape.keys, [](float x) { return std::isfinite(x); });
            const bool allEnter =
                shape.selected && visible <= k; // then nothing depends on scores, but -infinity is seen
            for (int s = 0; s < shape.keys; s++) {
                if (allEnter && std::isfinite(mine[s]) == std::isfinite(row[s])) continue;
                const bool exact = !shape.selected;
                const bool near = row[s] == mine[s] || std::fabs(row[s] - mine[s]) <= (exact ? 1e-5 : 0.05) * largest;
                EXPECT(near, shape.name + ", " + kernels->name + ": score " + std::to_string(mine[s]) + ", not " +
                                 std::to_string(row[s]));
            }
        }
    }
}

} // namespace

TEST(RandomShapes, "indexer: random shapes") {
    const cases::IndexerShape shapes[] = {
        {"DeepSeek's shape", 3, 64, 128, 2304, 512},
        {"the built-in model's shape", 9, 4, 256, 1280, 256},
        {"the tiny model's shape", 40, 4, 64, 512, 16},
        {"1 token, 1 key", 1, 64, 128, 1, 1},
        {"1 token", 1, 64, 128, 4096, 1024},
        {"odd lengths", 5, 7, 96, 777, 33},
        {"1 head", 70, 1, 64, 300, 5},
        {"17 heads", 2, 17, 32, 515, 64},
        {"k as large as the context", 4, 8, 128, 256, 256},
        {"all scores exact", 3, 64, 128, 700, 0},
        {"more keys than a tile, all get in", 9, 64, 128, 200, 200},
        {"few heads, many tokens", 9, 4, 256, 1500, 256},
        {"bytes", 3, 64, 128, 1500, 256, RowType::Q8_0},
        {"bytes, odd lengths", 11, 4, 256, 333, 40, RowType::Q8_0},
    };
    for (const cases::IndexerShape & shape : shapes) {
        for (unsigned seed : {1, 2}) Compare({shape, seed});
    }
}

TEST(EqualKeys, "indexer: all keys equal: the lowest positions get in") {
    cases::IndexerCase test({"equal keys", 9, 64, 128, 600, 100}, 3);
    std::vector<float> key(128);
    for (int d = 0; d < 128; d++) key[d] = std::sin(float(d));
    for (int s = 0; s < 600; s++) cases::SetRow(test.rows, RowType::F16, s, 128, key);
    for (const dsa::Kernels * kernels : TestedKernels()) {
        const std::vector<float> scores = Scores(test, *kernels, 2);
        for (int t = 0; t < 9; t++) {
            const std::vector<int32_t> found = Selected(*kernels, scores.data() + t * 600, 600, 100);
            for (int i = 0; i < 100; i++) EXPECT(found[i] == i, kernels->name);
        }
    }
}

TEST(DependentErrors, "indexer: rounding errors that add up") {
    // one large number sets the step, all others are rounded the same way
    cases::IndexerCase test({"dependent errors", 8, 64, 128, 900, 100}, 4);
    std::mt19937 random(5);
    std::uniform_real_distribution<float> uniform;
    for (int s = 0; s < 900; s++) {
        std::vector<float> key(128, 0.49f / 127 * (1 + 0.02f * uniform(random)));
        key[s % 128] = 1 + 1e-3f * uniform(random);
        cases::SetRow(test.rows, RowType::F16, s, 128, key);
    }
    for (float & x : test.queries) x = 1 + 0.1f * std::fabs(x);
    Compare(test);
}

TEST(Masks, "indexer: all masked but one, and all masked") {
    cases::IndexerCase test({"all masked but one", 9, 64, 128, 512, 64}, 6);
    std::fill(test.mask.begin(), test.mask.end(), dsa::kHidden);
    for (int t = 0; t < 8; t++) test.mask[t * 512 + 60 * t] = 0;
    Compare(test);
}

TEST(NotNumbers, "indexer: infinities and NaN crash nothing and stay where they are") {
    for (int what = 0; what < 3; what++) {
        cases::IndexerCase test({"not numbers", 9, 64, 128, 512, 64}, 7);
        const float bad = what % 2 ? std::numeric_limits<float>::infinity() : std::nanf("");
        if (what == 2) test.weights[64 * 3] = bad;
        else test.queries[64 * 128 * 3 + 5] = bad;
        std::vector<float> key(128, 1);
        key[7] = bad;
        cases::SetRow(test.rows, RowType::F16, 100, 128, key);
        std::vector<float> expected;
        dsa::reference::Index(test.Task(expected));
        for (const dsa::Kernels * kernels : TestedKernels()) {
            const std::vector<float> scores = Scores(test, *kernels, 2);
            const std::vector<int32_t> found = Selected(*kernels, scores.data(), 512, 64);
            EXPECT(found.size() == 64 && found.front() >= 0 && found.back() < 512, kernels->name);
            for (int s = 0; s < 512; s++) { // a token that met none of them but in the key
                if (s == 100 || expected[s] == scores[s]) continue;
                EXPECT(std::fabs(expected[s] - scores[s]) < 1e-4 * 10, kernels->name);
            }
        }
    }
}

TEST(Rotation, "indexer: rows are rotated as by the matrix, and come back when they are again") {
    std::mt19937 random(9);
    std::normal_distribution<float> normal;
    for (const dsa::Kernels * kernels : TestedKernels()) {
        for (int dim = dsa::kSmallestRotation; dim <= 1024; dim *= 2) {
            std::vector<float> row(dim), out(dim), back(dim);
            for (float & x : row) x = normal(random);
            const auto scale = float(1 / std::sqrt(float(dim)));
            kernels->rotate(row.data(), dim, scale, out.data());
            kernels->rotate(out.data(), dim, scale, back.data());
            const std::vector<double> expected = dsa::reference::Rotate(row, scale);
            for (int d = 0; d < dim; d++) {
                const std::string name = std::string(kernels->name) + ", " + std::to_string(dim) + " dims";
                EXPECT(std::fabs(out[d] - expected[d]) < 2e-6, name);
                EXPECT(std::fabs(back[d] - row[d]) < 2e-6, name);
            }
        }
    }
}

TEST(TopK, "top-k: exact, ties by lower position, NaN last") {
    std::mt19937 random(8);
    for (int round = 0; round < 300; round++) {
        const int count = 1 + int(random() % 700), k = 1 + int(random() % count), kinds = 1 + int(random() % 50);
        std::vector<float> scores(count);
        for (float & x : scores) {
            const int kind = int(random() % kinds);
            x = kind == 7   ? std::nanf("")
                : kind == 8 ? -std::numeric_limits<float>::infinity()
                : kind == 9 ? -0.0f
                            : 0.37f * float(kind - 10);
        }
        const std::vector<int32_t> wanted = dsa::reference::TopK(scores.data(), count, k);
        for (const dsa::Kernels * kernels : TestedKernels()) {
            EXPECT(Selected(*kernels, scores.data(), count, k) == wanted,
                   kernels->name + std::string(" ") + std::to_string(round));
        }
    }
}

TEST(LongTopK, "top-k: long rows, also those that a sample of every so many scores misjudges") {
    std::mt19937 random(9);
    std::normal_distribution<float> normal;
    for (int round = 0; round < 24; round++) {
        const int count = 5000 + int(random() % 9000), k = 1 + int(random() % 2048);
        std::vector<float> scores(count);
        for (int i = 0; i < count; i++) {
            const bool sampled = i % 16 == 0;
            const float noise = normal(random), hidden = -std::numeric_limits<float>::infinity();
            switch (round % 6) {
                case 0: scores[i] = noise; break;
                case 1: scores[i] = sampled ? 100 + noise : noise; break; // the sample is too high
                case 2: scores[i] = sampled ? noise - 100 : noise; break; // too low
                case 3: scores[i] = i < 3000 ? noise : hidden; break;
                case 4: scores[i] = std::round(noise); break; // many ties
                default: scores[i] = sampled ? std::nanf("") : float(i); break;
            }
        }
        const std::vector<int32_t> wanted = dsa::reference::TopK(scores.data(), count, k);
        for (const dsa::Kernels * kernels : TestedKernels()) {
            EXPECT(Selected(*kernels, scores.data(), count, k) == wanted,
                   kernels->name + std::string(" ") + std::to_string(round));
        }
    }
}
