// usage: dsa_bench [KERNELS]: speed of the kernels on one thread, beside peak loops of the same instructions in the same run.
#include "cases.h"
#include "choose_kernels.h"
#include "peak.h"

#include <chrono>
#include <algorithm>
#include <cstdio>
#include <cstring>

namespace {

/// The least seconds of some runs.
template <class F> double Seconds(F && run) {
    double best = 1e9;
    for (int i = 0; i < 5; i++) {
        const auto start = std::chrono::steady_clock::now();
        run();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

void BenchIndexer(const dsa::Kernels & kernels, const cases::IndexerShape & shape) {
    const cases::IndexerCase test(shape, 1);
    std::vector<float> scores;
    const dsa::IndexerTask task = test.Task(scores);
    dsa::ThreadPool pool;
    dsa::Indexer indexer(kernels, pool);
    const double seconds = Seconds([&] { indexer.Run(task); });
    std::printf("  %-9s indexer %-30s %7.0f GOPS, all of the op included\n", kernels.name, shape.name.c_str(),
                2.0 * shape.tokens * shape.heads * shape.dim * shape.keys / seconds / 1e9);
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

} // namespace

int main(int argc, char ** argv) {
    const double f32 = peak::F32(), int8 = peak::Int8(), bf16 = peak::Bf16();
    std::printf("peak of one thread: F32 %.0f GFLOPS, int8 %.0f GOPS, BF16 %.0f GFLOPS (0: not on this machine)\n", f32, int8, bf16);
    for (const dsa::Kernels * kernels : dsa::UsableKernels()) {
        if (argc > 1 ? std::strcmp(kernels->name, argv[1]) != 0 : kernels == dsa::UsableKernels().front()) continue; // portable
        BenchIndexer(*kernels, {"64x128, 16K keys, k 2048", 32, 64, 128, 16384, 2048});
        BenchIndexer(*kernels, {"64x128, 64K keys, k 2048", 32, 64, 128, 65536, 2048});
        BenchIndexer(*kernels, {"4x256, 6K keys, k 256", 64, 4, 256, 6144, 256});
        BenchAttention(*kernels, {"128 heads, 576/512, k 2048", 8, 128, 576, 512, 16384, 2048});
        BenchAttention(*kernels, {"32 heads, 576/512, k 2048", 16, 32, 576, 512, 16384, 2048});
        BenchAttention(*kernels, {"9 heads, 768/576, k 256", 64, 9, 768, 576, 6144, 256});
    }
}
