#include "peak.h"

#include <chrono>
#if defined(__x86_64__)
#include <immintrin.h>

namespace peak {
namespace {

constexpr int kRounds = 20'000'000, kChains = 12; // as many as hide the latency; the asm keeps the compiler from dropping them

__attribute__((target("avx2,fma"))) double Avx2F32() {
    const __m256 one = _mm256_set1_ps(1e-9f);
    __m256 sum[kChains];
    for (__m256 & x : sum) x = one;
    const auto from = std::chrono::steady_clock::now();
    for (int i = 0; i < kRounds; i++) {
        for (__m256 & x : sum) {
            x = _mm256_fmadd_ps(one, one, x);
            asm volatile("" : "+x"(x));
        }
    }
    return 16.0 * kChains * kRounds / std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count() / 1e9;
}

__attribute__((target("avx512f,avx512vnni"))) double VnniInt8() {
    const __m512i one = _mm512_set1_epi8(1);
    __m512i sum[kChains];
    for (__m512i & x : sum) x = one;
    const auto from = std::chrono::steady_clock::now();
    for (int i = 0; i < kRounds; i++) {
        for (__m512i & x : sum) {
            x = _mm512_dpbusd_epi32(x, one, one);
            asm volatile("" : "+v"(x));
        }
    }
    return 128.0 * kChains * kRounds / std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count() / 1e9;
}

__attribute__((target("avx512f,avx512bf16"))) double Avx512Bf16() {
    const __m512bh one = (__m512bh)_mm512_set1_epi16(1);
    __m512 sum[kChains];
    for (__m512 & x : sum) x = _mm512_setzero_ps();
    const auto from = std::chrono::steady_clock::now();
    for (int i = 0; i < kRounds; i++) {
        for (__m512 & x : sum) {
            x = _mm512_dpbf16_ps(x, one, one);
            asm volatile("" : "+v"(x));
        }
    }
    return 64.0 * kChains * kRounds / std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count() / 1e9;
}

} // namespace

double F32() {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? Avx2F32() : 0;
}

double Int8() {
    return __builtin_cpu_supports("avx512vnni") ? VnniInt8() : 0;
}

double Bf16() {
    return __builtin_cpu_supports("avx512bf16") ? Avx512Bf16() : 0;
}

} // namespace peak
#else
double peak::F32() { return 0; }
double peak::Int8() { return 0; }
double peak::Bf16() { return 0; }
#endif
