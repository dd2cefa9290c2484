// Kernels for AVX2, FMA and F16C.
#include "attend_f32.h"
#include "common_kernels.h"
#include "multiply_avx2.h"

namespace dsa {

constexpr Kernels kAvx2Kernels = [] {
    Kernels kernels = CommonKernels("avx2", kAlwaysFaster);
    kernels.attendScratch = AttendScratchF32;
    kernels.attend = AttendF32;
    kernels.roundBlocks = RoundBlocks;
    kernels.multiply = MultiplyAvx2;
    return kernels;
}();

} // namespace dsa
