#include "engine/spared_cores.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace sparselens {
namespace {

/// Seconds that are judged at once, and that may pass between two evaluations that belong together.
constexpr double kStretch = 0.25, kGap = 0.1;
/// Seconds after which it is asked, in mid-graph, whether to go on so.
constexpr double kFirstLook = 0.1;
constexpr double kMuchWaiting = 0.2;

/// Seconds that the threads of this process were kept from running since they began; negative where the system doesn't
/// say (Linux does).
double WaitedForCores() {
    double waited = -1;
    std::error_code failed;
    for (const auto & task : std::filesystem::directory_iterator("/proc/self/task", failed)) {
        double ran, kept;
        if (std::ifstream(task.path() / "schedstat") >> ran >> kept) waited = std::max(waited, 0.0) + kept * 1e-9;
    }
    return failed ? -1 : waited;
}

double Seconds(std::chrono::steady_clock::duration duration) { return std::chrono::duration<double>(duration).count(); }

} // namespace

bool SparedCores::Saw(int threads, int most, double seconds, double waited) {
    const bool much = waited > kMuchWaiting * seconds * threads;
    if (much && threads > 1) {
        spared_ = most - threads + 1;
        patience_ = std::min(2 * patience_, kMostPatience);
        calm_ = 0;
        return true;
    }
    if (much) return false;
    if (spared_ == 0) patience_ = kLeastPatience;
    if (spared_ > 0 && ++calm_ >= patience_) {
        spared_--;
        calm_ = 0;
    }
    return false;
}

int FittingThreads::Begin(int most) {
    std::lock_guard<std::mutex> lock(lock_);
    const auto now = Clock::now();
    asked_ = now;
    if (Seconds(now - last_) > kGap) {
        start_ = now;
        waitedAtStart_ = WaitedForCores();
    }
    return spared_.Of(most);
}

/// Ends the stretch. Whether threads waited so much that one is left out.
bool FittingThreads::Judge(int threads, int most, Clock::time_point now) {
    if (waitedAtStart_ < 0) return false;
    const double waited = WaitedForCores();
    const bool tooMany = spared_.Saw(threads, most, Seconds(now - start_), waited - waitedAtStart_);
    start_ = now;
    waitedAtStart_ = waited;
    return tooMany;
}

bool FittingThreads::IsTooMany(int threads, int most) {
    const auto now = Clock::now();
    std::lock_guard<std::mutex> lock(lock_);
    if (threads == 1 || Seconds(now - asked_) < kFirstLook) return false;
    asked_ = now;
    return Judge(threads, most, now);
}

void FittingThreads::End(int threads, int most) {
    std::lock_guard<std::mutex> lock(lock_);
    last_ = Clock::now();
    if (Seconds(last_ - start_) >= kStretch) Judge(threads, most, last_);
}

FittingThreads & TheFittingThreads() {
    static FittingThreads threads;
    return threads;
}

} // namespace sparselens
