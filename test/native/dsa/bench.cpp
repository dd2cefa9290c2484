// usage: dsa_bench: speed of the kernels on one thread, beside peak loops of the same instructions in the same run.
#include "cases.h"
#include "choose_kernels.h"
#include "packed_weights.h"
#include "peak.h"
#include "products.h"
#include "thread_pool.h"
#include "top_k.h"

#include <algorithm>
#include <cstdio>

namespace {

/// The least seconds of some runs.
template <typename F> double Seconds(F && run) {
    double best = 1e9;
    for (int i = 0; i < 15; i++) {
        const double start = peak::ProcessorSeconds();
        run();
        best = std::min(best, peak::ProcessorSeconds() - start);
    }
    return best;
}

/// Milliseconds of packing all keys to int8 and of their products with the queries, by themselves.
void BenchInt8(const dsa::Kernels & kernels, const cases::IndexerCase & test, const dsa::IndexerTask & task) {
    std::vector<uint8_t> values(size_t(dsa::kTileKeys) * task.dim + dsa::kAlignment);
    std::vector<float> scales(dsa::kTileKeys), norms(dsa::kTileKeys), scores(size_t(task.tokens) * dsa::kTileKeys);
    const dsa::Int8Keys keys = {dsa::Aligned(values), scales.data(), norms.data()};
    const size_t rows = size_t(task.tokens) * task.heads;
    const std::vector<int8_t> rounded(rows * task.dim, 3);
    const std::vector<int32_t> correction(rows, 128 * 3 * task.dim);
    const dsa::Int8Queries queries = {task.tokens,    task.heads,          task.dim,
                                      rounded.data(), test.weights.data(), correction.data()};
    const auto eachTile = [&](const auto & run) {
        return 1e3 * Seconds([&] {
                   for (int first = 0; first < task.keys; first += dsa::kTileKeys) run(first);
               });
    };
    const double packing = eachTile([&](int first) {
        const void * tile[dsa::kTileKeys];
        for (int i = 0; i < dsa::kTileKeys; i++) tile[i] = task.keyRows + size_t(first + i) * task.keyStride;
        kernels.packInt8Keys(task.keyType, tile, task.dim, keys);
    });
    const double products =
        eachTile([&](int) { kernels.scoreInt8Keys(keys, queries, 0, task.tokens, scores.data(), dsa::kTileKeys); });
    std::printf("            of which packing keys %.2f ms, int8 products %.2f ms\n", packing, products);
}

void BenchIndexer(const dsa::Kernels & kernels, const cases::IndexerShape & shape) {
    const cases::IndexerCase test(shape, 1);
    std::vector<float> scores;
    const dsa::IndexerTask task = test.Task(scores);
    dsa::ThreadPool pool;
    dsa::Indexer indexer(kernels, pool);
    const double seconds = Seconds([&] { indexer.Run(task); });
    std::printf("  %-9s indexer %-30s %7.0f GOPS, all of the op included: %.2f ms\n", kernels.name, shape.name.c_str(),
                2.0 * shape.tokens * shape.heads * shape.dim * shape.keys / seconds / 1e9, seconds * 1e3);
    if (indexer.Approximates(task)) BenchInt8(kernels, test, task);
}

void BenchTopK(const dsa::Kernels & kernels, int keys, int selected) {
    const cases::IndexerCase test({"top-k", 1, 16, 32, keys, 0}, 1);
    std::vector<float> scores;
    dsa::ThreadPool pool;
    dsa::Indexer(kernels, pool).Run(test.Task(scores));
    std::vector<int32_t> positions(selected);
    dsa::TopKScratch scratch;
    const double seconds =
        Seconds([&] { dsa::SelectTopK(kernels, scores.data(), keys, selected, positions.data(), scratch); });
    std::printf("  %-9s top-k %d of %d: %.1f us\n", kernels.name, selected, keys, seconds * 1e6);
}

void BenchAttention(const dsa::Kernels & kernels, const cases::AttentionShape & shape) {
    const cases::AttentionCase test(shape, 1);
    std::vector<float> out;
    const dsa::AttentionBatch batch = test.Batch(out);
    dsa::ThreadPool pool;
    dsa::Attention attention(kernels, pool);
    const double seconds = Seconds([&] { attention.Run(batch); });
    std::printf("  %-9s attention %-28s %7.0f GFLOPS, gathering included\n", kernels.name, shape.name.c_str(),
                2.0 * shape.tokens * shape.heads * shape.visible * (shape.keyDim + shape.valueDim) / seconds / 1e9);
}

/// A product with weights, rounding the rows included.
void BenchProduct(const dsa::Kernels & kernels, const char * name, dsa::WeightType type, int rows, int in,
                  int outputs) {
    if (!kernels.multiply) return;
    const int blocks = in / dsa::kBlock;
    const std::vector<char> weights(outputs * dsa::RowBytes(type, blocks), 0x31);
    std::vector<uint8_t> packed(weights.size() + dsa::kAlignment);
    dsa::PackWeights(type, outputs, blocks, weights.data(), dsa::Aligned(packed));
    std::vector<float> other(size_t(rows) * in, 0.5f), out(size_t(rows) * outputs);
    const size_t row = in * sizeof(float);
    const dsa::ProductBatch batch = {
        type, 1,   outputs,    blocks,    dsa::Aligned(packed), (const char *)other.data(), rows,
        1,    row, row * rows, out.data()};
    std::vector<dsa::RoundedBlock> rounded(dsa::RoundedBlocks(batch));
    const double seconds = Seconds([&] {
        for (int r = 0; r < rows; r++) dsa::RoundRow(kernels, batch, r, rounded.data());
        dsa::MultiplyPiece(kernels, batch, 1, 0, rounded.data());
    });
    std::printf("  %-9s product %s, %d x %d x %d: %.0f GOPS\n", kernels.name, name, rows, in, outputs,
                2.0 * rows * in * outputs / seconds / 1e9);
}

void BenchProducts(const dsa::Kernels & kernels) {
    for (const int rows : {256, 1}) {
        BenchProduct(kernels, "Q4_1", dsa::WeightType::Q4_1, rows, 576, 1536);
        BenchProduct(kernels, "Q5_1", dsa::WeightType::Q5_1, rows, 576, 1536);
        BenchProduct(kernels, "Q8_0", dsa::WeightType::Q8_0, rows, 576, 1536);
        BenchProduct(kernels, "Q2_K", dsa::WeightType::Q2_K, rows, 512, 1536);
        BenchProduct(kernels, "Q3_K", dsa::WeightType::Q3_K, rows, 512, 1536);
        BenchProduct(kernels, "IQ4_XS", dsa::WeightType::IQ4_XS, rows, 512, 1536);
        BenchProduct(kernels, "Q4_K", dsa::WeightType::Q4_K, rows, 512, 1536);
        BenchProduct(kernels, "Q5_K", dsa::WeightType::Q5_K, rows, 512, 1536);
        BenchProduct(kernels, "Q6_K", dsa::WeightType::Q6_K, rows, 512, 1536);
    }
}

} // namespace

int main() {
    const double f32 = peak::F32(), int8 = peak::Int8(), bf16 = peak::Bf16();
    std::printf("peak of one thread: F32 %.0f GFLOPS, int8 %.0f GOPS, BF16 %.0f GFLOPS (0: not on this machine); "
                "products of bytes in AVX2 %.0f GOPS\n",
                f32, int8, bf16, peak::Avx2Int8());
    for (const dsa::Kernels * kernels : dsa::UsableKernels()) {
        if (kernels == dsa::UsableKernels().front() && dsa::UsableKernels().size() > 1) continue; // portable
        BenchProducts(*kernels);
        BenchIndexer(*kernels, {"64x128, 16K keys, k 2048", 32, 64, 128, 16384, 2048});
        BenchIndexer(*kernels, {"64x128, 64K keys, k 2048", 32, 64, 128, 65536, 2048});
        BenchIndexer(*kernels, {"64x128, 1 token, 16K keys", 1, 64, 128, 16384, 2048});
        BenchTopK(*kernels, 16384, 2048);
        BenchTopK(*kernels, 65536, 2048);
        BenchIndexer(*kernels, {"4x256, 6K keys, k 256", 64, 4, 256, 6144, 256});
        BenchAttention(*kernels, {"128 heads, 576/512, k 2048", 8, 128, 576, 512, 16384, 2048});
        BenchAttention(*kernels, {"32 heads, 576/512, k 2048", 16, 32, 576, 512, 16384, 2048});
        BenchAttention(*kernels, {"9 heads, 768/576, k 256", 64, 9, 768, 576, 6144, 256});
    }
}
