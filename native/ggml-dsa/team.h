#pragma once
#include "workers.h"

namespace dsa {

/// Threads that another program's pool lends for one node: all of them come, and nobody sleeps or is woken. Thread 0
/// leads: what it does may share work with the others, who wait at the pool's barrier meanwhile.
class Team : public Workers {
  public:
    /// Waits until all threads of the pool have called it.
    using Barrier = std::function<void()>;

    /// Before each node, by thread 0.
    void Gather(int threads, Barrier barrier);
    /// For thread 0: does `work`, which may call Run, and lets the others go. Whether it went well: it may have thrown.
    bool Lead(const std::function<void()> & work);
    /// For the others, who came here over a barrier: takes part in what thread 0 shares until it lets them go. What
    /// Lead returns there.
    bool Follow(int thread);

    int Size() const override { return threads_; }
    void Run(int items, double itemCost, const std::function<void(int item, int thread)> & work) override;

  private:
    int threads_ = 1;
    Barrier barrier_;
    SharedItems shared_;
    // written by thread 0 before a barrier, read by the others behind it
    bool over_ = false, failed_ = false;
};

} // namespace dsa
