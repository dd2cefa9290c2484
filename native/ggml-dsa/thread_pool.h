#pragma once
#include "workers.h"

#include <condition_variable>
#include <thread>
#include <vector>

namespace dsa {

/// Threads of our own that sleep while there is nothing to do: llama.cpp's run on the same cores between our nodes, and
/// two pools that spin ruin each other.
class ThreadPool : public Workers {
  public:
    ~ThreadPool() override { Resize(1); }

    /// The number of threads that the next Run uses, the caller among them; at least 1.
    void Resize(int threads);
    int Size() const override { return int(workers_.size()) + 1; }
    void Run(int items, double itemCost, const std::function<void(int item, int thread)> & work) override;

  private:
    void Work(int thread);

    std::vector<std::thread> workers_;
    std::mutex lock_;
    std::condition_variable wake_, done_;
    int job_ = 0;     // counts Run's calls
    int working_ = 0; // workers that have not finished the current job
    bool stop_ = false;
    SharedItems shared_;
};

} // namespace dsa
