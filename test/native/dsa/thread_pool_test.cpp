#include "check.h"
#include "thread_pool.h"

#include <numeric>
#include <stdexcept>

TEST(RunsAll, "threads: each item once, whatever the number of threads") {
    dsa::ThreadPool pool;
    for (int threads : {1, 4, 2, 2, 3}) {
        pool.Resize(threads);
        for (int items : {0, 1, 2, 100}) {
            std::vector<int> runs(items);
            for (int round = 0; round < 50; round++) pool.Run(items, 1000, [&](int item, int) { runs[item]++; });
            EXPECT(std::accumulate(runs.begin(), runs.end(), 0) == 50 * items, std::to_string(threads));
            for (int count : runs) EXPECT(count == 50, std::to_string(threads));
        }
    }
}

TEST(Throws, "threads: what is thrown arrives, and the pool goes on") {
    dsa::ThreadPool pool;
    pool.Resize(3);
    for (int round = 0; round < 20; round++) {
        bool caught = false;
        try {
            pool.Run(50, 1000, [&](int item, int) {
                if (item == 17) throw std::runtime_error("17");
            });
        } catch (const std::runtime_error &) {
            caught = true;
        }
        EXPECT(caught, "");
    }
    int sum = 0;
    pool.Run(1, 1000, [&](int, int) { sum++; });
    EXPECT(sum == 1, "");
}
