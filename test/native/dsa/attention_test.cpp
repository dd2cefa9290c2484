#include "cases.h"
#include "check.h"
#include "observer.h"
#include "reference.h"
#include "tested_kernels.h"
#include "thread_pool.h"

#include <algorithm>
#include <limits>

using dsa::RowType;

namespace {

std::vector<float> Attended(const cases::AttentionCase & test, const dsa::Kernels & kernels, int threads) {
    dsa::ThreadPool pool;
    pool.Resize(threads);
    dsa::Attention attention(kernels, pool);
    std::vector<float> out;
    attention.Run(test.Batch(out));
    return out;
}

void Compare(const cases::AttentionCase & test) {
    std::vector<float> expected;
    dsa::reference::Attend(test.Batch(expected));
    float size = 0;
    for (float x : expected) size = std::max(size, std::fabs(x));
    for (const dsa::Kernels * kernels : TestedKernels()) {
        const bool bf16 = std::string(kernels->name) != "portable" && std::string(kernels->name) != "avx2" &&
                          std::string(kernels->name) != "neon";
        const std::vector<float> out = Attended(test, *kernels, 2);
        EXPECT(out == Attended(test, *kernels, 1), test.shape.name + " depends on the number of threads");
        float worst = 0;
        for (size_t i = 0; i < out.size(); i++) {
            const float error = std::fabs(out[i] - expected[i]);
            worst = error <= worst ? worst : error; // NaN is the worst
        }
        EXPECT(worst <= (bf16 ? 1e-2f : 2e-5f) * size, test.shape.name + ", " + kernels->name + ": off by " +
                                                           std::to_string(worst) + " of " + std::to_string(size));
    }
}

} // namespace

TEST(RandomShapes, "attention: random shapes") {
    const cases::AttentionShape shapes[] = {
        {"DeepSeek's shape", 2, 128, 576, 512, 3000, 2048},
        {"a batch of DeepSeek's shape", 9, 32, 576, 512, 700, 300},
        {"the built-in model's shape", 12, 9, 768, 576, 1024, 256},
        {"the tiny model's shape", 20, 4, 48, 32, 256, 16},
        {"1 position", 1, 16, 576, 512, 1, 1},
        {"1 token", 1, 16, 576, 512, 2000, 777},
        {"odd numbers", 10, 7, 80, 48, 333, 77},
        {"1 head", 3, 1, 64, 64, 100, 33},
        {"17 heads", 9, 17, 96, 80, 200, 90},
        {"all visible", 9, 5, 64, 32, 200, 200},
        {"bytes", 9, 32, 576, 512, 700, 300, RowType::Q8_0},
        {"bytes, 1 token", 1, 9, 768, 576, 700, 256, RowType::Q8_0},
    };
    for (const cases::AttentionShape & shape : shapes) Compare({shape, 11});
}

TEST(Nothing, "attention: nothing visible gives zeros, and mask values count") {
    for (int tokens : {2, 9}) {
        cases::AttentionCase test({"nothing visible", tokens, 9, 768, 576, 256, 100}, 12);
        std::fill_n(test.mask.begin(), 256, dsa::kHidden);
        for (int s = 0; s < 256; s++) {
            if (test.mask[256 + s] == 0) test.mask[256 + s] = cases::ToHalf(-0.25f * float(s % 9));
        }
        Compare(test);
    }
}

TEST(Sinks, "attention: sinks take their share, and have no value to give") {
    for (int tokens : {1, 3, 9}) {
        cases::AttentionCase test({"sinks", tokens, 17, 96, 64, 700, 300}, 16);
        std::vector<float> without;
        dsa::reference::Attend(test.Batch(without));
        for (int head = 0; head < 17; head++) test.sinks.push_back(0.5f * float(head) - 4);
        std::vector<float> with;
        dsa::reference::Attend(test.Batch(with));
        EXPECT(with != without, "the reference knows no sinks");
        Compare(test);
        // all of it, nothing at all, and where nothing else is visible
        test.sinks[0] = 1e4f;
        test.sinks[1] = -1e4f;
        std::fill_n(test.mask.begin(), 700, dsa::kHidden);
        Compare(test);
        for (const dsa::Kernels * kernels : TestedKernels())
            for (float x : Attended(test, *kernels, 2)) EXPECT(std::isfinite(x), kernels->name);
    }
}

TEST(Large, "attention: products far apart") {
    cases::AttentionCase test({"products far apart", 9, 16, 576, 512, 500, 200}, 13);
    for (float & x : test.queries) x *= 30;
    std::vector<float> expected;
    dsa::reference::Attend(test.Batch(expected));
    for (const dsa::Kernels * kernels : TestedKernels()) {
        for (float x : Attended(test, *kernels, 2)) EXPECT(std::isfinite(x), kernels->name);
    }
}

TEST(NotNumbers, "attention: infinities and NaN crash nothing") {
    for (const float bad :
         {std::nanf(""), std::numeric_limits<float>::infinity(), -std::numeric_limits<float>::infinity()}) {
        cases::AttentionCase test({"not numbers", 9, 16, 576, 512, 300, 100}, 14);
        test.queries[3] = bad;
        std::vector<float> row(576, 1);
        row[9] = bad;
        cases::SetRow(test.rows, RowType::F16, 50, 576, row);
        for (const dsa::Kernels * kernels : TestedKernels()) {
            EXPECT(Attended(test, *kernels, 2).size() == size_t(9) * 16 * 512, kernels->name);
        }
    }
}

TEST(Observes, "observer: attention probabilities, summed over heads") {
    for (const RowType type : {RowType::F16, RowType::Q8_0}) {
        cases::AttentionCase test({"observed", 3, 19, 96, 64, 333, 100, type}, 15);
        std::vector<float> out;
        const dsa::AttentionBatch batch = test.Batch(out);
        for (const int count : {0, 1, 31, 100}) {
            std::vector<int32_t> positions(count);
            for (int i = 0; i < count; i++) positions[i] = 3 * i + 1;
            const std::vector<double> expected = dsa::reference::Observe(batch, 2, positions);
            for (const dsa::Kernels * kernels : TestedKernels()) {
                std::vector<float> mass(count, 777);
                dsa::ObserveAttention(*kernels, batch, 2, positions.data(), count, mass.data());
                for (int i = 0; i < count; i++) EXPECT(std::fabs(mass[i] - expected[i]) < 1e-4, kernels->name);
            }
        }
        test.sinks.assign(19, 1);
        const std::vector<int32_t> some = {1, 2, 5, 300};
        const std::vector<double> expected = dsa::reference::Observe(test.Batch(out), 1, some);
        double sum = 0;
        for (double mass : expected) sum += mass;
        EXPECT(sum < 18, "sinks take no share in the reference");
        std::vector<float> mass(some.size());
        dsa::ObserveAttention(*TestedKernels().front(), test.Batch(out), 1, some.data(), 4, mass.data());
        for (int i = 0; i < 4; i++) EXPECT(std::fabs(mass[i] - expected[i]) < 1e-4, "sinks");
    }
}
