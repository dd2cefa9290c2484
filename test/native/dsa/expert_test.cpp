#include "cases.h"
#include "check.h"
#include "expert_products.h"
#include "packed_weights.h"
#include "scratch.h"
#include "tested_kernels.h"
#include "thread_pool.h"

#include <algorithm>
#include <cstring>

using dsa::WeightType;

namespace {

constexpr int kOutputs = 48, kBlocks = 8;

struct Choice {
    int experts, chosen, tokens;
    bool rowEach;
};

/// Random weights, rows and choices; `packed` holds all experts.
struct ExpertTest {
    ExpertTest(WeightType type, const Choice & choice, unsigned seed) : type(type), choice(choice) {
        std::mt19937 random(seed);
        std::vector<char> weights(size_t(choice.experts) * kOutputs * dsa::RowBytes(type, kBlocks));
        for (char & byte : weights) byte = char(random() & 0x3f); // so that no F16 scale is infinite
        packed.resize(weights.size() + dsa::kAlignment);
        dsa::PackWeights(type, choice.experts * kOutputs, kBlocks, weights.data(), dsa::Aligned(packed));
        std::normal_distribution<float> normal;
        in.resize(size_t(choice.tokens) * InRows() * Width());
        for (float & x : in) x = normal(random);
        for (int slot = 0; slot < choice.tokens * choice.chosen; slot++)
            ids.push_back(int(random() % choice.experts)); // one may be chosen twice
    }

    int InRows() const { return choice.rowEach ? choice.chosen : 1; }
    static int Width() { return kBlocks * dsa::kBlock; }

    dsa::ExpertBatch Batch(std::vector<float> & out) {
        out.assign(size_t(choice.tokens) * choice.chosen * kOutputs, 777);
        dsa::ExpertBatch batch;
        batch.type = type;
        batch.experts = choice.experts;
        batch.outputs = kOutputs;
        batch.blocks = kBlocks;
        batch.packed = dsa::Aligned(packed);
        batch.in = (const char *)in.data();
        batch.tokens = choice.tokens;
        batch.inRows = InRows();
        batch.inRow = Width() * sizeof(float);
        batch.inToken = batch.inRow * InRows();
        batch.ids = (const char *)ids.data();
        batch.chosen = choice.chosen;
        batch.id = sizeof(int32_t);
        batch.idToken = batch.id * choice.chosen;
        batch.out = out.data();
        return batch;
    }

    WeightType type;
    Choice choice;
    std::vector<uint8_t> packed;
    std::vector<float> in;
    std::vector<int32_t> ids;
};

std::vector<float> Together(const dsa::Kernels & kernels, ExpertTest & test, int threads) {
    std::vector<float> out;
    const dsa::ExpertBatch batch = test.Batch(out);
    std::vector<int32_t> numbers(dsa::SlotNumbers(batch));
    const dsa::SlotOrder order = dsa::SortSlots(batch, numbers.data());
    std::vector<dsa::RoundedBlock> rounded(dsa::RoundedBlocks(batch));
    dsa::ThreadPool pool;
    pool.Resize(threads);
    pool.Run(batch.Slots(), 100, [&](int i, int) { dsa::RoundSlot(kernels, batch, order, i, rounded.data()); });
    pool.Run(dsa::PiecesOf(batch, order, threads), 100,
             [&](int piece, int) { dsa::MultiplyPiece(kernels, batch, order, threads, piece, rounded.data()); });
    return out;
}

/// Each slot by itself, as a product of one row with one matrix.
std::vector<float> OneByOne(const dsa::Kernels & kernels, ExpertTest & test) {
    std::vector<float> out;
    const dsa::ExpertBatch all = test.Batch(out);
    std::vector<dsa::RoundedBlock> rounded(kBlocks);
    for (int slot = 0; slot < all.Slots(); slot++) {
        const int token = slot / all.chosen, choice = slot % all.chosen;
        const size_t matrix = dsa::GroupBytes(all.type, kBlocks) * kOutputs / dsa::kGroup;
        const char * row = all.in + token * all.inToken + choice % all.inRows * all.inRow;
        const dsa::ProductBatch one = {all.type, 1, kOutputs,  kBlocks,   all.packed + test.ids[slot] * matrix, row,
                                       1,        1, all.inRow, all.inRow, out.data() + size_t(slot) * kOutputs};
        dsa::RoundRow(kernels, one, 0, rounded.data());
        dsa::MultiplyPiece(kernels, one, 1, 0, rounded.data());
    }
    return out;
}

} // namespace

TEST(ExpertProducts, "products: with experts, each token's with those that it chose, in any number of threads") {
    constexpr WeightType kTypes[] = {WeightType::Q4_1, WeightType::Q8_0, WeightType::Q2_K,  WeightType::Q3_K,
                                     WeightType::Q4_K, WeightType::Q6_K, WeightType::IQ4_XS};
    constexpr Choice kChoices[] = {
        {4, 2, 1, false}, {8, 3, 70, false}, {5, 2, 33, true}, {64, 8, 3, true}, {3, 1, 40, true}};
    unsigned seed = 60;
    for (const dsa::Kernels * kernels : TestedKernels()) {
        for (const WeightType type : kTypes) {
            if (!Multiplies(*kernels, type)) continue;
            for (const Choice & choice : kChoices) {
                ExpertTest test(type, choice, seed++);
                const std::string name = std::string(kernels->name) + ", type " + std::to_string(int(type)) + ", " +
                                         std::to_string(choice.experts) + " experts";
                const std::vector<float> exact = OneByOne(*kernels, test);
                EXPECT(std::none_of(exact.begin(), exact.end(), [](float x) { return x == 777 || !(x == x); }), name);
                EXPECT(Together(*kernels, test, 1) == exact, name + ", one thread");
                EXPECT(Together(*kernels, test, 5) == exact, name + ", five threads");
            }
        }
    }
}

TEST(SlotOrder, "products: slots are sorted by expert, those of one in their order") {
    ExpertTest test(WeightType::Q8_0, {4, 2, 3, false}, 1);
    test.ids = {3, 1, 1, 3, 0, 3};
    std::vector<float> out;
    const dsa::ExpertBatch batch = test.Batch(out);
    std::vector<int32_t> numbers(dsa::SlotNumbers(batch), -1);
    const dsa::SlotOrder order = dsa::SortSlots(batch, numbers.data());
    EXPECT((std::vector<int32_t>(order.slots, order.slots + 6) == std::vector<int32_t>{4, 1, 2, 0, 3, 5}), "slots");
    EXPECT((std::vector<int32_t>(order.starts, order.starts + 5) == std::vector<int32_t>{0, 1, 3, 3, 6}), "starts");
    EXPECT((std::vector<int32_t>(order.used, order.used + order.usedCount) == std::vector<int32_t>{0, 1, 3}), "used");
}
