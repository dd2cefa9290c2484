#pragma once
#include <chrono>
#include <mutex>

namespace sparselens {

/// How many of its threads this process leaves out because other programs want the cores. llama.cpp's threads meet
/// after each node of a graph and spin until the last one has come: two on two cores, of which somebody else wants one,
/// are several times slower than one that runs all the time.
class SparedCores {
  public:
    /// Threads to compute with, of at most so many.
    int Of(int most) const { return spared_ < most ? most - spared_ : 1; }

    /// `threads` of `most` computed for so many seconds, and waited for a core for so many, all of them together. True
    /// where more than a fifth of the time was lost: one is left out from now on. It comes back once little is lost:
    /// after two seconds, and later and later while that doesn't go well.
    bool Saw(int threads, int most, double seconds, double waited);

  private:
    int spared_ = 0;
    int calm_ = 0; // stretches without much waiting since one was left out
    int patience_ = kLeastPatience;
    static constexpr int kLeastPatience = 4, kMostPatience = 64;
};

/// What all contexts of this process compute with. Safe to use from several threads at once.
class FittingThreads {
  public:
    /// Before a context computes: how many threads it takes.
    int Begin(int most);
    /// While it computes with so many, as often as one likes: whether it had better begin again, with fewer.
    bool IsTooMany(int threads, int most);
    /// After it has computed with so many.
    void End(int threads, int most);

  private:
    using Clock = std::chrono::steady_clock;
    bool Judge(int threads, int most, Clock::time_point now);

    std::mutex lock_;
    SparedCores spared_;
    Clock::time_point start_, last_; // of the stretch that is watched, and of the last computing in it
    Clock::time_point asked_;
    double waitedAtStart_ = 0;
};

FittingThreads & TheFittingThreads();

} // namespace sparselens
