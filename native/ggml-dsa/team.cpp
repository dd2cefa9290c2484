#include "team.h"

namespace dsa {
namespace {

/// Microseconds: two barriers that spin.
constexpr double kWorthSharing = 4;

} // namespace

void Team::Gather(int threads, Barrier barrier) {
    threads_ = threads;
    barrier_ = std::move(barrier);
    over_ = failed_ = false;
}

bool Team::Lead(const std::function<void()> & work) {
    try {
        work();
    } catch (...) {
        failed_ = true;
    }
    over_ = true;
    if (threads_ > 1) {
        barrier_();
        barrier_(); // the others have read how it ended
    }
    return !failed_;
}

bool Team::Follow(int thread) {
    while (!over_) {
        shared_.Take(thread);
        barrier_();
        barrier_();
    }
    const bool wentWell = !failed_;
    barrier_();
    return wentWell;
}

void Team::Run(int items, double itemCost, const std::function<void(int, int)> & work) {
    if (threads_ == 1 || items <= 1 || items * itemCost < kWorthSharing) return RunAlone(items, work);
    shared_.Offer(items, work);
    barrier_();
    shared_.Take(0);
    barrier_();
    shared_.Finish();
}

} // namespace dsa
