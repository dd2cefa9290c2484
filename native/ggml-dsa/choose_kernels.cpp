#include "choose_kernels.h"

#include "kernels/tables.h"

#include <cstdlib>
#include <cstring>

namespace dsa {
namespace {

#if defined(DSA_X86)
bool HasAvx2() {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
}

bool HasAvx512() {
    return HasAvx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bf16");
}
#endif

} // namespace

std::vector<const Kernels *> UsableKernels() {
    std::vector<const Kernels *> usable = {&kPortableKernels};
#if defined(DSA_X86)
    if (HasAvx2()) usable.push_back(&kAvx2Kernels);
    if (HasAvx512()) usable.push_back(&kAvx512Kernels);
#elif defined(DSA_NEON)
    usable.push_back(&kNeonKernels);
#endif
    return usable;
}

const Kernels & ChooseKernels() {
    const std::vector<const Kernels *> usable = UsableKernels();
    const char * wanted = std::getenv("GGML_DSA_KERNELS");
    for (const Kernels * kernels : usable) {
        if (wanted && std::strcmp(kernels->name, wanted) == 0) return *kernels;
    }
    return *usable.back();
}

} // namespace dsa
