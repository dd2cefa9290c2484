#include "peak.h"

#include <ctime>

double peak::ProcessorSeconds() { return double(std::clock()) / CLOCKS_PER_SEC; }

#if defined(__x86_64__) && defined(__GNUC__)

namespace peak {
namespace {

constexpr long kRounds = 20'000'000;
constexpr int kChains = 12; // as many as hide the latency

/// A loop of one instruction on twelve registers, in assembly, so that no compiler puts anything in between.
#define STEP(name, kind, n) name " %%" kind "15, %%" kind "14, %%" kind #n "\n"
#define LOOP(name, kind)                                                                                               \
    long rounds = kRounds;                                                                                             \
    asm volatile("vpxor %%xmm14, %%xmm14, %%xmm14\nvpxor %%xmm15, %%xmm15, %%xmm15\n1:\n" STEP(name, kind, 0)          \
                     STEP(name, kind, 1) STEP(name, kind, 2) STEP(name, kind, 3) STEP(name, kind, 4)                   \
                         STEP(name, kind, 5) STEP(name, kind, 6) STEP(name, kind, 7) STEP(name, kind, 8)               \
                             STEP(name, kind, 9) STEP(name, kind, 10)                                                  \
                                 STEP(name, kind, 11) "dec %0\njnz 1b\nvzeroupper\n"                                   \
                 : "+r"(rounds)                                                                                        \
                 :                                                                                                     \
                 : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",   \
                   "xmm14", "xmm15", "cc")

double Speed(void (*loop)(), double perStep) {
    const double from = peak::ProcessorSeconds();
    loop();
    return perStep * kChains * kRounds / (peak::ProcessorSeconds() - from) / 1e9;
}

void Avx2F32() { LOOP("vfmadd231ps", "ymm"); }
void Avx2Bytes() { LOOP("vpmaddubsw", "ymm"); }
void VnniInt8() { LOOP("vpdpbusd", "zmm"); }
void Avx512Bf16() { LOOP("vdpbf16ps", "zmm"); }

} // namespace

double F32() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? Speed(Avx2F32, 16) : 0; }

double Avx2Int8() { return __builtin_cpu_supports("avx2") ? Speed(Avx2Bytes, 64) : 0; }

double Int8() { return __builtin_cpu_supports("avx512vnni") ? Speed(VnniInt8, 128) : 0; }

double Bf16() { return __builtin_cpu_supports("avx512bf16") ? Speed(Avx512Bf16, 64) : 0; }

} // namespace peak
#else
double peak::F32() { return 0; }
double peak::Avx2Int8() { return 0; }
double peak::Int8() { return 0; }
double peak::Bf16() { return 0; }
#endif
