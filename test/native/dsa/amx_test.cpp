// What the AMX kernels promise beside their formulas, which the tests of the indexer and of attention hold them to.
#include "cases.h"
#include "check.h"
#include "kernels/tables.h"
#include "kernels/tiles.h"
#include "probe_kernels.h"
#include "scratch.h"
#include "tested_kernels.h"
#include "thread_pool.h"

#include <cstring>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>

namespace {

/// Bytes right before a page that nobody may touch.
class Guarded {
  public:
    explicit Guarded(size_t bytes) : bytes_(bytes) {
        const size_t page = size_t(sysconf(_SC_PAGESIZE));
        readable_ = (bytes + page - 1) / page * page;
        start_ = (char *)mmap(nullptr, readable_ + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        mprotect(start_ + readable_, page, PROT_NONE);
    }
    ~Guarded() { munmap(start_, readable_ + size_t(sysconf(_SC_PAGESIZE))); }
    Guarded(const Guarded &) = delete;
    char * Bytes() const { return start_ + readable_ - bytes_; }

  private:
    size_t bytes_, readable_;
    char * start_;
};

struct Int8Case {
    Int8Case(int tokens, int heads, int dim) : tokens(tokens), heads(heads), dim(dim) {
        std::mt19937 random(31);
        std::normal_distribution<float> normal;
        for (size_t i = 0; i < size_t(tokens) * heads * dim; i++) queries.push_back(int8_t(int(random() % 255) - 127));
        keys.resize(size_t(dsa::kTileKeys) * dim + dsa::kAlignment);
        for (uint8_t & x : keys) x = uint8_t(1 + random() % 255);
        for (int s = 0; s < dsa::kTileKeys; s++) scales.push_back(std::fabs(normal(random)));
        for (int row = 0; row < tokens * heads; row++) {
            weights.push_back(normal(random));
            corrections.push_back(int(random() % 20000) - 10000);
        }
    }
    /// Scores of tokens from `first` on, and what lies around them.
    std::vector<float> Scores(const dsa::Kernels & kernels, int first) {
        constexpr size_t kStride = dsa::kTileKeys + 5;
        std::vector<float> out(size_t(tokens) * kStride, 777);
        kernels.scoreInt8Keys({dsa::Aligned(keys), scales.data(), nullptr},
                              {tokens, heads, dim, queries.data(), weights.data(), corrections.data()}, first,
                              tokens - first, out.data(), kStride);
        return out;
    }

    int tokens, heads, dim;
    std::vector<int8_t> queries;
    std::vector<uint8_t> keys;
    std::vector<float> scales, weights;
    std::vector<int32_t> corrections;
};

dsa::TileShapes CurrentShapes() {
    dsa::TileShapes shapes;
    asm volatile("sttilecfg %0" : "=m"(shapes));
    return shapes;
}

/// Runs an indexer's and an attention's kernel on this thread.
void UseTiles(const dsa::Kernels & kernels) {
    Int8Case(3, 8, 96).Scores(kernels, 0);
    dsa::ThreadPool pool;
    std::vector<float> out;
    dsa::Attention(kernels, pool).Run(cases::AttentionCase({"tiles", 2, 17, 64, 48, 100, 40}, 32).Batch(out));
}

} // namespace

TEST(SameScores, "AMX: int8 scores are those of AVX-512 bit for bit, and nothing else is written") {
    if (!TestedAmx()) return;
    for (const int heads : {4, 8, 12, 20, 64}) {
        for (const int dim : {32, 64, 96, 128, 256}) {
            for (const int tokens : {1, 2, 3, 5, 9}) {
                Int8Case test(tokens, heads, dim);
                for (const int first : {0, tokens - 1}) {
                    EXPECT(test.Scores(*TestedAmx(), first) == test.Scores(dsa::kAvx512Kernels, first),
                           std::to_string(heads) + " heads of " + std::to_string(dim) + ", " + std::to_string(tokens) +
                               " tokens");
                }
            }
        }
    }
}

TEST(ReadsNoMore, "AMX: no more queries and keys are read than there are") {
    if (!TestedAmx()) return;
    for (const int heads : {4, 20, 64}) {
        for (const int dim : {32, 96, 128}) {
            Int8Case test(3, heads, dim);
            const Guarded queries(test.queries.size()), keys(size_t(dsa::kTileKeys) * dim);
            std::memcpy(queries.Bytes(), test.queries.data(), test.queries.size());
            std::memcpy(keys.Bytes(), dsa::Aligned(test.keys), size_t(dsa::kTileKeys) * dim);
            const auto score = [&](const dsa::Kernels & kernels) {
                std::vector<float> scores(3 * dsa::kTileKeys);
                kernels.scoreInt8Keys(
                    {(uint8_t *)keys.Bytes(), test.scales.data(), nullptr},
                    {3, heads, dim, (const int8_t *)queries.Bytes(), test.weights.data(), test.corrections.data()}, 0,
                    3, scores.data(), dsa::kTileKeys);
                return scores;
            };
            EXPECT(score(*TestedAmx()) == score(dsa::kAvx512Kernels),
                   std::to_string(heads) + " heads of " + std::to_string(dim));
        }
    }
}

TEST(WritesNoMore, "AMX: attention writes the sums of its heads and its scratch alone") {
    if (!TestedAmx()) return;
    for (const int heads : {1, 9, 16, 17}) {
        const cases::AttentionCase test({"guarded", 1, heads, 80, 48, 200, 150}, 33);
        std::vector<float> unused;
        std::vector<int32_t> positions(150);
        for (int i = 0; i < 150; i++) positions[i] = 199 - i;
        dsa::AttentionTask task = dsa::TaskOf(test.Batch(unused), 0, positions.data(), 150);
        const std::vector<float> bias(150);
        task.bias = bias.data();
        const Guarded scratch(TestedAmx()->attendScratch(heads, 80, 48)), values(sizeof(float) * heads * 48);
        const Guarded maximum(sizeof(float) * heads), total(sizeof(float) * heads);
        TestedAmx()->attend(task, scratch.Bytes(),
                            {(float *)values.Bytes(), (float *)maximum.Bytes(), (float *)total.Bytes()});
        for (int j = 0; j < heads; j++) EXPECT(((float *)total.Bytes())[j] >= 1, std::to_string(heads) + " heads");
    }
}

TEST(TilesOfOthers, "AMX: a thread's tiles keep the shapes that others gave them") {
    if (!TestedAmx()) return;
    dsa::TileShapes others; // llama.cpp's
    for (int tile = 0; tile < 8; tile++) {
        others.rows[tile] = tile < 2 ? 8 : 16;
        others.rowBytes[tile] = tile == 2 || tile == 3 ? 32 : 64;
    }
    asm volatile("ldtilecfg %0" ::"m"(others));
    UseTiles(*TestedAmx());
    const dsa::TileShapes after = CurrentShapes();
    asm volatile("tilerelease");
    EXPECT(std::memcmp(&after, &others, sizeof after) == 0, "shapes that were there");
    UseTiles(*TestedAmx());
    EXPECT(CurrentShapes().palette == 0, "none were there");
}

TEST(Threads, "AMX: threads have tiles of their own") {
    if (!TestedAmx()) return;
    std::vector<std::thread> threads;
    std::vector<int> same(4);
    for (int thread = 0; thread < 4; thread++) {
        threads.emplace_back([&, thread] {
            Int8Case test(2 + thread, 4 + 4 * thread, 32 + 32 * thread);
            const std::vector<float> expected = test.Scores(dsa::kAvx512Kernels, 0);
            for (int round = 0; round < 50; round++) same[thread] += test.Scores(*TestedAmx(), 0) == expected;
        });
    }
    for (std::thread & thread : threads) thread.join();
    for (const int count : same) EXPECT(count == 50, std::to_string(count));
}

TEST(Probed, "AMX: its kernels pass the probe") {
    if (!TestedAmx()) return;
    const auto keepHandlers = [] {}; // of the emulator
    EXPECT(dsa::ComputesTheSame(*TestedAmx(), dsa::kAvx512Kernels, keepHandlers), HowAmxIsTested());
}
