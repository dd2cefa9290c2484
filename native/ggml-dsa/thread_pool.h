#pragma once
#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace dsa {

/// Threads that sleep while there is nothing to do: llama.cpp's own threads run on the same cores between our nodes,
/// and two pools that spin ruin each other. The caller takes part in the work.
class ThreadPool {
  public:
    ~ThreadPool() { Resize(1); }

    /// The number of threads that the next Run uses, the caller among them; at least 1.
    void Resize(int threads);
    int Size() const { return int(workers_.size()) + 1; }

    /// Calls work(item, thread) for each item in [0, items), in any order, and returns when all are done. Whatever one
    /// of them throws is thrown here, once all threads have stopped. `itemCost` is about what an item takes, in
    /// microseconds: nobody is woken for work that is done sooner than they are.
    void Run(int items, double itemCost, const std::function<void(int item, int thread)> & work);

  private:
    void Work(int thread);
    void TakeItems(int thread);

    std::vector<std::thread> workers_;
    std::mutex lock_;
    std::condition_variable wake_, done_;
    int job_ = 0;     // counts Run's calls
    int working_ = 0; // workers that have not finished the current job
    bool stop_ = false;
    const std::function<void(int, int)> * work_ = nullptr;
    int items_ = 0;
    std::atomic<int> next_{0};
    std::exception_ptr failure_;
};

} // namespace dsa
