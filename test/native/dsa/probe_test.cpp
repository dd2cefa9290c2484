// Kernels that don't do what they say are found out in a child process, and this one goes on.
#include "check.h"
#include "choose_kernels.h"
#include "probe_kernels.h"

#include <cstdlib>
#include <cstring>
#if defined(__linux__)
#include <csignal>
#include <unistd.h>

namespace {

/// The last kernels that have all functions; null on machines without any.
const dsa::Kernels * Trusted() {
    const dsa::Kernels * last = dsa::UsableKernels().back();
    return last->scoreInt8Keys ? last : nullptr;
}

const dsa::Kernels * trusted = nullptr;

using Keys = const dsa::Int8Keys &;
using Queries = const dsa::Int8Queries &;

void WrongScore(Keys keys, Queries queries, int first, int tokens, float * out, size_t stride) {
    trusted->scoreInt8Keys(keys, queries, first, tokens, out, stride);
    out[size_t(tokens - 1) * stride + 63] *= 1.001f;
}
void NoNumber(Keys keys, Queries queries, int first, int tokens, float * out, size_t stride) {
    trusted->scoreInt8Keys(keys, queries, first, tokens, out, stride);
    out[0] = std::nanf("");
}
void Illegal(Keys, Queries, int, int, float *, size_t) { __builtin_trap(); }
void Exits(Keys, Queries, int, int, float *, size_t) { _exit(0); }
void NeverEnds(Keys, Queries, int, int, float *, size_t) {
    for (;;) pause();
}
void WrongSum(const dsa::AttentionTask & task, void * scratch, const dsa::AttentionSums & sums) {
    trusted->attend(task, scratch, sums);
    sums.values[task.valueDim] *= 2;
}
void Unreadable(const dsa::AttentionTask &, void *, const dsa::AttentionSums &) { raise(SIGSEGV); }

bool Passes(decltype(dsa::Kernels::scoreInt8Keys) score, decltype(dsa::Kernels::attend) attend, double seconds = 10) {
    dsa::Kernels tried = *trusted;
    if (score) tried.scoreInt8Keys = score;
    if (attend) tried.attend = attend;
    return dsa::ComputesTheSame(tried, *trusted, nullptr, seconds);
}

} // namespace

TEST(Probe, "probe: kernels that are wrong, crash, end or hang the process are declined") {
    trusted = Trusted();
    if (!trusted) return;
    EXPECT(Passes(nullptr, nullptr), "the same kernels");
    EXPECT(!Passes(WrongScore, nullptr), "one score off by a thousandth");
    EXPECT(!Passes(NoNumber, nullptr), "NaN");
    EXPECT(!Passes(Illegal, nullptr), "illegal instruction");
    EXPECT(!Passes(Exits, nullptr), "exit with 0");
    EXPECT(!Passes(NeverEnds, nullptr, 0.05), "never ends");
    EXPECT(!Passes(nullptr, WrongSum), "one value doubled");
    EXPECT(!Passes(nullptr, Unreadable), "SIGSEGV");
    // the program's handlers are not asked
    const auto before = std::signal(SIGILL, [](int) { _exit(113); });
    EXPECT(!Passes(Illegal, nullptr), "illegal instruction, with a handler");
    std::signal(SIGILL, before);
}

TEST(Forced, "probe: what GGML_DSA_KERNELS names is used") {
    for (const dsa::Kernels * kernels : dsa::UsableKernels()) {
        setenv("GGML_DSA_KERNELS", kernels->name, 1);
        EXPECT(std::strcmp(dsa::ChooseKernels().name, kernels->name) == 0, kernels->name);
    }
    setenv("GGML_DSA_KERNELS", "unheard of", 1);
    EXPECT(&dsa::ChooseKernels() == dsa::UsableKernels().back(), "");
    unsetenv("GGML_DSA_KERNELS");
    EXPECT(&dsa::ChooseKernels() == dsa::UsableKernels().back(), "");
}
#endif
