#include "thread_pool.h"

#include <algorithm>
#include <utility>

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
    if (workers_.empty() || items <= 1 || items * itemCost < kWorthWaking) {
        for (int item = 0; item < items; item++) work(item, 0);
        return;
    }
    {
        std::lock_guard<std::mutex> lock(lock_);
        work_ = &work;
        items_ = items;
        next_ = 0;
        working_ = int(workers_.size());
        failure_ = nullptr;
        job_++;
    }
    wake_.notify_all();
    TakeItems(0);
    std::unique_lock<std::mutex> lock(lock_);
    done_.wait(lock, [this] { return working_ == 0; });
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void ThreadPool::Work(int thread) {
    int seen = 0;
    std::unique_lock<std::mutex> lock(lock_);
    for (;;) {
        wake_.wait(lock, [&] { return stop_ || job_ != seen; });
        if (stop_) return;
        seen = job_;
        lock.unlock();
        TakeItems(thread);
        lock.lock();
        if (--working_ == 0) done_.notify_one();
    }
}

void ThreadPool::TakeItems(int thread) {
    try {
        for (int item; (item = next_.fetch_add(1)) < items_;) (*work_)(item, thread);
    } catch (...) {
        next_ = items_; // nobody starts another one
        std::lock_guard<std::mutex> lock(lock_);
        if (!failure_) failure_ = std::current_exception();
    }
}

} // namespace dsa
