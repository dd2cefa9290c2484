#include "choose_kernels.h"

#include "kernels/tables.h"
#include "probe_kernels.h"

#include <cstdlib>
#include <cstring>
#if defined(DSA_X86)
#include <cpuid.h>
#endif
#if defined(DSA_NEON) && defined(__linux__)
#include <sys/auxv.h>
#endif
#if defined(DSA_AMX)
#include <sys/syscall.h>
#include <unistd.h>
#endif

namespace dsa {
namespace {

#if defined(DSA_X86)
/// What Clang 14 can't be asked for by name.
bool HasF16c() {
    unsigned a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & 1u << 29);
}

bool HasAvx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && HasF16c(); }

/// Neither GCC 12 nor Clang 14 knows its name.
bool HasAvxVnni() {
    unsigned a = 0, b, c, d;
    return HasAvx2() && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & 1u << 4);
}

bool HasVnni() {
    return HasAvx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni");
}

bool HasAvx512() { return HasVnni() && __builtin_cpu_supports("avx512bf16"); }

/// Intel's cores multiply pairs of BF16 half as fast as F32 (MEASURED.md), AMD's twice as fast.
bool HasFastPairs() { return HasAvx512() && !__builtin_cpu_is("intel"); }
#endif

#if defined(DSA_AMX)
/// AMX for bytes and for BF16 in the processor (CPUID 7, EDX) and, with AVX-512's registers, turned on by the kernel
/// (XCR0).
bool HasAmx() {
    unsigned a = 0, b = 0, c = 0, d = 0;
    constexpr unsigned kBf16 = 1u << 22, kTile = 1u << 24, kInt8 = 1u << 25, kAll = kBf16 | kTile | kInt8;
    if (!HasAvx512() || !__get_cpuid_count(7, 0, &a, &b, &c, &d) || (d & kAll) != kAll) return false;
    constexpr unsigned kTileState = 3u << 17;
    unsigned low, high;
    asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (low & kTileState) == kTileState;
}

/// Linux gives the tiles' 8 KiB per thread only to processes that ask (Documentation/arch/x86/xstate.rst).
bool AskForTiles() {
    constexpr int kRequestPermission = 0x1023, kTileData = 18;
    return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

bool UseAmx() {
    static const bool use = HasAmx() && AskForTiles() && ComputesTheSame(kAmxKernels, kAvx512Kernels);
    return use;
}
#endif

#if defined(DSA_NEON)
/// FEAT_DotProd: all of Apple's that run 64-bit code on a desk have it.
bool HasDotprod() {
#if defined(__APPLE__)
    return true;
#elif defined(__linux__)
    constexpr unsigned long kDotprod = 1ul << 20; // HWCAP_ASIMDDP
    return (getauxval(AT_HWCAP) & kDotprod) != 0;
#else
    return false;
#endif
}
#endif

std::vector<const Kernels *> FindPlainKernels() {
    std::vector<const Kernels *> usable = {&kPortableKernels};
#if defined(DSA_X86)
    if (HasAvx2()) usable.push_back(&kAvx2Kernels);
    if (HasAvxVnni()) usable.push_back(&kAvxVnniKernels);
    if (HasAvx512() && !HasFastPairs()) usable.push_back(&kAvx512Kernels);
    if (HasVnni()) usable.push_back(&kVnniKernels);
    if (HasFastPairs()) usable.push_back(&kAvx512Kernels);
#elif defined(DSA_NEON)
    usable.push_back(&kNeonKernels);
    if (HasDotprod()) usable.push_back(&kDotprodKernels);
#endif
    return usable;
}

/// Without AMX, which is dear to try. Looked up once: nodes.cpp asks while graphs are built, and CPUID leaves a virtual
/// machine.
const std::vector<const Kernels *> & PlainKernels() {
    static const std::vector<const Kernels *> usable = FindPlainKernels();
    return usable;
}

} // namespace

std::vector<const Kernels *> UsableKernels() {
    std::vector<const Kernels *> usable = PlainKernels();
#if defined(DSA_AMX)
    if (UseAmx()) usable.push_back(&kAmxKernels);
#endif
    return usable;
}

const Kernels & ChooseKernels() {
    if (const char * wanted = std::getenv("GGML_DSA_KERNELS")) {
        for (const Kernels * kernels : PlainKernels()) {
            if (std::strcmp(kernels->name, wanted) == 0) return *kernels;
        }
    }
    return *UsableKernels().back();
}

} // namespace dsa
