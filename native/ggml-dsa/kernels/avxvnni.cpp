// Kernels for AVX2 with VNNI in registers of 256 bits, as processors without AVX-512 have it; all else is AVX2's.
#include "attend_f32.h"
#include "common_kernels.h"
#include "multiply_avx2.h"

namespace dsa {

constexpr Kernels kAvxVnniKernels = [] {
    Kernels kernels = CommonKernels("avxvnni", kAlwaysFaster);
    kernels.attendScratch = AttendScratchF32;
    kernels.attend = AttendF32;
    kernels.roundBlocks = RoundBlocks;
    kernels.multiply = MultiplyAvx2;
    return kernels;
}();

} // namespace dsa
