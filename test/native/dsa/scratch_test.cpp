#include "cases.h"
#include "check.h"
#include "tested_kernels.h"
#include "thread_pool.h"

#include <cstdio>

TEST(Scratch, "scratch: indexer and attention at 128K positions, DeepSeek's shape, 16 threads") {
    for (const dsa::Kernels * kernels : TestedKernels()) {
        dsa::ThreadPool pool;
        pool.Resize(16);
        dsa::Indexer indexer(*kernels, pool);
        std::vector<float> out;
        // what grows with the ubatch and what grows with the context, one after the other
        for (const cases::IndexerShape & shape :
             {cases::IndexerShape{"ubatch", 512, 64, 128, 64, 32}, {"context", 16, 16, 32, 131072, 2048}}) {
            indexer.Run(cases::IndexerCase(shape, 10).Task(out));
        }
        dsa::Attention attention(*kernels, pool);
        for (const int tokens : {7, 16}) {
            attention.Run(cases::AttentionCase({"attention", tokens, 128, 576, 512, 2100, 2048}, 10).Batch(out));
        }
        const size_t bytes = indexer.ScratchBytes() + attention.ScratchBytes();
        EXPECT(bytes < size_t(64) << 20, kernels->name + std::string(": ") + std::to_string(bytes));
        std::printf("  %s: %.1f MiB\n", kernels->name, double(bytes) / (1 << 20));
    }
}
