#include "probe_kernels.h"

#include "scratch.h"

#include <cmath>
#include <cstring>
#include <random>

#if defined(__linux__)
#include <cerrno>
#include <csignal>
#include <ctime>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace dsa {
namespace {

std::vector<float> Random(size_t count, std::mt19937 & random) {
    std::normal_distribution<float> normal;
    std::vector<float> numbers(count);
    for (float & x : numbers) x = normal(random);
    return numbers;
}

/// A tile of int8 keys and some tokens' queries. `heads` is a multiple of four.
struct IndexProblem {
    IndexProblem(int heads, int dim, int tokens) : heads(heads), dim(dim), tokens(tokens) {
        std::mt19937 random(1);
        for (size_t i = 0; i < size_t(tokens) * heads * dim; i++) queries.push_back(int8_t(int(random() % 255) - 127));
        for (int i = 0; i < kTileKeys * dim; i++) keys.push_back(uint8_t(random() % 255 + 1));
        weights = Random(size_t(tokens) * heads, random);
        scales = Random(kTileKeys, random);
        for (size_t row = 0; row < weights.size(); row++) {
            int32_t sum = 0;
            for (int d = 0; d < dim; d++) sum += queries[row * dim + d];
            corrections.push_back(128 * sum);
        }
    }
    size_t Size() const { return size_t(tokens) * kTileKeys; }
    void Run(const Kernels & kernels, float * out) {
        const Int8Keys tile = {keys.data(), scales.data(), nullptr};
        const Int8Queries all = {tokens, heads, dim, queries.data(), weights.data(), corrections.data()};
        kernels.scoreInt8Keys(tile, all, 0, tokens, out, kTileKeys);
    }

    int heads, dim, tokens;
    std::vector<int8_t> queries;
    std::vector<uint8_t> keys;
    std::vector<float> weights, scales;
    std::vector<int32_t> corrections;
};

/// One token's attention over every other row of a small F16 cache.
struct AttendProblem {
    AttendProblem(const AttendProblem &) = delete; // the task points into it
    AttendProblem(int heads, int keyDim, int valueDim, int count) : heads(heads), valueDim(valueDim) {
        std::mt19937 random(2);
        query = Random(size_t(heads) * keyDim, random);
        for (int i = 0; i < 2 * count * keyDim; i++) { // between 1/4 and 4, either sign
            rows.push_back(uint16_t((random() & 1) << 15 | (13 + random() % 4) << 10 | (random() & 1023)));
        }
        for (int i = 0; i < count; i++) positions.push_back(2 * i);
        bias.assign(count, 0);
        maximum.resize(heads);
        total.resize(heads);
        task = {heads,
                keyDim,
                valueDim,
                0.3f / std::sqrt(float(keyDim)),
                query.data(),
                size_t(keyDim),
                RowType::F16,
                (const char *)rows.data(),
                2 * size_t(keyDim),
                positions.data(),
                bias.data(),
                count};
    }
    size_t Size() const { return size_t(heads) * valueDim; }
    void Reserve(const Kernels & kernels) {
        const size_t bytes = kernels.attendScratch(heads, task.keyDim, valueDim) + kAlignment;
        if (scratch.size() < bytes) scratch.resize(bytes);
    }
    void Run(const Kernels & kernels, float * out) {
        kernels.attend(task, Aligned(scratch), {out, maximum.data(), total.data()});
        for (int j = 0; j < heads; j++) {
            for (int d = 0; d < valueDim; d++) out[j * valueDim + d] /= total[j];
        }
    }

    int heads, valueDim;
    std::vector<float> query, bias, maximum, total;
    std::vector<uint16_t> rows;
    std::vector<int32_t> positions;
    std::vector<char> scratch;
    AttentionTask task;
};

/// NaN is equal to nothing.
bool Equal(const float * a, const float * b, size_t count, float tolerance) {
    float size = 0;
    for (size_t i = 0; i < count; i++) size = std::fabs(b[i]) > size ? std::fabs(b[i]) : size;
    for (size_t i = 0; i < count; i++) {
        if (!(std::fabs(a[i] - b[i]) <= tolerance * size)) return false;
    }
    return true;
}

/// Problems of several shapes, with all memory that solving them takes: the child of a process of many threads may not
/// allocate.
class Problems {
  public:
    Problems(const Kernels & tried, const Kernels & trusted) : tried_(tried), trusted_(trusted) {
        for (IndexProblem & problem : index_) Reserve(problem.Size());
        for (AttendProblem & problem : attend_) {
            problem.Reserve(tried);
            problem.Reserve(trusted);
            Reserve(problem.Size());
        }
    }
    bool AllAgree() {
        for (IndexProblem & problem : index_) {
            if (!Agree(problem, 1e-6f)) return false;
        }
        for (AttendProblem & problem : attend_) {
            if (!Agree(problem, 1e-2f)) return false; // BF16
        }
        return true;
    }

  private:
    void Reserve(size_t size) {
        if (size <= mine_.size()) return;
        mine_.resize(size);
        theirs_.resize(size);
    }
    template <typename Problem> bool Agree(Problem & problem, float tolerance) {
        problem.Run(tried_, mine_.data());
        problem.Run(trusted_, theirs_.data());
        return Equal(mine_.data(), theirs_.data(), problem.Size(), tolerance);
    }

    const Kernels &tried_, &trusted_;
    IndexProblem index_[3] = {{64, 128, 3}, {12, 96, 5}, {4, 32, 1}};
    AttendProblem attend_[2] = {{17, 96, 80, 150}, {32, 576, 512, 200}};
    std::vector<float> mine_, theirs_;
};

#if defined(__linux__)
/// What the child exits with if all agree: nothing that a program's own crash handlers would choose.
constexpr int kAgreed = 113;

void LeaveCrashesToTheSystem() {
    for (const int signal : {SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGTRAP, SIGSYS}) std::signal(signal, SIG_DFL);
}

/// The child's exit code; -1 if it ended otherwise, or was ended because it took too long.
int Wait(pid_t child, double seconds) {
    const timespec pause = {0, 1'000'000};
    timespec start, now;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (;;) {
        int status = 0;
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        if (ended < 0 && errno != EINTR) return -1; // such as a program that doesn't wait for its children
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (double(now.tv_sec - start.tv_sec) + 1e-9 * double(now.tv_nsec - start.tv_nsec) > seconds) break;
        nanosleep(&pause, nullptr);
    }
    kill(child, SIGKILL);
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
    return -1;
}
#endif

} // namespace

#if defined(__linux__)
bool ComputesTheSame(const Kernels & tried, const Kernels & trusted, void (*start)(), double seconds) {
    Problems problems(tried, trusted);
    const pid_t child = fork();
    if (child < 0) return false;
    if (child == 0) {
        prctl(PR_SET_DUMPABLE, 0); // a crash here is an answer, nobody wants its core
        (start ? start : LeaveCrashesToTheSystem)();
        _exit(problems.AllAgree() ? kAgreed : 1);
    }
    return Wait(child, seconds) == kAgreed;
}
#else
bool ComputesTheSame(const Kernels &, const Kernels &, void (*)(), double) { return false; }
#endif

} // namespace dsa
