#include "check.h"
#include "team.h"

#include <condition_variable>
#include <mutex>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

/// A barrier as llama.cpp's threads have it, but one that sleeps.
class Meeting {
  public:
    explicit Meeting(int threads) : threads_(threads) {}

    void Wait() {
        std::unique_lock<std::mutex> lock(lock_);
        const int round = round_;
        if (++waiting_ == threads_) {
            waiting_ = 0;
            round_++;
            all_.notify_all();
        } else {
            all_.wait(lock, [&] { return round_ != round; });
        }
    }

  private:
    const int threads_;
    int waiting_ = 0, round_ = 0;
    std::mutex lock_;
    std::condition_variable all_;
};

/// One node, computed by so many threads; what each of them was told of how it ended.
std::vector<int> Compute(dsa::Team & team, int threads, const std::function<void()> & node) {
    Meeting meeting(threads);
    std::vector<int> ends(threads);
    std::vector<std::thread> others;
    team.Gather(threads, [&] { meeting.Wait(); });
    for (int thread = 1; thread < threads; thread++) {
        others.emplace_back([&, thread] {
            meeting.Wait();
            ends[thread] = team.Follow(thread);
        });
    }
    ends[0] = team.Lead(node);
    for (std::thread & other : others) other.join();
    return ends;
}

} // namespace

TEST(SharesAll, "team: each item once, whatever the number of threads, also where nothing is shared") {
    dsa::Team team;
    for (int threads : {1, 4, 2, 3}) {
        for (int items : {0, 1, 2, 100}) {
            std::vector<int> runs(items);
            const std::vector<int> ends = Compute(team, threads, [&] {
                for (int round = 0; round < 10; round++) team.Run(items, 1000, [&](int item, int) { runs[item]++; });
            });
            EXPECT(std::accumulate(ends.begin(), ends.end(), 0) == threads, std::to_string(threads));
            for (int count : runs) EXPECT(count == 10, std::to_string(threads));
        }
    }
}

TEST(AllHearOfFailure,
     "team: what is thrown, by any thread or between shared work, all are told; the next node works") {
    dsa::Team team;
    for (int threads : {1, 3}) {
        const auto throws = [](int item, int) {
            if (item == 17) throw std::runtime_error("17");
        };
        const std::vector<int> shared = Compute(team, threads, [&] { team.Run(50, 1000, throws); });
        const std::vector<int> alone = Compute(team, threads, [] { throw std::bad_alloc(); });
        const std::vector<int> next = Compute(team, threads, [&] { team.Run(50, 1000, [](int, int) {}); });
        EXPECT(std::accumulate(shared.begin(), shared.end(), 0) == 0, std::to_string(threads));
        EXPECT(std::accumulate(alone.begin(), alone.end(), 0) == 0, std::to_string(threads));
        EXPECT(std::accumulate(next.begin(), next.end(), 0) == threads, std::to_string(threads));
    }
}
