#include "thread_pool.h"

#include <algorithm>

namespace dsa {

namespace {

/// Microseconds: what it takes to wake a thread and to wait for it, twice.
constexpr double kWorthWaking = 30;

} // namespace

void ThreadPool::Resize(int threads) {
    threads = std::max(threads, 1);
    if (threads == Size()) return;
    {
        std::lock_guard<std::mutex> lock(lock_);
        stop_ = true;
    }
    wake_.notify_all();
    for (std::thread & worker : workers_) worker.join();
    workers_.clear();
    stop_ = false;
    job_ = 0;
    for (int thread = 1; thread < threads; thread++) workers_.emplace_back([this, thread] { Work(thread); });
}

void ThreadPool::Run(int items, double itemCost, const std::function<void(int, int)> & work) {
    if (workers_.empty() || items <= 1 || items * itemCost < kWorthWaking) return RunAlone(items, work);
    {
        std::lock_guard<std::mutex> lock(lock_);
        shared_.Offer(items, work);
        working_ = int(workers_.size());
        job_++;
    }
    wake_.notify_all();
    shared_.Take(0);
    std::unique_lock<std::mutex> lock(lock_);
    done_.wait(lock, [this] { return working_ == 0; });
    shared_.Finish();
}

void ThreadPool::Work(int thread) {
    int seen = 0;
    std::unique_lock<std::mutex> lock(lock_);
    for (;;) {
        wake_.wait(lock, [&] { return stop_ || job_ != seen; });
        if (stop_) return;
        seen = job_;
        lock.unlock();
        shared_.Take(thread);
        lock.lock();
        if (--working_ == 0) done_.notify_one();
    }
}

} // namespace dsa
