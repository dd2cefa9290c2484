#pragma once
#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <utility>

namespace dsa {

/// Threads that share the work of a node; the caller of Run is one of them, number 0.
class Workers {
  public:
    virtual ~Workers() = default;
    /// How many take part, at least 1.
    virtual int Size() const = 0;
    /// Calls work(item, thread) for each item in [0, items), in any order, and returns when all are done. Whatever one
    /// of them throws is thrown here, once all threads have stopped. `itemCost` is about what an item takes, in
    /// microseconds: work that is done sooner than others are called is the caller's alone.
    virtual void Run(int items, double itemCost, const std::function<void(int item, int thread)> & work) = 0;
};

/// Items that several threads take, one by one, until none is left.
class SharedItems {
  public:
    /// Before any thread takes one.
    void Offer(int items, const std::function<void(int, int)> & work) {
        work_ = &work;
        items_ = items;
        next_ = 0;
        failure_ = nullptr;
    }

    void Take(int thread) {
        try {
            for (int item; (item = next_.fetch_add(1)) < items_;) (*work_)(item, thread);
        } catch (...) {
            next_ = items_; // nobody starts another one
            std::lock_guard<std::mutex> lock(lock_);
            if (!failure_) failure_ = std::current_exception();
        }
    }

    /// Throws what one of them threw; once all threads have stopped.
    void Finish() {
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    }

  private:
    const std::function<void(int, int)> * work_ = nullptr;
    int items_ = 0;
    std::atomic<int> next_{0};
    std::mutex lock_;
    std::exception_ptr failure_;
};

/// What one thread does alone.
inline void RunAlone(int items, const std::function<void(int, int)> & work) {
    for (int item = 0; item < items; item++) work(item, 0);
}

} // namespace dsa
